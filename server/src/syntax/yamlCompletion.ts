import type { LineIndex } from '../text/lineIndex.ts';
import type { Range } from '../text/range.ts';
import type { YamlPath } from './yamlPath.ts';

/** Where text that is being typed belongs. */
export interface YamlTypingPlace {
  /** For a key, of the mapping it is to stand in (see `nodeAt` for the keys there); for a value, of the value. */
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** What is there already of the key or value, and gives way to a proposal; empty on a blank line. */
  readonly replace: Range;
}

const lineShape = /^([ ]*)((?:-[ ]+)*)(.*)$/s;
const keyShape = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"{[\]},&*!|>%@`-][^#]*?)[ \t]*:(?=[ \t]|$)[ \t]*/;

/**
 * Where a key or value typed at an offset would belong, by the indentation of the lines above: it works on blank lines, and
 * while the text is half-typed and no tree can be trusted. `undefined` in comments, block scalars and brackets (there,
 * `pathAt` knows). Takes the text, its lines and the cursor's offset. Looks at the lines above once.
 */
export function typingPlaceAt(text: string, lines: LineIndex, offset: number): YamlTypingPlace | undefined {
  const line = lines.lineAt(offset);
  const start = lines.lineStart(line);
  const end = lines.lineEnd(line);
  const [, blanks = '', dashes = '', rest = ''] = lineShape.exec(text.slice(start, end)) ?? [];
  const restStart = start + blanks.length + dashes.length;
  const before = text.slice(start, offset);
  if (/^\s*#|\s#/.test(before)) return undefined;

  // A cursor before the line's content is on a blank line as far as its column counts.
  const column = offset < restStart ? offset - start : restStart - start;
  const parents = parentsOf(text, lines, line, offset < restStart ? before : blanks + dashes, column);
  if (!parents) return undefined;
  if (offset < restStart) return { path: parents, part: 'key', replace: { start: offset, end: offset } };
  const key = keyShape.exec(rest);
  if (key && offset > restStart + (key[1]?.length ?? 0)) {
    const valueStart = restStart + key[0].length;
    if (/^[[{]/.test(rest.slice(key[0].length))) return undefined;
    const value = rest.slice(key[0].length).replace(/(?:^|[ \t])#.*$/, '').trimEnd();
    const from = Math.min(valueStart, offset);
    return { path: [...parents, nameOf(key[1] ?? '')], part: 'value', replace: { start: from, end: Math.max(from, offset, valueStart + value.length) } };
  }
  if (/^[[{]/.test(rest)) return undefined;
  const word = key?.[1] ?? rest.replace(/(?:^|[ \t])#.*$/, '').trimEnd();
  return { path: parents, part: 'key', replace: { start: restStart, end: Math.max(offset, restStart + word.length) } };
}

/** The path that the indentation gives; `undefined` inside a block scalar. `own` is what stands before the column on the line itself. */
function parentsOf(text: string, lines: LineIndex, line: number, own: string, column: number): YamlPath | undefined {
  const path: (string | number)[] = [];
  // Keys must stand before `keyLimit`, dashes before `dashLimit`; a list may stand right below its key.
  let keyLimit = column;
  let dashLimit = column;
  let sequence: { column: number; index: number } | undefined;
  const leave = (): void => {
    if (sequence) path.push(sequence.index);
    sequence = undefined;
  };
  const enterDashes = (source: string): void => {
    for (let at = source.lastIndexOf('-'); at !== -1; at = at === 0 ? -1 : source.lastIndexOf('-', at - 1)) {
      if (at >= dashLimit) continue;
      leave();
      sequence = { column: at, index: 0 };
      dashLimit = at;
      keyLimit = at + 1;
    }
  };
  enterDashes(own);
  for (let above = line - 1; above >= 0 && (keyLimit > 0 || sequence); above--) {
    const source = text.slice(lines.lineStart(above), lines.lineEnd(above));
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(source)) break;
    const [, blanks = '', dashes = '', rest = ''] = lineShape.exec(source) ?? [];
    const firstColumn = blanks.length;
    if (/^\s*(?:#|$)/.test(source)) continue;
    const keyColumn = firstColumn + dashes.length;
    const key = keyShape.exec(rest);
    const value = key && rest.slice(key[0].length);
    if (keyColumn < keyLimit && key && value !== null) {
      if (/^(?:[&!]\S*\s+)*[|>]/.test(value)) return undefined;
      if (/^(?:[&!]\S*\s*)*(?:#.*)?$/.test(value)) {
        leave();
        path.push(nameOf(key[1] ?? ''));
      }
      if (sequence && keyColumn <= sequence.column) leave();
      keyLimit = keyColumn;
      dashLimit = Math.min(dashLimit, keyColumn);
    }
    if (sequence && sequence.column < keyColumn && source[sequence.column] === '-') sequence.index++;
    enterDashes(blanks + dashes);
  }
  leave();
  return path.reverse();
}

function nameOf(key: string): string {
  if (key.startsWith('"')) return key.slice(1, -1).replace(/\\(.)/g, '$1');
  return key.startsWith("'") ? key.slice(1, -1).replaceAll("''", "'") : key;
}
