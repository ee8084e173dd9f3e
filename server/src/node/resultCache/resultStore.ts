import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { isPrivate, makeCacheFolder } from './cacheFolder.ts';
import { decodeEntry, encodeEntry, type Entry, type StoredEntry } from './entryFormat.ts';

/** How much is kept. */
export interface StoreLimits {
  readonly entries: number;
  readonly bytes: number;
}

const defaultLimits: StoreLimits = { entries: 50, bytes: 200 * 1024 * 1024 };
/** Larger results are not kept. */
const maxEntryBytes = 64 * 1024 * 1024;
/** What a process that was killed left behind. */
const abandonedMs = 60 * 60 * 1000;

const entryName = /^[0-9a-f]{64}\.result$/;
const temporaryName = /^[0-9a-f]{64}\.[0-9a-f]{16}\.tmp$/;

/** Results of earlier runs in files of one folder, each by its key: 64 hexadecimal digits. What does not work is as if it were not there; nothing throws. */
export interface ResultStore {
  /** The entry of a key, unless it is somebody else's, damaged or not there. */
  read(key: string): StoredEntry | undefined;
  /** Notes that an entry was of use: those that were not for the longest time go first. */
  touch(key: string): void;
  /** Keeps an entry, in the place of an older one. */
  write(key: string, entry: Entry): void;
}

/** The store in a folder, which is made when there is something to keep. */
export function createResultStore(folder: string, limits: StoreLimits = defaultLimits): ResultStore {
  const fileOf = (key: string) => path.join(folder, `${key}.result`);
  return {
    read(key) {
      const bytes = readPrivate(folder, fileOf(key));
      return bytes === undefined ? undefined : decodeEntry(key, bytes);
    },
    touch(key) {
      const now = new Date();
      quietly(() => { fs.utimesSync(fileOf(key), now, now); });
    },
    write(key, entry) {
      quietly(() => {
        const bytes = encodeEntry(key, entry);
        if (bytes.length > Math.min(maxEntryBytes, limits.bytes) || !makeCacheFolder(folder)) return;
        replace(fileOf(key), path.join(folder, `${key}.${randomBytes(8).toString('hex')}.tmp`), bytes);
        prune(folder, limits);
      });
    },
  };
}

/** The bytes of a file that nobody but this user can have written. */
function readPrivate(folder: string, file: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    if (!isPrivate(fs.lstatSync(folder), 'folder')) return undefined;
    // Neither a link nor a pipe is followed or waited for. (Windows has no such flags.)
    descriptor = fs.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NOFOLLOW ?? 0) | (fs.constants.O_NONBLOCK ?? 0));
    const stat = fs.fstatSync(descriptor);
    if (!isPrivate(stat, 'file') || stat.size > maxEntryBytes) return undefined;
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    return fs.readSync(descriptor, bytes, 0, bytes.length, 0) === bytes.length ? bytes : undefined;
  } catch {
    return undefined;
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor);
  }
}

/** Readers see the old entry or the new one. After a crash of the machine it may be damaged, which is noticed: so nothing waits for the disk. */
function replace(file: string, temporary: string, bytes: Buffer): void {
  try {
    fs.writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' });
    fs.renameSync(temporary, file);
  } catch (error) {
    quietly(() => { fs.rmSync(temporary, { force: true }); });
    throw error;
  }
}

/** Takes out what was not of use for the longest time until the limits hold. Files of other names are nobody's business. */
function prune(folder: string, limits: StoreLimits): void {
  const kept: { readonly file: string; readonly size: number; readonly used: number }[] = [];
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    if (entryName.test(name)) kept.push({ file, size: stat.size, used: stat.mtimeMs });
    else if (temporaryName.test(name) && stat.mtimeMs < Date.now() - abandonedMs) remove(file);
  }
  let bytes = 0;
  for (const [index, one] of kept.sort((a, b) => b.used - a.used).entries()) {
    bytes += one.size;
    if (index >= limits.entries || bytes > limits.bytes) remove(one.file);
  }
}

function remove(file: string): void {
  quietly(() => { fs.rmSync(file, { force: true }); });
}

/** A cache that does not work is no reason to say or to stop anything. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // See above.
  }
}
