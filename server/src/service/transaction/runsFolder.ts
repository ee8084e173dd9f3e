import type { Disk } from './disk.ts';
import { ensureFolder, entryAt, isMissing, replacePrivateFile } from './diskSteps.ts';
import { runsFolderOf } from './layout.ts';
import { Refusal } from './refusal.ts';
import { bytesOfText, textOfBytes } from './textBytes.ts';

const ignoreEverything = '*\n';

/** Makes the folder of runs, private to the user. Rejects with a `Refusal` when something else is in its place. */
export async function makeRunsFolder(root: string, disk: Disk): Promise<void> {
  const own = disk.join(root, '.upguide');
  const runs = runsFolderOf(root, disk);
  await ensureFolder(own, 0o755, disk);
  await ensureFolder(runs, 0o700, disk);
  for (const folder of [own, runs]) {
    const entry = await disk.stat(folder);
    if (entry.kind !== 'folder') throw new Refusal(`${folder} is ${entry.kind === 'link' ? 'a symbolic link' : 'no folder'}, so the originals cannot be kept there. Remove or rename it.`);
    if (folder === runs && (entry.mode & 0o077) !== 0) await disk.setMode(runs, 0o700);
  }
}

/** Hides the runs from git, by a file of their own. */
export async function ignoreRuns(root: string, disk: Disk): Promise<void> {
  const file = disk.join(runsFolderOf(root, disk), '.gitignore');
  try {
    if (textOfBytes(await disk.read(file)) === ignoreEverything) return;
  } catch (error) {
    if (!isMissing(error, disk)) throw error;
  }
  await replacePrivateFile(file, bytesOfText(ignoreEverything, false), disk);
}

/** Whether there has ever been a run in this folder. */
export async function hasRunsFolder(root: string, disk: Disk): Promise<boolean> {
  return (await entryAt(runsFolderOf(root, disk), disk))?.kind === 'folder';
}
