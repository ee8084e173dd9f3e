import { lineEndOf, type LineEnd } from '../../text/lineEnd.ts';
import type { Range } from '../../text/range.ts';
import type { RequirementRoom, RoomInsertion } from '../facts.ts';

/** A text with what the readers of its entries need of it, found once. */
export interface Layout {
  readonly text: string;
  readonly lineEnd: LineEnd;
}

/** Longer manifests are generated: nothing is added to them, and looking around each entry would take long. */
const maximumLength = 50_000;

/** Takes a manifest's text. */
export function layoutOf(text: string): Layout {
  return { text, lineEnd: text.length > maximumLength ? '\n' : lineEndOf(text) };
}

/**
 * Room beside a requirement that has its lines to itself. `line` spans them without the last line end; `entry` is what a new line
 * looks like behind its indentation, with `$name` and `$version`.
 */
export function roomOfLine({ text, lineEnd }: Layout, line: Range, entry: string): RequirementRoom | undefined {
  if (text.length > maximumLength) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(line.start, line.end))?.[0] ?? '';
  return {
    before: [{ at: line.start, text: `${indent}${entry}${lineEnd}` }],
    after: [{ at: line.end, text: `${lineEnd}${indent}${entry}` }],
  };
}

/**
 * Room beside a string that is an element of a TOML array or a Python list. `element` spans it with its quotes. New elements take its
 * quotes, and lines of their own where it has one.
 */
export function roomInList({ text, lineEnd }: Layout, element: Range, quote: string): RequirementRoom | undefined {
  if (text.length > maximumLength) return undefined;
  const entry = `${quote}$name$version${quote}`;
  const lineStart = startOfLine(text, element.start);
  const lead = text.slice(lineStart, element.start);
  const ownLine = lineStart > 0 && lead.trim() === '';
  const before: RoomInsertion[] = [{ at: element.start, text: ownLine ? `${entry},${lineEnd}${lead}` : `${entry}, ` }];
  const newline = /[\r\n]|$/g;
  newline.lastIndex = element.end;
  const endOfLine = newline.exec(text)?.index ?? text.length;
  const rest = text.slice(element.end, endOfLine);
  const comma = /^\s*,/.exec(rest);
  const isLast = /^\s*,?\s*(?:#.*)?$/.test(rest);
  if (!ownLine || !isLast) {
    const at = element.end + (comma?.[0].length ?? 0);
    return { before, after: [{ at, text: comma ? ` ${entry},` : `, ${entry}` }] };
  }
  if (comma) return { before, after: [{ at: endOfLine, text: `${lineEnd}${lead}${entry},` }] };
  const line = `${lineEnd}${lead}${entry}`;
  return { before, after: endOfLine === element.end ? [{ at: endOfLine, text: `,${line}` }] : [{ at: element.end, text: ',' }, { at: endOfLine, text: line }] };
}

/** Offset of the first unit of the line that an offset lies in. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}
