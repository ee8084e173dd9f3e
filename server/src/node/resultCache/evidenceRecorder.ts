import fs from 'node:fs';
import path from 'node:path';
import type { ReadResult } from '../../service/workspace.ts';
import { errorCode } from '../fileErrors.ts';
import { readTextFile } from '../readTextFile.ts';
import type { Witness } from '../witness.ts';
import { type Evidence, kindLetter, unreadableWord } from './evidence.ts';
import { contentState, lastTouched, pathState, pushNumbers, statOf } from './fileState.ts';

/**
 * Times of files have steps (two seconds on the coarsest systems): a file that was touched this shortly before the look may be written again
 * within the same step. So of such files the contents are compared, as git does.
 */
const recentMs = 2000;

/** More of them are better looked at when they have come to rest: then nothing is kept of this run. */
const maxContents = 1000;
const maxContentBytes = 32 * 1024 * 1024;

/** Writes down what a command looks at. */
export class EvidenceRecorder implements Witness {
  readonly #folders: string[][] = [];
  readonly #seen = new Set<string>();
  readonly #numbers: number[] = [];
  readonly #paths = new Map<string, string>();
  readonly #contents = new Map<string, string>();
  readonly #recent: number;
  #contentBytes = 0;
  #usable = true;

  /** @param now milliseconds since 1970, before the first look */
  constructor(now: number) {
    this.#recent = now - recentMs;
  }

  folder(folder: string, entries: readonly fs.Dirent[], read: readonly string[]): void {
    if (this.#seen.has(folder)) return;
    this.#seen.add(folder);
    const counting = new Set(read);
    const words = [folder];
    for (const entry of entries) {
      const counts = entry.isFile() && counting.has(entry.name);
      words.push(kindLetter(entry, counts) + entry.name);
      if (!counts) continue;
      const file = path.join(folder, entry.name);
      const stat = statOf(file);
      pushNumbers(this.#numbers, stat);
      if (stat !== undefined && lastTouched(stat) > this.#recent) this.#addContent(file, stat.size);
    }
    this.#folders.push(words);
  }

  unreadable(folder: string, code: string): void {
    if (this.#seen.has(folder)) return;
    this.#seen.add(folder);
    this.#folders.push([folder, unreadableWord(code)]);
  }

  path(file: string): void {
    if (this.#paths.has(file)) return;
    const { text, touched } = pathState(file);
    this.#paths.set(file, text);
    if (touched > this.#recent) this.#addContent(file, 0);
  }

  unread(file: string, result: ReadResult): void {
    this.#addContent(file, 0, result);
  }

  /** The names in a folder that is looked at as a whole; none where there is no folder. */
  list(folder: string): readonly string[] {
    try {
      const entries = fs.readdirSync(folder, { withFileTypes: true });
      this.folder(folder, entries, []);
      return entries.map(({ name }) => name);
    } catch (error) {
      this.unreadable(folder, errorCode(error) ?? '');
      return [];
    }
  }

  /** Says that what was seen does not tell all: there will be no evidence. */
  giveUp(): void {
    this.#usable = false;
  }

  /** What was seen so far; `undefined` when it proves too little. */
  evidence(): Evidence | undefined {
    if (!this.#usable) return undefined;
    return { folders: this.#folders, numbers: Float64Array.from(this.#numbers), paths: [...this.#paths], contents: [...this.#contents] };
  }

  /** Of what was used counts that, and not what is there by now. */
  #addContent(file: string, size: number, used?: ReadResult): void {
    if (!this.#usable || (used === undefined && this.#contents.has(file))) return;
    this.#contentBytes += size;
    if (this.#contents.size >= maxContents || this.#contentBytes > maxContentBytes) this.#usable = false;
    else this.#contents.set(file, contentState(used ?? readTextFile(file)));
  }
}
