import type { Disk } from './disk.ts';
import { ensureFolder, entryAt, removeIfThere } from './diskSteps.ts';
import type { JournalFile } from './journal.ts';
import { originalPath, type RunPlace, stagedPath } from './layout.ts';
import { moveIntoPlace, removeBeside, syncFolders } from './moveIntoPlace.ts';
import { Refusal } from './refusal.ts';
import { checkInside, checkWritable, findTarget, fingerprint, isSame, stateOf, type Target } from './target.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { RollbackFileResult, RollbackOptions } from './transactionTypes.ts';

/** Puts the originals of these files back, each in one step; goes on after a file that failed. Never rejects for what the disk does. */
export async function restoreFiles(files: readonly JournalFile[], place: RunPlace, options: Omit<RollbackOptions, 'files'>, host: TransactionHost): Promise<readonly RollbackFileResult[]> {
  const { disk } = host;
  const results: RollbackFileResult[] = [];
  const folders: string[] = [];
  for (const [index, file] of files.entries()) {
    const path = absolutePath(file, place, host);
    try {
      const { kept, ...restored } = await restoreFile(file, path, place, options, host);
      if (restored.folder !== undefined) folders.push(restored.folder);
      results.push({ path, outcome: restored.folder === undefined ? 'unchanged' : 'restored', ...(kept === undefined ? {} : { kept }) });
    } catch (error) {
      results.push(error instanceof Refusal
        ? { path, outcome: 'refused', reason: error.message }
        : { path, outcome: 'failed', reason: `It could not be restored: ${disk.describeError(error)}. The file is as it was.` });
    }
    options.onProgress?.({ done: index + 1, total: files.length, path });
  }
  await syncFolders(folders, host);
  return results;
}

/** The path of a file of a run. */
export function absolutePath({ path }: JournalFile, { root }: RunPlace, { disk }: TransactionHost): string {
  return disk.join(root, ...path.split('/'));
}

interface Restored {
  /** Where something was moved; `undefined` when the file has its original bytes already. */
  readonly folder: string | undefined;
  readonly kept?: string;
}

async function restoreFile(file: JournalFile, path: string, place: RunPlace, { roots = [], force = false }: RollbackOptions, host: TransactionHost): Promise<Restored> {
  const { disk } = host;
  const all = [place.root, ...roots];
  const target = await findTarget(path, all, disk);
  if (target === undefined) {
    if (!force) throw new Refusal('It was deleted or moved since. Force the rollback to have it made anew.');
    return remakeFile(file, path, all, place, host);
  }
  await removeBeside(target.path, file.slot, place, host);
  const state = await stateOf(target, file, host);
  if (state === 'old') return { folder: undefined };
  if (state === 'changed' && !force) throw new Refusal('It was changed since. Force the rollback to have it overwritten; its present text is kept then.');
  const original = await readOriginalBytes(file, place, host);
  await checkWritable(target, disk);
  const { kept, present } = state === 'new' ? { kept: undefined, present: file.after } : await keepPresent(file, target, place, host);
  await stageOriginal(file, original, place, host);
  await moveIntoPlace({ slot: file.slot, path, target: { ...target, bytes: present }, roots: all, look: { uid: target.entry.uid, gid: target.entry.gid, mode: restoredMode(file, target) } }, place, host);
  return { folder: disk.parent(target.path), ...(kept === undefined ? {} : { kept }) };
}

/** A journal that comes from others must not hand out special bits that the file does not have. */
function restoredMode(file: JournalFile, target: Target): number {
  return (file.mode & 0o777) | (file.mode & target.entry.mode & 0o7000);
}

/** The original's bytes, if they are still the ones that were kept; rejects with a `Refusal` otherwise. */
export async function readOriginalBytes(file: JournalFile, place: RunPlace, host: TransactionHost): Promise<Uint8Array> {
  const path = originalPath(place, file.slot, host.disk);
  const entry = await entryAt(path, host.disk);
  if (entry?.kind !== 'file' || entry.size !== file.before.bytes) throw new Refusal(damagedCopy(path));
  const bytes = await host.disk.read(path);
  if (!isSame(fingerprint(bytes, host), file.before)) throw new Refusal(damagedCopy(path));
  return bytes;
}

function damagedCopy(path: string): string {
  return `The copy of its original, ${path}, is damaged or gone. Take the original from version control.`;
}

async function stageOriginal(file: JournalFile, original: Uint8Array, place: RunPlace, { disk }: TransactionHost): Promise<void> {
  const staged = stagedPath(place, file.slot, disk);
  await ensureFolder(place.staged, 0o700, disk);
  await removeIfThere(staged, disk);
  await disk.create(staged, original, 0o600);
}

/** Keeps what force overwrites, durably. */
async function keepPresent(file: JournalFile, target: Target, place: RunPlace, host: TransactionHost) {
  const { disk } = host;
  const bytes = await disk.read(target.path);
  await ensureFolder(place.overwritten, 0o700, disk);
  const names = new Set(await disk.list(place.overwritten));
  let number = 1;
  while (names.has(`${file.slot}-${number}`)) number++;
  const kept = disk.join(place.overwritten, `${file.slot}-${number}`);
  await disk.create(kept, bytes, 0o600);
  await disk.syncFolder(place.overwritten);
  return { kept, present: fingerprint(bytes, host) };
}

/** Makes a deleted file anew, with the folders above it. */
async function remakeFile(file: JournalFile, path: string, roots: readonly string[], place: RunPlace, host: TransactionHost): Promise<Restored> {
  const { disk } = host;
  if (await entryAt(path, disk) !== undefined) throw new Refusal('A symbolic link that leads nowhere is in its place. Remove it first.');
  const original = await readOriginalBytes(file, place, host);
  const folder = disk.parent(path);
  await makeFolders(folder, roots, disk);
  await checkNewName(path, roots, disk);
  await stageOriginal(file, original, place, host);
  const look = await disk.stat(stagedPath(place, file.slot, disk));
  await moveIntoPlace({ slot: file.slot, path, target: undefined, look: { ...look, mode: file.mode & 0o777 }, roots }, place, host);
  return { folder };
}

async function makeFolders(folder: string, roots: readonly string[], disk: Disk): Promise<void> {
  if (await entryAt(folder, disk) !== undefined) return;
  await makeFolders(disk.parent(folder), roots, disk);
  await checkNewName(folder, roots, disk);
  await ensureFolder(folder, 0o755, disk);
}

/** Rejects with a `Refusal` when something new at this path would be outside of the folders that may be written to. */
async function checkNewName(path: string, roots: readonly string[], disk: Disk): Promise<void> {
  const parent = disk.parent(path);
  await checkInside(disk.join(await disk.realPath(parent), disk.relative(parent, path) ?? ''), roots, disk);
}
