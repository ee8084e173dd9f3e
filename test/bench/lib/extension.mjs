// The extension before it does anything: how long it takes to be there, and how large it is.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { packageExtension } from '../../../scripts/package.mjs';
import { readZip } from '../../../scripts/vscode/unzip.mjs';
import { median } from './statistics.mjs';

/** More than elsewhere: they are short. */
const leastRuns = 11;
/** Modules that only a running server has use for. */
const heavy = /^(node:)?(child_process|net|http|https|worker_threads|tls)$|languageclient/;

/** Loads and activates the extension in fresh processes, without an editor (see `activate.cjs`). */
export function measureActivation({ root, runs }) {
  const all = Array.from({ length: Math.max(runs, leastRuns) }, () =>
    JSON.parse(execFileSync(process.execPath, [path.join(import.meta.dirname, 'activate.cjs'), path.join(root, 'dist/extension.js')], { encoding: 'utf8' })));
  return {
    ms: median(all.map(({ ms }) => ms)), loadMs: median(all.map(({ loadMs }) => loadMs)), activateMs: median(all.map(({ activateMs }) => activateMs)), runs: all.length,
    codeBytes: all[0].codeBytes, heavy: [...new Set(all.flatMap(({ required }) => required).filter((name) => heavy.test(name)))], processes: Math.max(...all.map(({ processes }) => processes)),
  };
}

/** Packages what stands in `dist/`. */
export async function measurePackage() {
  const work = await mkdtemp(path.join(os.tmpdir(), 'upguide-bench-'));
  try {
    const out = path.join(work, 'upguide.vsix');
    await packageExtension({ out });
    return { mb: (await stat(out)).size / 2 ** 20, files: (await readZip(out)).length };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
