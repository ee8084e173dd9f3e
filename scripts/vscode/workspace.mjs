// Copies of the example workspace to work in; the example itself is never opened.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { root } from './provision.mjs';

/**
 * A fresh copy in a temporary folder, a git repository where git is there (whether git ignores `.env` is a finding).
 * `kind` `multi` gives a workspace of two folders. `open` is what to open, `folder` the (first) copy.
 */
export async function copyExample({ kind = 'single', example = 'greenlang-0.2' } = {}) {
  const base = await realpath(await mkdtemp(path.join(os.tmpdir(), 'upguide-example-')));
  const names = kind === 'multi' ? ['plant', 'second'] : [example];
  for (const name of names) {
    const folder = path.join(base, name);
    await cp(path.join(root, 'examples', example), folder, { recursive: true });
    spawnSync('git', ['init', '--quiet', folder], { stdio: 'ignore' });
  }
  const folder = path.join(base, names[0]);
  const remove = () => rm(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  if (kind === 'single') return { base, folder, open: folder, remove };
  const file = path.join(base, 'two.code-workspace');
  await writeFile(file, JSON.stringify({ folders: names.map((name) => ({ path: name })), settings: {} }, undefined, 2));
  return { base, folder, open: file, remove };
}
