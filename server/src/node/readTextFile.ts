import fs from 'node:fs';
import { maxFileBytes, type ReadResult } from '../service/workspace.ts';
import { describeFileError, errorCode } from './fileErrors.ts';

/** The operations that reading needs; tests put failing ones in their place. */
export type ReadFileSystem = Pick<typeof fs, 'openSync' | 'fstatSync' | 'readSync' | 'closeSync'>;

const byteOrderMark = '\uFEFF';
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads one file as text; never throws, and never blocks on a pipe. */
export function readTextFile(file: string, files: ReadFileSystem = fs): ReadResult {
  return textOf(readBytes(file, files));
}

function textOf(read: ReturnType<typeof readBytes>): ReadResult {
  return read.kind === 'bytes' ? decodeText(read.bytes) : read;
}

/** Reads files one after the other into memory that is there already: a scan of thousands would leave as many buffers behind. */
export class ByteReader {
  readonly #memory: (length: number) => Uint8Array;
  readonly #files: ReadFileSystem;

  /** `memory` gives as many bytes as it is asked for, each time perhaps the same ones. */
  constructor(memory: (length: number) => Uint8Array, files: ReadFileSystem = fs) {
    this.#memory = memory;
    this.#files = files;
  }

  /** The bytes, which hold until the next call, or why there are none. Never throws. */
  read(file: string): ReturnType<typeof readBytes> {
    return readBytes(file, this.#files, this.#memory);
  }

  /** The file as text; never throws. */
  readText(file: string): ReadResult {
    return textOf(this.read(file));
  }
}

/** The bytes of a regular file of at most `maxFileBytes`, or why there are none. */
function readBytes(file: string, files: ReadFileSystem, memory: (length: number) => Uint8Array = Buffer.allocUnsafe): { readonly kind: 'bytes'; readonly bytes: Uint8Array } | Exclude<ReadResult, { kind: 'text' }> {
  let descriptor: number | undefined;
  try {
    // Without O_NONBLOCK, opening a named pipe would wait for somebody to write into it. (Windows has no such flag.)
    descriptor = files.openSync(file, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
    const stat = files.fstatSync(descriptor);
    if (stat.isDirectory()) return skip('It is a folder, not a file.');
    if (!stat.isFile()) return skip('It is no regular file (a pipe, socket or device), so it is not read.');
    if (stat.size > maxFileBytes) return tooLarge(stat.size);
    const bytes = readAll(descriptor, stat.size, memory(stat.size + 1), files);
    return bytes.length > maxFileBytes ? tooLarge(bytes.length) : { kind: 'bytes', bytes };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'missing' };
    return skip(`It cannot be read: ${describeFileError(error)}.`);
  } finally {
    if (descriptor !== undefined) files.closeSync(descriptor);
  }
}

/** A file may grow or shrink while it is read, so its size and `buffer` are only a first guess; stops one byte behind the limit. */
function readAll(descriptor: number, size: number, buffer: Uint8Array, files: ReadFileSystem): Uint8Array {
  let length = 0;
  for (;;) {
    const count = files.readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    // One read that could have given more and gave all there was said to be has come to the end. (Some files say that they are empty and are not.)
    if (count === 0 || (count === size && length === size)) return buffer.subarray(0, length);
    if (length > maxFileBytes) return buffer.subarray(0, length);
    if (length === buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(Math.min(buffer.length * 2, maxFileBytes + 1), buffer.length + 1));
      larger.set(buffer);
      buffer = larger;
    }
  }
}

/** Bytes to text without its byte order mark. Only UTF-8 comes back byte for byte, so only UTF-8 is taken. */
export function decodeText(bytes: Uint8Array): ReadResult {
  const encoding = otherEncoding(bytes);
  if (encoding !== undefined) return skip(`It is encoded as ${encoding}; only UTF-8 is checked. Save it as UTF-8 to have it checked.`);
  let text: string;
  try {
    text = strictUtf8.decode(bytes);
  } catch {
    return skip(`It is not valid UTF-8 (line ${lineOfFirstInvalid(bytes)}; perhaps Latin-1 or Windows-1252). Save it as UTF-8 to have it checked.`);
  }
  if (text.includes('\0')) return skip('It holds NUL bytes, so it is no text file (or UTF-16 without a mark). Save it as UTF-8 to have it checked.');
  const bom = text.startsWith(byteOrderMark);
  return { kind: 'text', text: bom ? text.slice(1) : text, bom };
}

function otherEncoding(bytes: Uint8Array): string | undefined {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16 (little endian)';
  if (first === 0xfe && second === 0xff) return 'UTF-16 (big endian)';
  if (first === 0 && second === 0 && third === 0xfe && fourth === 0xff) return 'UTF-32';
  return undefined;
}

/** Line (from 1) of the first byte that is no UTF-8: the one line that a decoder of single lines refuses. */
function lineOfFirstInvalid(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found;
    try {
      strictUtf8.decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

function tooLarge(size: number): ReadResult & { kind: 'skipped' } {
  const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  return skip(`It is larger than ${megabytes(maxFileBytes)} (${size > maxFileBytes + 1 ? megabytes(size) : 'or more'}), so it is not read.`);
}

function skip(reason: string): { readonly kind: 'skipped'; readonly reason: string } {
  return { kind: 'skipped', reason };
}
