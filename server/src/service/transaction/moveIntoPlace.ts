import type { Look } from './disk.ts';
import { attempt, entryAt, removeIfThere } from './diskSteps.ts';
import type { Fingerprint } from './journal.ts';
import { type RunPlace, stagedPath } from './layout.ts';
import { Refusal } from './refusal.ts';
import { findTarget, fingerprint, isSame, type Target } from './target.ts';
import type { TransactionHost } from './transactionHost.ts';

/** Tells the user that somebody else writes too. */
export const changedMeanwhile = 'It changed on disk after it was read, and those changes are not touched. Run the command again.';

/** One file that is to be replaced by its staged bytes. */
export interface Move {
  readonly slot: number;
  /** As the user names it: links in it are followed. */
  readonly path: string;
  /** What the path has to lead to still, with which bytes; `undefined`: to nothing. */
  readonly target: (Target & { readonly bytes: Fingerprint }) | undefined;
  readonly look: Look;
  readonly roots: readonly string[];
}

/**
 * Replaces a file by the staged bytes of its slot, in one step, if it is still the one that was looked at. Rejects with a `Refusal` when
 * it is not. The folder is not made durable here: `syncFolder` once for all files in it.
 */
export async function moveIntoPlace(move: Move, place: RunPlace, host: TransactionHost): Promise<void> {
  const { disk } = host;
  const staged = stagedPath(place, move.slot, disk);
  await disk.setLook(staged, move.look);
  await checkUnchanged(move, host);
  try {
    await disk.rename(staged, destinationOf(move));
  } catch (error) {
    if (disk.errorCode(error) !== 'EXDEV') throw error;
    await moveFromOtherDevice(staged, move, place, host);
  }
}

function destinationOf({ path, target }: Move): string {
  return target?.path ?? path;
}

async function checkUnchanged({ path, target, roots }: Move, host: TransactionHost): Promise<void> {
  if (target === undefined) {
    if (await entryAt(path, host.disk) !== undefined) throw new Refusal(changedMeanwhile);
    return;
  }
  const now = await findTarget(path, roots, host.disk);
  const same = now !== undefined && now.path === target.path && now.entry.inode === target.entry.inode && now.entry.device === target.entry.device;
  if (!same || now.entry.size !== target.bytes.bytes || !isSame(fingerprint(await host.disk.read(target.path), host), target.bytes)) throw new Refusal(changedMeanwhile);
}

/** A folder inside of the workspace may be another device; only there something stands beside the file for a moment. */
async function moveFromOtherDevice(staged: string, move: Move, place: RunPlace, host: TransactionHost): Promise<void> {
  const { disk } = host;
  const beside = besidePath(destinationOf(move), move.slot, place, host);
  try {
    await removeIfThere(beside, disk);
    await disk.create(beside, await disk.read(staged), 0o600);
    await disk.setLook(beside, move.look);
    await checkUnchanged(move, host);
    await disk.rename(beside, destinationOf(move));
  } catch (error) {
    await attempt(() => removeIfThere(beside, disk));
    throw error;
  }
  await attempt(() => removeIfThere(staged, disk));
}

/** Removes what a process left beside a file when it was killed between two devices. */
export async function removeBeside(target: string, slot: number, place: RunPlace, host: TransactionHost): Promise<void> {
  await removeIfThere(besidePath(target, slot, place, host), host.disk);
}

/** Of a length of its own: a name made from the file's name could become too long. */
function besidePath(target: string, slot: number, { id }: RunPlace, { disk }: TransactionHost): string {
  return disk.join(disk.parent(target), `.upguide-${id}-${slot}.tmp`);
}

/** Makes moves durable. The files are complete anyhow, so what fails here stops nobody. */
export async function syncFolders(folders: Iterable<string>, { disk }: TransactionHost): Promise<void> {
  for (const folder of new Set(folders)) await attempt(() => disk.syncFolder(folder));
}
