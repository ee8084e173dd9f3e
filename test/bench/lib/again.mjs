// A check of a workspace in which nothing changed since the last one, beside a program that only looks whether something did.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { measured } from './measured.mjs';
import { median } from './statistics.mjs';

/** More than elsewhere: they are short. */
const leastRuns = 9;
const hopelessMs = 20_000;

/** The first check fills the cache, which is a folder of this run; then both take turns. */
export async function measureAgain({ folder, cli, runs, tell }) {
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-bench-'));
  const options = { cwd: folder, env: { XDG_CACHE_HOME: path.join(work, 'cache') }, output: path.join(work, 'out') };
  const check = [process.execPath, cli, 'check', folder, '--format', 'json', '--fail-on', 'never'];
  const walk = [process.execPath, path.join(import.meta.dirname, 'walkAndStat.mjs'), folder];
  const ours = [];
  const theirs = [];
  try {
    tell('the first check');
    await measured(check, options);
    const answer = await readFile(options.output, 'utf8');
    for (let round = 0; round < Math.max(runs, leastRuns); round++) {
      tell(`run ${round + 1}`);
      ours.push((await measured(check, options)).wallMs);
      if (await readFile(options.output, 'utf8') !== answer) throw new Error(`upguide gave another answer in run ${round + 1}, although nothing changed.`);
      theirs.push((await measured(walk, options)).wallMs);
      // It was done all over again: one run tells that.
      if (ours.at(-1) > hopelessMs) break;
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return { oursMs: median(ours), walkMs: median(theirs), runs: ours.length, all: { ours, walk: theirs } };
}
