import type fs from 'node:fs';
import type { ReadResult } from '../service/workspace.ts';

/**
 * Told by whoever looks at the disk what is looked at, always before what is there is used: so it can be asked later whether a look would show
 * the same again. Told of a path twice, it keeps what it saw first.
 */
export interface Witness {
  /** The entries of a folder, in the order of the system; `read` names the plain files among them whose contents count. */
  folder(folder: string, entries: readonly fs.Dirent[], read: readonly string[]): void;
  /** A folder that could not be read, with the code of the error. */
  unreadable(folder: string, code: string): void;
  /** Something whose being there, kind and content count (of a folder its kind alone). */
  path(file: string): void;
  /** What a reader got of a file in the place of a text: later there may be one. */
  unread(file: string, result: ReadResult): void;
}
