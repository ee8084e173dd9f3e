import { hashOf } from '../text/hash.ts';
import type { Workspace } from './workspace.ts';

/** What a file's text is known by: of an open document itself, of one on the disk what tells it from any other. */
export type KnownText = string | TextMark;

/** Tells a text from any other, and holds nothing of it. */
export interface TextMark {
  /** In UTF-16 units. */
  readonly length: number;
  readonly hash: string;
}

/** Takes the text of a file on the disk, which need not be held: it can be read again. */
export function markOf(text: string): TextMark {
  return { length: text.length, hash: hashOf(text) };
}

/** Whether this is the text that is known. */
export function isKnown(known: KnownText | undefined, text: string): boolean {
  if (known === undefined || typeof known === 'string') return known === text;
  return known.length === text.length && known.hash === hashOf(text);
}

/** Whether two files have one text, as far as is known; nothing is known of a file without one. */
export function isSameText(a: KnownText | undefined, b: KnownText | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  if (typeof b === 'string') return isKnown(a, b);
  return typeof a === 'string' ? isKnown(b, a) : a.length === b.length && a.hash === b.hash;
}

/** The text of a file as it is known; `undefined` when the disk has another one by now, or none. */
export function textOf({ uri, text: known }: { readonly uri: string; readonly text: KnownText | undefined }, workspace: Pick<Workspace, 'readNow'>): string | undefined {
  if (known === undefined || typeof known === 'string') return known;
  const read = workspace.readNow(uri);
  return read.kind === 'text' && isKnown(known, read.text) ? read.text : undefined;
}
