import type { Range } from '../../text/range.ts';

/** A string of a JSON list. */
export interface JsonString {
  /** With its quotes; indices into the text. */
  readonly range: Range;
  readonly value: string;
}

const string = /"(?:[^"\\\r\n]|\\.)*"/y;
const blank = /(?:\s|\\\r?\n)*/y;

/** Reads a JSON list of strings that is all of the text but blanks (and escaped line ends); `undefined` when it is something else. */
export function readStringList(text: string): readonly JsonString[] | undefined {
  let at = 0;
  const skip = (): void => {
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
  };
  const strings: JsonString[] = [];
  skip();
  if (text[at++] !== '[') return undefined;
  for (skip(); text[at] !== ']'; skip()) {
    if (strings.length > 0 && text[at++] !== ',') return undefined;
    skip();
    string.lastIndex = at;
    const raw = string.exec(text)?.[0];
    const value = raw === undefined ? undefined : decoded(raw);
    if (raw === undefined || value === undefined) return undefined;
    strings.push({ range: { start: at, end: at + raw.length }, value });
    at += raw.length;
  }
  at++;
  skip();
  return at === text.length ? strings : undefined;
}

function decoded(raw: string): string | undefined {
  try {
    return JSON.parse(raw) as string;
  } catch {
    return undefined;
  }
}
