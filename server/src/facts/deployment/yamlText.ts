import type { YamlScalar } from '../../syntax/yamlTree.ts';
import { EmbeddedText, type Piece } from '../../text/embeddedText.ts';

/**
 * The text of a scalar as a program gets it, each character tied to its place in the file: quotes and indentation are taken
 * off, escapes and folded lines resolved. Takes the text that the scalar's ranges count in.
 */
export function yamlScalarText(text: string, scalar: YamlScalar): EmbeddedText {
  const { range, value, style } = scalar;
  if (typeof value !== 'string' || value === '') return EmbeddedText.slice(text, range.start, typeof value === 'string' ? range.start : range.end);
  if (style === 'plain' && range.end - range.start === value.length) return EmbeddedText.slice(text, range.start, range.end);
  const aligner = new Aligner(text, value);
  switch (style) {
    case 'literal':
    case 'folded':
      for (const line of blockLines(text, range.start, range.end, value)) aligner.line(line.start, [{ text: text.slice(line.start, line.end), offset: line.start }]);
      break;
    case 'plain':
      for (const line of flowLines(text, range.start, range.end)) aligner.line(line.start, [{ text: text.slice(line.start, line.end), offset: line.start }]);
      break;
    case 'single':
      for (const line of flowLines(text, range.start + 1, range.end - 1)) aligner.line(line.start, singleQuotedPieces(text, line));
      break;
    case 'double':
      for (const line of flowLines(text, range.start + 1, range.end - 1)) aligner.line(line.start, doubleQuotedPieces(text, line));
      break;
  }
  return EmbeddedText.of(text, aligner.finish(range.end));
}

interface Line {
  readonly start: number;
  readonly end: number;
}

/**
 * Lays the lines of the file along the value. What stands between two lines' contents in the value (blanks, line ends) is
 * taken from the value, so none of YAML's folding rules is written down a second time.
 */
class Aligner {
  readonly #pieces: Piece[] = [];
  readonly #text: string;
  readonly #value: string;
  #at = 0;
  #end: number | undefined;

  constructor(text: string, value: string) {
    this.#text = text;
    this.#value = value;
  }

  line(start: number, content: readonly Piece[]): void {
    const decoded = content.map(({ text }) => text).join('');
    if (decoded === '') return;
    const from = this.#at;
    while (this.#at < this.#value.length && !this.#value.startsWith(decoded, this.#at) && isSpace(this.#value.charCodeAt(this.#at))) this.#at++;
    if (!this.#value.startsWith(decoded, this.#at)) {
      // Not laid along: what follows has no place in the file any more.
      this.#at = from;
      return;
    }
    this.#separator(from, start);
    this.#pieces.push(...content);
    this.#at += decoded.length;
    const last = content.at(-1);
    if (last) this.#end = last.offset + (this.#text.startsWith(last.text, last.offset) ? last.text.length : 1);
  }

  finish(end: number): readonly Piece[] {
    this.#separator(this.#at, end, this.#value.length);
    return this.#pieces;
  }

  /** Blanks and line ends between two lines stand where the first of the lines ends. */
  #separator(from: number, fallback: number, to = this.#at): void {
    let offset = this.#end ?? fallback;
    for (let i = from; i < to; i++) {
      const unit = this.#value[i] ?? '';
      if (unit === '\n' && this.#text[offset] === '\r' && this.#text[offset + 1] === '\n') offset++;
      this.#pieces.push({ text: unit, offset });
      if (this.#text[offset] === unit) offset++;
    }
  }
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 10 || unit === 9 || unit === 13;
}

/** The lines of a block scalar behind its header, without indentation. */
function blockLines(text: string, start: number, end: number, value: string): readonly Line[] {
  const lines: Line[] = [];
  const firstValueLine = /^(?:[ \t]*\n)*([ \t]*)[^ \t\n]/.exec(value)?.[1]?.length ?? 0;
  let indentation: number | undefined;
  for (let at = nextLine(text, start, end); at < end; at = nextLine(text, at, end)) {
    const lineEnd = endOfLine(text, at, end);
    let content = at;
    while (content < lineEnd && (text[content] === ' ' || text[content] === '\t')) content++;
    if (content === lineEnd) continue;
    indentation ??= Math.max(0, content - at - firstValueLine);
    lines.push({ start: Math.min(at + indentation, content), end: lineEnd });
  }
  return lines;
}

/** The lines of a plain or quoted scalar, trimmed on the sides where YAML trims them; empty ones left out. */
function flowLines(text: string, start: number, end: number): readonly Line[] {
  const lines: Line[] = [];
  for (let at = start; at < end || at === start;) {
    const lineEnd = endOfLine(text, at, end);
    const next = nextLine(text, at, end);
    let from = at;
    let to = lineEnd;
    if (at !== start) while (from < to && isSpace(text.charCodeAt(from))) from++;
    // A blank behind a backslash is part of the value.
    if (next < end || lineEnd < end) while (to > from && isSpace(text.charCodeAt(to - 1)) && text[to - 2] !== '\\') to--;
    if (from < to) lines.push({ start: from, end: to });
    if (next <= at) break;
    at = next;
  }
  return lines;
}

function endOfLine(text: string, at: number, end: number): number {
  let i = at;
  while (i < end && text.charCodeAt(i) !== 10 && text.charCodeAt(i) !== 13) i++;
  return i;
}

function nextLine(text: string, at: number, end: number): number {
  const lineEnd = endOfLine(text, at, end);
  if (lineEnd >= end) return end;
  return text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1;
}

function singleQuotedPieces(text: string, { start, end }: Line): readonly Piece[] {
  const pieces: Piece[] = [];
  let offset = start;
  // Cut out of the text first: a search to the text's end for each scalar would be quadratic.
  for (const part of text.slice(start, end).split("''")) {
    const partEnd = offset + part.length;
    pieces.push({ text: partEnd < end ? `${part}'` : part, offset });
    offset = partEnd + 2;
  }
  return pieces;
}

const escapes: Readonly<Record<string, string>> = {
  '0': '\0', a: '\x07', b: '\b', e: '\x1b', f: '\f', n: '\n', r: '\r', t: '\t', '\t': '\t', v: '\v', N: '\x85', _: '\xa0', L: '\u2028', P: '\u2029', ' ': ' ',
};
const hexLengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

function doubleQuotedPieces(text: string, { start, end }: Line): readonly Piece[] {
  const pieces: Piece[] = [];
  let from = start;
  for (let at = start; at < end; at++) {
    if (text[at] !== '\\') continue;
    pieces.push({ text: text.slice(from, at), offset: from });
    const code = text[at + 1] ?? '';
    const hexLength = hexLengths[code];
    if (at + 1 >= end) {
      // The line goes on in the next one.
      from = end;
    } else if (hexLength !== undefined) {
      pieces.push({ text: fromHex(text.slice(at + 2, at + 2 + hexLength)), offset: at });
      from = at + 2 + hexLength;
    } else {
      pieces.push({ text: escapes[code] ?? code, offset: at });
      from = at + 2;
    }
    at = from - 1;
  }
  if (from < end) pieces.push({ text: text.slice(from, end), offset: from });
  return pieces;
}

function fromHex(digits: string): string {
  const code = Number.parseInt(digits, 16);
  return code >= 0 && code <= 0x10ffff ? String.fromCodePoint(code) : digits;
}
