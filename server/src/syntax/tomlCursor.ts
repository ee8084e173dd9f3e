import type { LineIndex } from '../text/lineIndex.ts';
import type { Range } from '../text/range.ts';

/** Where a cursor stands in a TOML text that may be half typed: decided by lines alone, so that it needs no tree. */
export interface TomlCursor {
  /** Path of the table whose key or sub-table is typed, or of the value that is typed. */
  readonly path: readonly string[];
  /** `table`: the name in a header, of which `path` holds the parts before. */
  readonly part: 'key' | 'value' | 'table';
  /** The word typed so far and what follows it directly; of a value without its quotes. */
  readonly word: Range;
  /** The quote that the value begins with, if it has one. */
  readonly quote: string;
  /** Keys that the table has on other lines. */
  readonly present: ReadonlySet<string>;
}

const headerLine = /^\s*\[\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*\]/;
const keyOfLine = /^\s*([\w-]+)\s*=/;

/** Takes the text, its lines and an offset; `undefined` in comments, in lists of tables, and where neither a key nor a value may stand. */
export function tomlCursorAt(text: string, lines: LineIndex, offset: number): TomlCursor | undefined {
  const line = lines.lineAt(offset);
  const before = text.slice(lines.lineStart(line), offset);
  const rest = /^[\w-]*/.exec(text.slice(offset, lines.lineEnd(line)))?.[0] ?? '';
  const wordOf = (typed: string): Range => ({ start: offset - typed.length, end: offset + rest.length });
  const table = /^\s*\[\s*((?:[\w-]+\s*\.\s*)*)([\w-]*)$/.exec(before);
  if (table) {
    const headers = headerPaths(text, lines, line);
    const path = parts(table[1] ?? '');
    const present = new Set(headers.filter((other) => other.length === path.length + 1 && path.every((part, index) => other[index] === part)).map((other) => other.at(-1) ?? ''));
    return { path, part: 'table', word: wordOf(table[2] ?? ''), quote: '', present };
  }
  const path = tableAbove(text, lines, line);
  if (!path) return undefined;
  const value = /^\s*([\w-]+)\s*=\s*(["']?)([^"'#\s]*)$/.exec(before);
  if (value) return { path: [...path, value[1] ?? ''], part: 'value', word: wordOf(value[3] ?? ''), quote: value[2] ?? '', present: new Set() };
  const key = /^\s*([\w-]*)$/.exec(before);
  return key ? { path, part: 'key', word: wordOf(key[1] ?? ''), quote: '', present: keysAround(text, lines, line) } : undefined;
}

function parts(dotted: string): readonly string[] {
  return dotted.split('.').map((part) => part.trim()).filter((part) => part !== '');
}

function lineText(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineEnd(line));
}

/** The path of the header above a line; empty above all headers. */
function tableAbove(text: string, lines: LineIndex, line: number): readonly string[] | undefined {
  for (let at = line - 1; at >= 0; at--) {
    const content = lineText(text, lines, at);
    const header = headerLine.exec(content);
    if (header) return parts(header[1] ?? '');
    if (/^\s*\[/.test(content)) return undefined;
  }
  return [];
}

function headerPaths(text: string, lines: LineIndex, except: number): (readonly string[])[] {
  const paths: (readonly string[])[] = [];
  for (let at = 0; at < lines.lineCount; at++) {
    const header = at === except ? null : headerLine.exec(lineText(text, lines, at));
    if (header) paths.push(parts(header[1] ?? ''));
  }
  return paths;
}

function keysAround(text: string, lines: LineIndex, line: number): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const step of [-1, 1]) {
    for (let at = line + step; at >= 0 && at < lines.lineCount; at += step) {
      const content = lineText(text, lines, at);
      if (/^\s*\[/.test(content)) break;
      const key = keyOfLine.exec(content)?.[1];
      if (key !== undefined) keys.add(key);
    }
  }
  return keys;
}
