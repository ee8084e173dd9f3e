import type { Disk, Entry } from './disk.ts';
import { isMissing } from './diskSteps.ts';
import type { Fingerprint } from './journal.ts';
import { Refusal } from './refusal.ts';
import type { TransactionHost } from './transactionHost.ts';

/** The file that a path leads to. */
export interface Target {
  /** With all links followed. */
  readonly path: string;
  readonly entry: Entry;
}

/** Version control keeps its own books, and what stands in some of its files is run. */
const foreignFolders: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', '.jj']);

/**
 * Follows the links of a path to a regular file with one name inside of the folders that may be written to. `undefined`: there is no
 * such file (any more). Rejects with a `Refusal` when it is one that is left alone.
 */
export async function findTarget(path: string, roots: readonly string[], disk: Disk): Promise<Target | undefined> {
  try {
    const real = await disk.realPath(path);
    await checkInside(real, roots, disk);
    const entry = await disk.stat(real);
    if (entry.kind !== 'file') throw new Refusal('It is no regular file.');
    if (entry.links > 1) {
      throw new Refusal(`It has ${entry.links} names (hard links), and replacing it would cut them apart. Copy it to a file of its own, or edit it in the editor.`);
    }
    return { path: real, entry };
  } catch (error) {
    if (isMissing(error, disk)) return undefined;
    throw error;
  }
}

/** Rejects with a `Refusal` for a path outside of the folders that may be written to, or inside version control. */
export async function checkInside(real: string, roots: readonly string[], disk: Disk): Promise<void> {
  for (const root of roots) {
    const relative = disk.relative(await disk.realPath(root), real);
    if (relative === undefined) continue;
    if (relative.split('/').some((segment) => foreignFolders.has(segment))) throw new Refusal('It belongs to version control.');
    return;
  }
  throw new Refusal(`It is a symbolic link to ${real}, outside of the checked folder. Run the command on that file itself.`);
}

/** Rejects with a `Refusal` for a read-only file, and with the system's error where the user may not write. */
export async function checkWritable({ path, entry }: Target, disk: Disk): Promise<void> {
  if ((entry.mode & 0o222) === 0) throw new Refusal('It is read-only. Give it write permission first (chmod u+w).');
  await disk.checkWritable(path);
  await disk.checkWritable(disk.parent(path));
}

/** The bytes of a file, if they may be the wanted ones: of another size they are not read. */
export async function readIfSized({ path, entry }: Target, sizes: readonly number[], disk: Disk): Promise<Uint8Array | undefined> {
  return sizes.includes(entry.size) ? disk.read(path) : undefined;
}

/** What some bytes are known by. */
export function fingerprint(bytes: Uint8Array, { sha256 }: Pick<TransactionHost, 'sha256'>): Fingerprint {
  return { sha256: sha256(bytes), bytes: bytes.length };
}

/** Whether two fingerprints are of the same bytes. */
export function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.sha256 === b.sha256 && a.bytes === b.bytes;
}

/** What the bytes of a file of a run are now. Rejects when they cannot be told. */
export async function stateOf(target: Target, file: { readonly before: Fingerprint; readonly after: Fingerprint }, host: TransactionHost): Promise<'old' | 'new' | 'changed'> {
  const bytes = await readIfSized(target, [file.before.bytes, file.after.bytes], host.disk);
  if (bytes === undefined) return 'changed';
  const now = fingerprint(bytes, host);
  return isSame(now, file.after) ? 'new' : isSame(now, file.before) ? 'old' : 'changed';
}
