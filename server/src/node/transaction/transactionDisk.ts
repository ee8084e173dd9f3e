import fs from 'node:fs';
import nodeFiles, { type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import type { Disk, Entry } from '../../service/transaction/index.ts';
import { describeFileError, errorCode } from '../fileErrors.ts';
import { isInside, relativePath } from '../uris.ts';

/** Makes a new file or opens an old one; tests put failing ones in its place. */
export type OpenFile = typeof nodeFiles.open;

/** The disk of this machine. */
export function createTransactionDisk(open: OpenFile = nodeFiles.open): Disk {
  return {
    join: path.join,
    parent: path.dirname,
    relative: (folder, file) => (isInside(folder, file) ? relativePath(folder, file) : undefined),
    errorCode,
    describeError: describeFileError,
    realPath: (file) => nodeFiles.realpath(file),
    stat: async (file) => entryOf(await nodeFiles.lstat(file)),
    read: (file) => readRegularFile(file, open),
    list: (folder) => nodeFiles.readdir(folder),
    checkWritable: async (file) => nodeFiles.access(file, fs.constants.W_OK),
    makeFolder: (folder, mode) => nodeFiles.mkdir(folder, { mode }).then(() => undefined),
    create: (file, bytes, mode) => createFile(file, bytes, mode, open),
    setMode: (file, mode) => nodeFiles.chmod(file, mode),
    setLook: async (file, { mode, uid, gid }) => {
      const now = await nodeFiles.lstat(file);
      // Only the superuser may give files away; for others the new file is theirs, as with any editor.
      if (now.uid !== uid || now.gid !== gid) await nodeFiles.chown(file, uid, gid).catch(() => undefined);
      // After `chown`, which takes special bits away.
      await nodeFiles.chmod(file, mode);
    },
    link: (from, to) => nodeFiles.link(from, to),
    rename: (from, to) => nodeFiles.rename(from, to),
    remove: (file) => nodeFiles.unlink(file),
    removeFolder: (folder) => nodeFiles.rmdir(folder),
    syncFolder: (folder) => syncFolder(folder, open),
  };
}

function entryOf(stat: fs.Stats): Entry {
  return {
    kind: stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'other',
    size: stat.size, mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid, device: stat.dev, inode: stat.ino, links: stat.nlink,
  };
}

async function readRegularFile(file: string, open: OpenFile): Promise<Uint8Array> {
  // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it. (Windows has no such flag.)
  const handle = await open(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  try {
    if (!(await handle.stat()).isFile()) throw Object.assign(new Error('This is no regular file.'), { code: 'ENXIO' });
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}

async function createFile(file: string, bytes: Uint8Array, mode: number, open: OpenFile): Promise<void> {
  const handle = await open(file, 'wx', mode);
  try {
    await writeAll(handle, bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written);
    if (bytesWritten === 0) throw new Error('the system stopped taking data');
    written += bytesWritten;
  }
  const { size } = await handle.stat();
  if (size !== bytes.length) throw new Error(`only ${size} of ${bytes.length} bytes arrived`);
}

/** Not every system can open a folder (Windows), or sync one (some network drives). */
const cannotSync: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EISDIR', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF']);

async function syncFolder(folder: string, open: OpenFile): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!cannotSync.has(errorCode(error))) throw error;
  }
}
