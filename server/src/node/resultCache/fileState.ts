import { createHash } from 'node:crypto';
import fs from 'node:fs';
import type { ReadResult } from '../../service/workspace.ts';
import { errorCode } from '../fileErrors.ts';

/** What tells whether a plain file was written: size in bytes, both times in milliseconds with fractions, inode. */
export const numbersPerFile = 4;

/** Puts those numbers of a plain file behind the others; numbers that equal nothing when it is none (any more). */
export function pushNumbers(numbers: number[], stat: fs.Stats | undefined): void {
  if (stat?.isFile() === true) numbers.push(stat.size, stat.mtimeMs, stat.ctimeMs, stat.ino);
  else numbers.push(Number.NaN, Number.NaN, Number.NaN, Number.NaN);
}

/** `lstat`, or nothing for whatever reason. */
export function statOf(file: string): fs.Stats | undefined {
  try {
    return fs.lstatSync(file, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** When a file was last written or replaced, in milliseconds. Its own time can be set by anybody, the change time cannot. */
export function lastTouched({ mtimeMs, ctimeMs }: fs.Stats): number {
  return Math.max(mtimeMs, ctimeMs);
}

/** A path as it is now. */
export interface PathState {
  /** Equal texts: nothing there has changed. */
  readonly text: string;
  /** When what is there was last touched; 0 for folders and nothing. */
  readonly touched: number;
}

/**
 * Whether something is there, its kind, where links lead, and of a plain file what tells whether it was written. Folders change all the time (`.git` by every
 * command), so of them only their being there counts.
 */
export function pathState(file: string): PathState {
  try {
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined) return { text: 'missing', touched: 0 };
    const target = stat.isSymbolicLink() ? fs.statSync(file) : stat;
    const kind = target.isFile() ? `file ${target.size} ${target.mtimeMs} ${target.ctimeMs} ${target.ino}` : target.isDirectory() ? 'folder' : 'other';
    const link = stat.isSymbolicLink() ? `link ${stat.ctimeMs} ${stat.ino} ` : '';
    return { text: `${link}${kind} ${fs.realpathSync(file)}`, touched: target.isFile() ? Math.max(lastTouched(stat), lastTouched(target)) : 0 };
  } catch (error) {
    return { text: `unknown ${errorCode(error) ?? ''}`, touched: 0 };
  }
}

/** A hash of what a reader of a file gets: its text, or why there is none. */
export function contentState(read: ReadResult): string {
  const hash = createHash('sha256').update(read.kind);
  if (read.kind === 'text') hash.update(read.bom ? ' mark ' : ' ').update(read.text);
  if (read.kind === 'skipped') hash.update(read.reason);
  return hash.digest('base64');
}
