// npm run bench [-- --edits 200 --starts 5 --only upguide,60]
// Measures this language server side by side with yaml-language-server on packs and with ast-grep on Python, in one run on one machine.
import { existsSync, readdirSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import * as modules from './lib/modules.mjs';
import * as packs from './lib/packs.mjs';
import { run } from './lib/scenarios.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, '../..');
const { values: flags } = parseArgs({
  options: {
    edits: { type: 'string', default: '200' },
    starts: { type: 'string', default: '5' },
    only: { type: 'string' },
    /** A folder with another installation of yaml-language-server. */
    peer: { type: 'string' },
  },
});

const peer = path.resolve(flags.peer ?? root, 'node_modules/yaml-language-server');
const schema = path.join(here, 'lib/pack.schema.json');
const yamlLanguageServer = {
  name: 'yaml-language-server',
  command: [process.execPath, path.join(peer, 'bin/yaml-language-server'), '--stdio'],
  // A schema with the rules of AgentSpec v2, and nothing from the network.
  settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, schemas: { [pathToFileURL(schema).href]: ['**/pack.yaml'] } } },
};
const astGrep = { name: 'ast-grep lsp', command: [astGrepBinary(), 'lsp'], settings: {} };
const upguide = { name: 'upguide', command: [process.execPath, path.join(root, 'dist/server.js'), '--stdio'], settings: { upguide: {} } };

/** What is typed in, and who else is. */
const documents = [60, 2000].map((lines) => ({
  lines, kind: 'pack.yaml', file: 'pack.yaml', languageId: 'yaml', peer: yamlLanguageServer, text: packs.packOf(lines),
  typingAnchor: packs.typingAnchor, toggleAnchor: packs.toggleAnchor, toggleAdds: true, beside: undefined,
}));
documents.push({
  lines: 3000, kind: 'Python', file: 'agents.py', languageId: 'python', peer: astGrep, text: modules.moduleOf(3000),
  typingAnchor: modules.typingAnchor, toggleAnchor: modules.toggleAnchor, toggleAdds: false, beside: path.join(here, 'lib/ast-grep'),
});

/** The program itself: its package's launcher is made by an install script, which we do not run. */
function astGrepBinary() {
  const folder = path.join(root, 'node_modules/@ast-grep');
  const native = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith('cli-')) : undefined;
  return path.join(folder, native ?? 'cli', 'ast-grep');
}

const columns = [
  ['start to first diagnostics, ms', 'startMs', 0],
  ['typing p50, ms', 'typingP50Ms', 2],
  ['typing p95, ms', 'typingP95Ms', 2],
  ['CPU per edit, ms', 'cpuPerEditMs', 2],
  ['longest stale while typing, ms', 'staleMs', 0],
  ['memory after, MB', 'rssMb', 0],
  ['wrong answers', 'wrong', 0],
];

async function measureAll() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'upguide-bench-'));
  const results = [];
  try {
    for (const document of documents) {
      const place = path.join(folder, `${document.kind}-${document.lines}`);
      await mkdir(place, { recursive: true });
      await writeFile(path.join(place, document.file), document.text);
      if (document.beside) await cp(document.beside, place, { recursive: true });
      for (const server of [document.peer, upguide]) {
        if (flags.only && !flags.only.split(',').every((word) => `${server.name} ${document.kind} ${document.lines}`.includes(word))) continue;
        process.stderr.write(`${server.name}, ${document.kind}, ${document.lines} lines …\n`);
        const figures = await run({ ...server, ...document, folder: place }, { edits: Number(flags.edits), startCount: Number(flags.starts) });
        results.push({ server: server.name, kind: document.kind, lines: document.lines, ...figures });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

const figure = (value, digits) => (value === undefined ? 'n/a' : value.toFixed(digits));

function table(results) {
  const rows = results.map((result) => [result.server, `${result.kind}, ${result.lines}`, ...columns.map(([, key, digits]) => figure(result[key], digits))]);
  const head = ['server', 'document, lines', ...columns.map(([title]) => title)];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Ours divided by theirs; below 1 is better. */
function ratios(results) {
  return documents.flatMap(({ lines, kind, peer: { name } }) => {
    const of = (server) => results.find((result) => result.server === server && result.lines === lines);
    const ours = of('upguide');
    const theirs = of(name);
    if (!ours || !theirs) return [];
    return [{ lines, kind, peer: name, ...Object.fromEntries(columns.flatMap(([, key]) => (key !== 'wrong' && theirs[key] ? [[key, ours[key] / theirs[key]]] : []))) }];
  });
}

async function main() {
  if (!existsSync(path.join(root, 'dist/server.js')) && !flags.only?.includes('yaml-language-server')) {
    process.stderr.write('dist/server.js is missing: run `npm run build` first.\n');
    return 2;
  }
  const results = await measureAll();
  const shares = ratios(results);
  console.log(table(results));
  for (const { lines, kind, peer: name, ...share } of shares) {
    console.log(`\nupguide / ${name}, ${kind}, ${lines} lines: ${columns.flatMap(([title, key]) => (share[key] === undefined ? [] : [`${title.replace(/, .*/, '')} ${share[key].toFixed(3)}`])).join(', ')}`);
  }
  const { version } = JSON.parse(await readFile(path.join(peer, 'package.json'), 'utf8'));
  const machine = { node: process.version, system: `${os.type()} ${os.release()}`, cpu: os.cpus()[0]?.model, cores: os.cpus().length, load: os.loadavg()[0] };
  await mkdir(path.join(here, 'results'), { recursive: true });
  const file = path.join(here, 'results/latest.json');
  await writeFile(file, `${JSON.stringify({ date: new Date().toISOString(), machine, yamlLanguageServer: version, edits: Number(flags.edits), starts: Number(flags.starts), results, ratios: shares }, null, 2)}\n`);
  console.log(`\n${machine.cpu ?? machine.system}, ${machine.cores} cores, Node ${process.version}, yaml-language-server ${version}. Written to ${path.relative(process.cwd(), file)}.`);
  return results.some(({ wrong }) => wrong > 0) ? 1 : 0;
}

process.exit(await main());
