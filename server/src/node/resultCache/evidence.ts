import fs from 'node:fs';
import path from 'node:path';
import { errorCode } from '../fileErrors.ts';
import { readTextFile } from '../readTextFile.ts';
import { contentState, numbersPerFile, pathState, statOf } from './fileState.ts';

/** What the disk looked like when a result was found. As long as all of it holds, the same command would find the same. */
export interface Evidence {
  /** Each folder that was read: its absolute path, then its entries as `entryWord` gives them, or one word of `unreadableWord`. */
  readonly folders: readonly (readonly string[])[];
  /** `numbersPerFile` for each plain file that counts (`F`), in the order of `folders`. */
  readonly numbers: Float64Array;
  /** Other paths with the texts of their states (`pathState`). */
  readonly paths: readonly (readonly [string, string])[];
  /** Files whose times prove nothing, with the hashes of their contents (`contentState`). */
  readonly contents: readonly (readonly [string, string])[];
}

/** The kind of an entry as a letter: `F` for a plain file whose content counts, `f` for another one. */
export function kindLetter(entry: fs.Dirent, counts: boolean): string {
  if (entry.isFile()) return counts ? 'F' : 'f';
  if (entry.isDirectory()) return 'd';
  return entry.isSymbolicLink() ? 'l' : 'o';
}

/** What stands in the place of the entries of a folder that could not be read. */
export function unreadableWord(code: string): string {
  return `!${code}`;
}

/** Looks whether all of it is still so. What can have changed most easily is looked at first. Never throws. */
export function holds({ folders, numbers, paths, contents }: Evidence): boolean {
  for (const [file, text] of paths) if (pathState(file).text !== text) return false;
  let at = 0;
  for (const folder of folders) {
    const next = folderHolds(folder, numbers, at);
    if (next === undefined) return false;
    at = next;
  }
  return at === numbers.length && contents.every(([file, hash]) => contentState(readTextFile(file)) === hash);
}

/** Where in the numbers the next folder begins; `undefined` when something is different. */
function folderHolds(words: readonly string[], numbers: Float64Array, start: number): number | undefined {
  const [folder = '', first] = words;
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    return words.length === 2 && first === unreadableWord(errorCode(error) ?? '') ? start : undefined;
  }
  if (entries.length !== words.length - 1) return undefined;
  const before = folder.endsWith(path.sep) ? folder : folder + path.sep;
  let at = start;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    const word = words[index + 1];
    if (entry === undefined || word === undefined || word.length !== entry.name.length + 1 || !word.endsWith(entry.name)) return undefined;
    const counts = word.startsWith('F');
    if (!word.startsWith(kindLetter(entry, counts))) return undefined;
    if (!counts) continue;
    const stat = statOf(before + entry.name);
    if (stat?.isFile() !== true || stat.size !== numbers[at] || stat.mtimeMs !== numbers[at + 1] || stat.ctimeMs !== numbers[at + 2] || stat.ino !== numbers[at + 3]) return undefined;
    at += numbersPerFile;
  }
  return at;
}
