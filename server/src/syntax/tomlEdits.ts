import { insert, remove, replace, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { TomlFile, TomlTable } from './tomlTree.ts';
import type { YamlEntry, YamlMap, YamlScalar } from './yamlTree.ts';

/** A key as TOML writes it: in quotes only when it must be. */
export function tomlKey(name: string): string {
  return /^[\w-]+$/.test(name) && /^[\x21-\x7e]+$/.test(name) ? name : JSON.stringify(name);
}

/** The edit that gives an entry another key. */
export function renameTomlKey(entry: YamlEntry, newName: string): Edit {
  return replace(entry.key.range, tomlKey(newName));
}

/** The edit that puts another value in the place of a scalar: a string keeps its quotes if they can hold it, a number or boolean stays bare. */
export function replaceTomlScalar(scalar: YamlScalar, newValue: string): Edit {
  if (typeof scalar.value !== 'string' && /^(?:true|false|[+-]?\d[\d_]*(?:\.\d+)?)$/.test(newValue)) return replace(scalar.range, newValue);
  return replace(scalar.range, scalar.style === 'single' && /^[^'\p{Cc}]*$/u.test(newValue) ? `'${newValue}'` : JSON.stringify(newValue));
}

/** The header that has exactly this path, and no list of tables. */
export function tableAt({ tables }: TomlFile, path: readonly string[]): TomlTable | undefined {
  return tables.find((table) => table.path.length === path.length && table.path.every((key, index) => key === path[index]));
}

/**
 * The edit that adds lines (`key = value`) to the table at a path: behind its last key, or below its header; a table that is not there is made at the
 * end of the file. `undefined` where the table is written in another way (inline, by dotted keys), or where a key above all headers would be the first one.
 */
export function addTomlLines(text: string, lines: LineIndex, file: TomlFile, path: readonly string[], added: readonly string[]): Edit | undefined {
  if (!file.root) return undefined;
  const lineEnd = lineEndOf(text);
  const table = tableAt(file, path);
  if (table) {
    const last = table.lines.at(-1);
    if (path.length === 0 && !last) return undefined;
    const line = lines.lineAt((last ?? table.header).end);
    const start = lines.lineStart(lines.lineAt((last ?? table.header).start));
    const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
    return insert(lines.lineEnd(line), added.map((one) => lineEnd + indent + one).join(''));
  }
  if (path.length === 0 || isTaken(file.root, path)) return undefined;
  const gap = text === '' ? '' : /[\r\n]$/.test(text) ? lineEnd : lineEnd + lineEnd;
  return insert(text.length, [`${gap}[${path.map(tomlKey).join('.')}]`, ...added].join(lineEnd) + (gap.length > lineEnd.length ? '' : lineEnd));
}

/** Whether something without a header of its own stands at the path, or on the way to it. */
function isTaken(root: YamlMap, path: readonly string[]): boolean {
  let map = root;
  for (const [index, key] of path.entries()) {
    const value = map.entries.find(({ name }) => name === key)?.value;
    if (!value) return false;
    // A table that only exists because of `[a.b]` may get a header of its own.
    if (value.kind !== 'map' || value.flow || index === path.length - 1) return true;
    map = value;
  }
  return true;
}

/** The edit that takes an entry out with its line; `undefined` when the line has more on it (a comment, another entry). */
export function removeTomlEntry(text: string, lines: LineIndex, { range }: YamlEntry): Edit | undefined {
  const first = lines.lineAt(range.start);
  const last = lines.lineAt(range.end);
  const start = lines.lineStart(first);
  const end = lines.lineEnd(last);
  if (text.slice(start, range.start).trim() !== '' || text.slice(range.end, end).trim() !== '') return undefined;
  return remove({ start, end: last + 1 < lines.lineCount ? lines.lineStart(last + 1) : end });
}
