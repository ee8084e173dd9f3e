// npm run bench [-- --edits 200 --starts 5 --only upguide,60]
// Measures this language server and yaml-language-server side by side, in one run on one machine.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { packOf } from './lib/packs.mjs';
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
const servers = [
  {
    name: 'yaml-language-server',
    command: [process.execPath, path.join(peer, 'bin/yaml-language-server'), '--stdio'],
    // A schema with the rules of AgentSpec v2, and nothing from the network.
    settings: { yaml: { validate: true, hover: true, completion: true, schemaStore: { enable: false }, schemas: { [pathToFileURL(schema).href]: ['**/pack.yaml'] } } },
  },
  { name: 'upguide', command: [process.execPath, path.join(root, 'dist/server.js'), '--stdio'], settings: { upguide: {} } },
];
const sizes = [60, 2000];

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
    for (const lines of sizes) {
      const text = packOf(lines);
      for (const server of servers) {
        if (flags.only && !flags.only.split(',').every((word) => `${server.name} ${lines}`.includes(word))) continue;
        const place = path.join(folder, String(lines));
        await mkdir(place, { recursive: true });
        await writeFile(path.join(place, 'pack.yaml'), text);
        process.stderr.write(`${server.name}, ${lines} lines …\n`);
        const figures = await run({ ...server, folder: place, file: 'pack.yaml', text }, { edits: Number(flags.edits), startCount: Number(flags.starts) });
        results.push({ server: server.name, lines, ...figures });
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return results;
}

const figure = (value, digits) => (value === undefined ? 'n/a' : value.toFixed(digits));

function table(results) {
  const rows = results.map((result) => [result.server, String(result.lines), ...columns.map(([, key, digits]) => figure(result[key], digits))]);
  const head = ['server', 'lines', ...columns.map(([title]) => title)];
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Ours divided by theirs; below 1 is better. */
function ratios(results) {
  return sizes.flatMap((lines) => {
    const ours = results.find((result) => result.server === 'upguide' && result.lines === lines);
    const theirs = results.find((result) => result.server !== 'upguide' && result.lines === lines);
    if (!ours || !theirs) return [];
    return [{ lines, ...Object.fromEntries(columns.flatMap(([, key]) => (key !== 'wrong' && theirs[key] ? [[key, ours[key] / theirs[key]]] : []))) }];
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
  for (const { lines, ...share } of shares) {
    console.log(`\nupguide / yaml-language-server at ${lines} lines: ${columns.flatMap(([title, key]) => (share[key] === undefined ? [] : [`${title.replace(/, .*/, '')} ${share[key].toFixed(3)}`])).join(', ')}`);
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
