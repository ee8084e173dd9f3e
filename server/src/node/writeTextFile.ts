import { randomBytes } from 'node:crypto';
import nodeFiles, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { describeFileError, errorCode } from './fileErrors.ts';
import { decodeText, encodeText } from './readTextFile.ts';
import { isInside } from './uris.ts';

/** The operations that writing needs; tests put failing ones in their place. */
export type WriteFileSystem = Pick<typeof nodeFiles, 'realpath' | 'lstat' | 'readFile' | 'open' | 'rename' | 'unlink'>;

/** One file to replace. */
export interface WriteRequest {
  readonly path: string;
  /** The text that the change was made for, without byte order mark. Another text on disk stops the write. */
  readonly before: string;
  readonly after: string;
  /** Folders that may be written to: a symbolic link that leads out of them is not followed. */
  readonly roots: readonly string[];
}

export type WriteResult =
  | { readonly kind: 'written'; readonly bytes: number }
  /** Left alone on purpose; the file is as it was. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** The system did not let us; the file is as it was. */
  | { readonly kind: 'failed'; readonly reason: string };

/** Stops a write; the message is the reason that the user reads. */
class Refusal extends Error {}

/**
 * Replaces a file's text in one step: at every moment, also when the process is killed or the disk is full, the file holds
 * all of the old text or all of the new one. Keeps mode, owner, byte order mark and symbolic links. Never throws.
 */
export async function writeTextFile(request: WriteRequest, files: WriteFileSystem = nodeFiles): Promise<WriteResult> {
  try {
    return await replaceFile(request, files);
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refused', reason: error.message };
    return { kind: 'failed', reason: `It could not be written: ${describeFileError(error)}. The file is as it was.` };
  }
}

async function replaceFile(request: WriteRequest, files: WriteFileSystem): Promise<WriteResult> {
  const target = await files.realpath(request.path);
  await checkInside(target, request.roots, files);
  const stat = await files.lstat(target);
  if (!stat.isFile()) throw new Refusal('It is no regular file.');
  if (stat.nlink > 1) {
    throw new Refusal(`It has ${stat.nlink} names (hard links), and replacing it would cut them apart. Copy it to a file of its own, or edit it in the editor.`);
  }
  if ((stat.mode & 0o222) === 0) throw new Refusal('It is read-only. Give it write permission first (chmod u+w).');

  const original = await files.readFile(target);
  const current = decodeText(original);
  if (current.kind !== 'text' || current.text !== request.before) throw new Refusal(changed);
  const bytes = encodeText(request.after, current.bom);
  if (bytes.equals(original)) return { kind: 'written', bytes: bytes.length };

  // A name of its own length: one made from the file's name could become too long.
  const temporary = path.join(path.dirname(target), `.upguide-${randomBytes(8).toString('hex')}.tmp`);
  try {
    const handle = await files.open(temporary, 'wx', 0o600);
    try {
      await fill(handle, bytes, stat);
    } finally {
      await handle.close();
    }
    const now = await files.lstat(target);
    if (now.ino !== stat.ino || now.dev !== stat.dev || !original.equals(await files.readFile(target))) throw new Refusal(changed);
    await files.rename(temporary, target);
  } catch (error) {
    // The first error is the one to tell. After a successful rename nothing above throws, so this never hits the target.
    await files.unlink(temporary).catch(() => undefined);
    throw describeShortage(error, bytes.length);
  }
  await syncFolder(path.dirname(target), files);
  return { kind: 'written', bytes: bytes.length };
}

const changed = 'It changed on disk after it was read, and those changes are not touched. Run the command again.';

async function checkInside(target: string, roots: readonly string[], files: WriteFileSystem): Promise<void> {
  for (const root of roots) {
    if (isInside(await files.realpath(root), target)) return;
  }
  throw new Refusal(`It is a symbolic link to ${target}, outside of the checked folder. Run the command on that file itself.`);
}

async function fill(handle: FileHandle, bytes: Buffer, like: { readonly uid: number; readonly gid: number; readonly mode: number }): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw new Error('the system stopped taking data');
    written += bytesWritten;
  }
  const { size, uid, gid } = await handle.stat();
  if (size !== bytes.length) throw new Error(`only ${size} of ${bytes.length} bytes arrived`);
  if (uid !== like.uid || gid !== like.gid) {
    // Only the superuser may give files away; for others the new file is theirs, as with any editor.
    await handle.chown(like.uid, like.gid).catch(() => undefined);
  }
  // After `chown`, which takes special bits away.
  await handle.chmod(like.mode & 0o7777);
  await handle.sync();
}

/** A full disk is worth the number of bytes that are missing. */
function describeShortage(error: unknown, bytes: number): unknown {
  const code = errorCode(error);
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return error;
  return new Error(`${describeFileError(error)}; ${bytes} bytes are needed beside the old file`, { cause: error });
}

/** Makes the rename itself durable. Not every system can open a folder, and the new text is complete anyhow. */
async function syncFolder(folder: string, files: WriteFileSystem): Promise<void> {
  try {
    const handle = await files.open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // See above.
  }
}
