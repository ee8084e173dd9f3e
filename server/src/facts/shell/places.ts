import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Range } from '../../text/range.ts';

/** From the first unit of a slice to its last one in the file, with whatever the file has between them. */
export function spanOf(script: EmbeddedText, { start, end }: Range): Range {
  const from = script.offsetAt(start);
  return { start: from, end: end > start ? script.offsetAt(end - 1) + 1 : from };
}

/** In UTF-16 units, on each side of an assignment. */
const maxLine = 1000;

/**
 * What to cut out of the file so that the lines with the slice are gone; `undefined` when something else stands in them, or when cutting would
 * not leave the text around it as it is. Takes a range of the script.
 */
export function lineRemoval(script: EmbeddedText, { start, end }: Range): Range | undefined {
  const { text } = script;
  // Lines that are longer than this hold more than one thing.
  const from = Math.max(start - maxLine, 0);
  const before = text.slice(from, start).lastIndexOf('\n');
  const next = text.slice(end, end + maxLine).indexOf('\n');
  if ((before === -1 && from > 0) || (next === -1 && end + maxLine < text.length)) return undefined;
  const lineStart = from + before + 1;
  const close = next === -1 ? -1 : end + next;
  const lineEnd = close === -1 ? text.length : close;
  if (text.slice(lineStart, start).trim() !== '' || text.slice(end, lineEnd).trim() !== '') return undefined;
  // A continued line goes on with the one before it.
  if (/\\\r?\n$/.test(text.slice(Math.max(lineStart - 3, 0), lineStart))) return undefined;
  const lineBreak = text[lineStart - 2] === '\r' ? 2 : 1;
  if (close === -1) {
    return lineStart > 0 && script.rangeOf(lineStart - lineBreak, lineEnd) ? { start: script.offsetAt(lineStart - lineBreak), end: script.offsetAt(lineEnd - 1) + 1 } : undefined;
  }
  // Lines may be indented in the file: cut the indentation before the line, or the one of the next line.
  if (script.beginsLine(lineStart) && script.rangeOf(lineStart, close + 1)) return { start: script.offsetAt(lineStart), end: script.offsetAt(close) + 1 };
  if (lineStart > 0 && script.rangeOf(lineStart - 1, lineStart) && script.rangeOf(lineStart, lineEnd)) return { start: script.offsetAt(lineStart - 1), end: script.offsetAt(lineEnd - 1) + 1 };
  return lineStart === 0 && close + 1 < text.length && script.rangeOf(close, close + 1) ? { start: script.offsetAt(0), end: script.offsetAt(close + 1) } : undefined;
}

/** What to cut so that one item of a command is gone, with the blanks before it. Takes the ends of what stands before the item and of the item. */
export function itemRemoval(script: EmbeddedText, before: number, { start, end }: Range): Range | undefined {
  return script.rangeOf(start, end) && isAll(script, before, end) ? { start: script.offsetAt(before - 1) + 1, end: script.offsetAt(end - 1) + 1 } : undefined;
}

/** What to cut so that an item is gone, with the blanks behind it. Takes the item and where the next one begins. */
export function leadingRemoval(script: EmbeddedText, { start, end }: Range, next: number): Range | undefined {
  return script.rangeOf(start, end) && isAll(script, start, next) ? { start: script.offsetAt(start), end: script.offsetAt(next) } : undefined;
}

/** Whether the file has nothing in a slice but its text and blanks: no comment that was left out. */
function isAll(script: EmbeddedText, start: number, end: number): boolean {
  return script.original(start, end).replace(/\s/g, '') === script.text.slice(start, end).replace(/\s/g, '');
}

/** The text without the first unit of each escape. `escapes` matches an escape of two units. */
export function withoutEscapes(text: EmbeddedText, escapes: RegExp): EmbeddedText {
  const slices: Range[] = [];
  let start = 0;
  for (const { index } of text.text.matchAll(escapes)) {
    slices.push({ start, end: index });
    start = index + 1;
  }
  return slices.length === 0 ? text : text.select([...slices, { start, end: text.text.length }]);
}
