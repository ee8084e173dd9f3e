// npm run bench                    everything, in less than ten minutes
// npm run bench -- --help          what can be chosen
// npm run bench -- corpus …        writes a generated repository
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measureAgain } from './lib/again.mjs';
import { rowsOf, wantedRuns } from './lib/bars.mjs';
import { writeCorpus } from './lib/corpus.mjs';
import { measureActivation, measurePackage } from './lib/extension.mjs';
import { load, machine, restfulLoad } from './lib/machine.mjs';
import { findPeers } from './lib/peers.mjs';
import { table, writeFigures } from './lib/report.mjs';
import { documents, measureTyping } from './lib/typing.mjs';
import { checkers, measureCheck } from './lib/workspaceCheck.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const cli = path.join(root, 'dist/cli.js');

const usage = `npm run bench -- [OPTIONS]
  --only WORDS       only what has all of these words, by commas: check again typing extension generated 10000 pack.yaml python 2000 …
                     (and one program of it: upguide ast-grep ripgrep yaml-language-server; without a peer there is no ratio)
  --runs N           how many runs a median is of (5); fewer are marked
  --budget SECONDS   a program that has had so much time on one repository (200) runs no more; at least once
  --full             no budget
  --sizes LIST       sizes of the generated repositories (1000,10000,40000)
  --seed N           their seed (1)
  --repository DIR   measure in this repository, too
  --edits N          how many keys are typed in a run (200), for at most four seconds
  --peer DIR         take yaml-language-server from the node_modules of this folder
  --ripgrep FILE     take this ripgrep
  --write            put the figures into test/bench/README.md; not on a busy machine
npm run bench -- corpus --files 1000 --seed 1 --out DIR
`;

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string' }, runs: { type: 'string', default: String(wantedRuns) }, budget: { type: 'string', default: '200' }, full: { type: 'boolean' },
    sizes: { type: 'string', default: '1000,10000,40000' }, seed: { type: 'string', default: '1' }, repository: { type: 'string' }, edits: { type: 'string', default: '200' },
    peer: { type: 'string' }, ripgrep: { type: 'string' }, write: { type: 'boolean' }, help: { type: 'boolean' }, files: { type: 'string' }, out: { type: 'string' },
  },
});
const runs = Number(flags.runs);
const seed = Number(flags.seed);
const words = flags.only?.split(',') ?? [];

/** Whether something is to be measured, by all the words that it is known by. */
const wanted = (name) => words.every((word) => name.toLowerCase().split(' ').includes(word.toLowerCase()));
const tell = (text) => process.stderr.write(`${text} …\n`);

/** The repositories that somebody wants something measured in, smallest first; generated ones stand in `work`. */
async function repositories(work) {
  const made = [];
  const asked = (label) => ['upguide', 'ast-grep', 'ripgrep'].some((program) => wanted(`check ${label} ${program}`)) || wanted(`again ${label}`);
  for (const files of flags.sizes.split(',').map(Number).sort((a, b) => a - b)) {
    const label = `generated ${files}`;
    if (!asked(label)) continue;
    tell(`writing ${files} files`);
    const folder = path.join(work, String(files));
    await writeCorpus(folder, { files, seed });
    // What a repository of some ten thousand files takes is what the bars are about.
    made.push({ label, folder, generated: true, large: files >= 10_000 });
  }
  if (flags.repository !== undefined) {
    const folder = path.resolve(flags.repository);
    const label = path.basename(folder).replaceAll(' ', '-');
    if (asked(label)) made.push({ label, folder, generated: false, large: true });
  }
  return made;
}

async function measureRepositories(peers) {
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-bench-'));
  const checks = [];
  const again = [];
  try {
    for (const { label, folder, generated, large } of await repositories(work)) {
      const programs = checkers({ root, peers }).filter(({ name }) => wanted(`check ${label} ${name}`));
      const about = { label, generated, large };
      if (programs.length > 0) {
        checks.push({ ...about, ...await measureCheck({ folder, programs, runs, budgetMs: flags.full ? Infinity : Number(flags.budget) * 1000, tell: (text) => tell(`check ${label}: ${text}`) }) });
      }
      if (wanted(`again ${label}`)) again.push({ ...about, ...await measureAgain({ folder, cli, runs, tell: (text) => tell(`check ${label} again: ${text}`) }) });
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { checks, again };
}

async function measureAll(peers) {
  const typing = [];
  for (const document of documents) {
    const name = `typing ${document.kind} ${document.lines}`;
    const wants = (server) => wanted(`${name} ${server}`);
    if (!wants('upguide') && !wants(document.peer)) continue;
    typing.push(await measureTyping(document, { root, peers, runs, edits: Number(flags.edits), wants, tell: (text) => tell(`${name}: ${text}`) }));
  }
  const extension = wanted('extension upguide');
  if (extension) tell('extension');
  return {
    ...await measureRepositories(peers), typing,
    ...(extension ? { activation: measureActivation({ root, runs }), vsix: await measurePackage() } : {}),
  };
}

async function bench() {
  const missing = ['dist/server.js', 'dist/cli.js', 'dist/extension.js'].filter((file) => !existsSync(path.join(root, file)));
  if (missing.length > 0) {
    process.stderr.write(`${missing.join(', ')} missing: run \`npm run build\` first.\n`);
    return 2;
  }
  const peers = findPeers({ root, yamlFolder: flags.peer, ripgrep: flags.ripgrep });
  for (const [name, found] of Object.entries(peers)) if (!found) process.stderr.write(`${name} is not installed: nothing is measured beside it.\n`);
  const loadBefore = load();
  const busy = `The machine is busy (load ${loadBefore} at the start): times say who got a core. CPU times and ratios mean something, bars do not.\n`;
  if (loadBefore > restfulLoad && flags.write) {
    process.stderr.write(`The machine is busy (load ${loadBefore}): figures of such a run are not written into the page. Wait until the load is below ${restfulLoad}, or leave --write out.\n`);
    return 2;
  }
  if (loadBefore > restfulLoad) process.stderr.write(busy);

  const date = new Date();
  const results = await measureAll(peers);
  const rows = rowsOf(results);
  const about = machine();
  const versions = Object.fromEntries(Object.entries(peers).map(([name, found]) => [name, found?.version ?? null]));
  process.stdout.write(`${table(rows)}\n\n${about.cpu ?? about.system}, ${about.cores} cores, Node ${about.node}, ${Object.entries(versions).map(([name, version]) => `${name} ${version ?? 'not installed'}`).join(', ')}; load ${loadBefore} before, ${load()} after.\n`);
  for (const { label, files, bytes, programs } of results.checks) {
    process.stdout.write(`${label}: ${files} files, ${(bytes / 1e6).toFixed(0)} MB; found: ${Object.entries(programs).map(([name, { found }]) => `${name} ${found}`).join(', ')}.\n`);
  }
  if (loadBefore > restfulLoad) process.stdout.write(busy);

  const file = path.join(here, 'results/latest.json');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ date: date.toISOString(), machine: about, load: { before: loadBefore, after: load() }, versions, runs, seed, rows, ...results }, null, 2)}\n`);
  process.stdout.write(`Written to ${path.relative(process.cwd(), file)}.\n`);
  if (flags.write) await writeFigures(path.join(here, 'README.md'), rows, date.toISOString().slice(0, 10));
  const wrong = results.typing.flatMap(({ kind, lines, servers }) => Object.entries(servers).filter(([, { wrong: count }]) => count > 0).map(([name, { wrong: count }]) => `${name} gave ${count} wrong answers, ${kind}, ${lines} lines`));
  for (const each of wrong) process.stderr.write(`${each}\n`);
  return wrong.length > 0 ? 1 : 0;
}

async function corpus() {
  if (flags.files === undefined || flags.out === undefined) throw new Error('corpus needs --files N and --out DIR');
  const { files, bytes } = await writeCorpus(path.resolve(flags.out), { files: Number(flags.files), seed });
  process.stdout.write(`${files} files, ${(bytes / 1e6).toFixed(0)} MB in ${path.resolve(flags.out)}\n`);
  return 0;
}

if (flags.help) process.stdout.write(usage);
else process.exitCode = positionals[0] === 'corpus' ? await corpus() : await bench();
