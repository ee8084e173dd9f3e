import type { LineIndex } from '../text/lineIndex.ts';
import type { Range } from '../text/range.ts';

/** Where a cursor stands in a YAML text that may be half typed: decided by lines and indentation alone, so that it needs no tree. */
export interface YamlCursor {
  /** Path of the mapping whose key is typed, or of the value that is typed. List positions are numbers. */
  readonly path: readonly (string | number)[];
  readonly part: 'key' | 'value';
  /** The word typed so far and what follows it directly. */
  readonly word: Range;
  /** Column of the key. */
  readonly indent: number;
}

const keyLine = /^(\s*(?:-\s+)*)((?:"[^"]*"|'[^']*'|[\w./$-]+))\s*:(?:\s|$)/;

/** Takes the text, its lines and an offset; `undefined` in comments and where neither a key nor a value may stand. */
export function cursorAt(text: string, lines: LineIndex, offset: number): YamlCursor | undefined {
  const line = lines.lineAt(offset);
  const start = lines.lineStart(line);
  const before = text.slice(start, offset);
  if (/(^|\s)#/.test(before)) return undefined;
  const rest = /^[\w./$-]*/.exec(text.slice(offset, lines.lineEnd(line)))?.[0] ?? '';
  const value = /^(\s*(?:-\s+)*)((?:"[^"]*"|'[^']*'|[\w./$-]+))\s*:\s+(["']?[^\s"'#]*)$/.exec(before);
  if (value) {
    const indent = (value[1] ?? '').length;
    const wordStart = offset - (value[3] ?? '').length;
    return { path: [...parentPath(text, lines, line, indent, before), unquoted(value[2] ?? '')], part: 'value', word: { start: wordStart, end: offset + rest.length }, indent };
  }
  const key = /^(\s*)((?:-\s+)*)([\w./$-]*)$/.exec(before);
  if (!key) return undefined;
  const indent = (key[1] ?? '').length + (key[2] ?? '').length;
  return { path: parentPath(text, lines, line, indent, before), part: 'key', word: { start: offset - (key[3] ?? '').length, end: offset + rest.length }, indent };
}

/** Keys and list positions above a line, from the root: each line with less indentation than the one below it is a parent. */
function parentPath(text: string, lines: LineIndex, line: number, indent: number, own: string): (string | number)[] {
  const path: (string | number)[] = [];
  let limit = indent;
  let dashes = [...(/^\s*((?:-\s+)*)/.exec(own)?.[1] ?? '')].filter((unit) => unit === '-').length;
  // An item begins on this very line: its position is counted upward from here.
  if (dashes > 0) {
    const column = own.indexOf('-');
    path.unshift(itemIndex(text, lines, line, column));
    limit = column;
  }
  for (let above = line - 1; above >= 0 && (limit > 0 || dashes > 0); above--) {
    const content = text.slice(lines.lineStart(above), lines.lineEnd(above));
    if (content.trim() === '' || content.trimStart().startsWith('#')) continue;
    const match = keyLine.exec(content);
    const dash = content.search(/\S/);
    const isItem = content[dash] === '-';
    const keyColumn = match ? (match[1] ?? '').length : dash;
    // A list may stand in the column of its key.
    if (match && !isItem && (keyColumn < limit || (dashes > 0 && keyColumn === limit))) {
      path.unshift(unquoted(match[2] ?? ''));
      limit = keyColumn;
      dashes = 0;
    } else if (isItem && dash < limit) {
      if (match && keyColumn < limit) path.unshift(unquoted(match[2] ?? ''));
      path.unshift(itemIndex(text, lines, above, dash));
      limit = dash;
      dashes = 1;
    }
  }
  return path;
}

/** Which item of its list a line begins. */
function itemIndex(text: string, lines: LineIndex, line: number, column: number): number {
  let index = 0;
  for (let above = line - 1; above >= 0; above--) {
    const content = text.slice(lines.lineStart(above), lines.lineEnd(above));
    const first = content.search(/\S/);
    if (first < 0 || content[first] === '#') continue;
    if (first === column && content[first] === '-') index++;
    else if (first <= column) break;
  }
  return index;
}

function unquoted(key: string): string {
  return key.replace(/^["']|["']$/g, '');
}
