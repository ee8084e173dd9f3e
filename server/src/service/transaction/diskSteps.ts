import type { Disk } from './disk.ts';

/** The entry at a path, a link not followed; `undefined` when nothing is there. */
export async function entryAt(path: string, disk: Disk) {
  try {
    return await disk.stat(path);
  } catch (error) {
    if (isMissing(error, disk)) return undefined;
    throw error;
  }
}

/** Whether an error says that something is not there. */
export function isMissing(error: unknown, disk: Disk): boolean {
  const code = disk.errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR';
}

/** Makes a folder unless it is there. */
export async function ensureFolder(path: string, mode: number, disk: Disk): Promise<void> {
  try {
    await disk.makeFolder(path, mode);
  } catch (error) {
    if (disk.errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Removes a file that may be there. */
export async function removeIfThere(path: string, disk: Disk): Promise<void> {
  try {
    await disk.remove(path);
  } catch (error) {
    if (!isMissing(error, disk)) throw error;
  }
}

/** What a killed `replacePrivateFile` may leave. */
export function temporaryOf(path: string): string {
  return `${path}.tmp`;
}

/** Gives a private file new bytes in one step: at every moment it has all of the old ones or all of the new ones. */
export async function replacePrivateFile(path: string, bytes: Uint8Array, disk: Disk): Promise<void> {
  const temporary = temporaryOf(path);
  // What a killed call left.
  await removeIfThere(temporary, disk);
  await disk.create(temporary, bytes, 0o600);
  await disk.rename(temporary, path);
}

/** Removes a folder with all that is in it; links in it are removed, not followed. */
export async function removeTree(folder: string, disk: Disk): Promise<void> {
  const entry = await entryAt(folder, disk);
  if (entry === undefined) return;
  if (entry.kind !== 'folder') return disk.remove(folder);
  for (const name of await disk.list(folder)) await removeTree(disk.join(folder, name), disk);
  await disk.removeFolder(folder);
}

/**
 * For cleaning up behind a result that stands already: tries twice, since what is left has to be removed by a later run. Whether it
 * worked.
 */
export async function attempt(work: () => Promise<void>): Promise<boolean> {
  for (let round = 1; round <= 2; round++) {
    try {
      await work();
      return true;
    } catch {
      // The second round is the answer.
    }
  }
  return false;
}
