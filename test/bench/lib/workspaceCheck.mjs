// A whole workspace, checked with no result of an earlier run at hand: by us, by ast-grep with seven rules, and by ripgrep with a list of literals.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { measured } from './measured.mjs';
import { median } from './statistics.mjs';

const rules = path.join(import.meta.dirname, 'ast-grep/sgconfig.yml');

/** What ripgrep looks for: words that rules of ours begin with. It tells files apart, and finds nothing out about them: a floor, not a peer. */
const literals = [
  'GREENLANG_ENV', 'GREENLANG_DB_URL', 'spec_version', 'ExecutionContext', 'BaseAgent', 'register_agent', 'greenlang.core', '/api/v1/agents', '/api/v1/workflows', '.success', 'api_keys_enabled',
  'gl run', 'gl agent register', 'gl workflow execute', 'resonantgenesis', 'kagzi', 'DEVTEAM_RUNNER_PORT', 'ai-workflow-system',
];

const linesOf = (text) => (text === '' ? 0 : text.trimEnd().split('\n').length);

/** The programs in the order in which they take turns. `found` reads what one printed. */
export function checkers({ root, peers }) {
  const upguide = {
    name: 'upguide',
    command: (folder) => [process.execPath, path.join(root, 'dist/cli.js'), 'check', folder, '--format', 'json', '--fail-on', 'never'],
    env: { UPGUIDE_NO_CACHE: '1' },
    found: (text) => {
      const { summary } = JSON.parse(text);
      if (summary.failed > 0) throw new Error(`upguide failed on ${summary.failed} files.`);
      return summary.findings;
    },
  };
  const astGrep = peers['ast-grep'] && { name: 'ast-grep', command: (folder) => [peers['ast-grep'].program, 'scan', '--config', rules, '--json=stream', folder], found: linesOf };
  const ripgrep = peers.ripgrep && { name: 'ripgrep', command: (folder) => [peers.ripgrep.program, '--files-with-matches', '--fixed-strings', ...literals.flatMap((one) => ['-e', one]), folder], found: linesOf, accept: [0, 1] };
  return [upguide, astGrep, ripgrep].filter(Boolean);
}

/** Reads every file, so that nobody waits for the disk. Says how much there is. */
function warm(folder) {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || `${entry.parentPath}/`.includes('/.git/')) continue;
    files++;
    bytes += readFileSync(path.join(entry.parentPath, entry.name)).length;
  }
  return { files, bytes };
}

/**
 * Runs the programs in turns on one folder: medians of `runs` runs, of fewer for a program that has had its `budgetMs`. Programs that find something
 * else each time stop the benchmark.
 */
export async function measureCheck({ folder, programs, runs, budgetMs, tell }) {
  let size = { files: 0, bytes: 0 };
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-bench-'));
  const all = new Map(programs.map(({ name }) => [name, []]));
  try {
    for (let round = 0; round < runs; round++) {
      for (const { name, command, env, accept, found } of programs) {
        const before = all.get(name);
        const spent = before.reduce((sum, { wallMs }) => sum + wallMs, 0);
        if (round > 0 && spent + spent / before.length > budgetMs) continue;
        tell(`${name}, run ${round + 1}`);
        // Before each run: some machines give the memory of files that were read back within a minute.
        size = warm(folder);
        const output = path.join(work, 'out');
        const run = await measured(command(folder), { cwd: folder, env, output, ...(accept ? { accept } : {}) });
        before.push({ ...run, found: found(await readFile(output, 'utf8')) });
        if (before.at(-1).found !== before[0].found) throw new Error(`${name} found ${before[0].found}, then ${before.at(-1).found}.`);
      }
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return {
    ...size,
    programs: Object.fromEntries([...all].map(([name, each]) => [name, {
      wallMs: median(each.map(({ wallMs }) => wallMs)), cpuMs: median(each.map(({ cpuMs }) => cpuMs)), peakMb: median(each.map(({ peakMb }) => peakMb)), found: each[0]?.found, runs: each.length, all: each,
    }])),
  };
}
