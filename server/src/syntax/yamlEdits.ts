import { insert, remove, replace, type Edit } from '../text/edit.ts';
import { applyEdits } from '../text/applyEdits.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import { parseYaml } from './yaml.ts';
import {
  canBeSingleQuoted, doubleQuoted, isPlainOther, isPlainString, plainOrQuoted, singleQuoted,
} from './yamlScalars.ts';
import type { YamlEntry, YamlMap, YamlScalar } from './yamlTree.ts';

export { plainOrQuoted } from './yamlScalars.ts';

/** The edit that gives an entry another key. Quotes stay, if the key has them. */
export function renameKey(text: string, entry: YamlEntry, newName: string): Edit {
  const { key } = entry;
  if (key.kind !== 'scalar') return replace(key.range, plainOrQuoted(newName));
  return replace(key.range, unglued(text, key, spelledLike(key, newName, text)));
}

/**
 * The edit that puts another value in the place of a scalar. The quotes stay if they can hold it; a plain value stays plain
 * if it is read back as the same text, or if it was no string before (`version: 1` becomes `version: 2`).
 */
export function replaceScalar(text: string, scalar: YamlScalar, newValue: string): Edit {
  return replace(scalar.range, unglued(text, scalar, spelledLike(scalar, newValue, text)));
}

/** With blanks around it where nothing stood between an anchor, tag or `?` and a comment. */
function unglued(text: string, scalar: YamlScalar, spelled: string): string {
  const { start, end } = scalar.range;
  if (start !== end) return spelled;
  return (/[^\s[{,]/.test(text[start - 1] ?? ' ') ? ' ' : '') + spelled + (text[end] === '#' ? ' ' : '');
}

function spelledLike(scalar: YamlScalar, value: string, text: string): string {
  if (scalar.style === 'double' && text[scalar.range.start] === '"') return doubleQuoted(value);
  if (scalar.style === 'single' && canBeSingleQuoted(value)) return singleQuoted(value);
  if (scalar.style === 'plain' && typeof scalar.value !== 'string' && isPlainOther(value)) return value;
  return isPlainString(value) ? value : plainOrQuoted(value);
}

/** Where new entries go among the old ones. */
export type InsertPosition = 'end' | { readonly after: YamlEntry } | { readonly before: YamlEntry };

/**
 * The edit that adds entries to a mapping. Takes the mapping, or the entry whose value it is (which may have no value yet,
 * and then gets one), and the entries' own lines, `key: value`, further ones indented by two blanks a step: they get the
 * mapping's indentation and the file's step and line ends. They stand behind the entry (its comment and deeper comments
 * below it included) and before blank lines and comments that belong to what follows.
 * `undefined` when this cannot be done without rewriting more, as for several lines between brackets or in a text with `? ` keys.
 */
export function insertEntry(
  text: string, lines: LineIndex, map: YamlMap | YamlEntry, entryLines: readonly string[], position: InsertPosition = 'end',
): Edit | undefined {
  if ('kind' in map) {
    if (isUnusual(text, lines, map)) return undefined;
    if (map.entries.length === 0) {
      return checked(text, intoEmpty(text, lines, map, entryLines)) ?? checked(text, intoFlow(map, entryLines, 'end'));
    }
    return map.flow ? checked(text, intoFlow(map, entryLines, position)) : intoBlock(text, lines, map, entryLines, position);
  }
  if (map.value?.kind === 'map') return insertEntry(text, lines, map.value, entryLines, position);
  return map.value ? undefined : checked(text, asNewValue(text, lines, map, entryLines));
}

function intoBlock(
  text: string, lines: LineIndex, map: YamlMap, entryLines: readonly string[], position: InsertPosition,
): Edit | undefined {
  const first = map.entries[0];
  const last = map.entries.at(-1);
  if (!first || !last) return undefined;
  const indent = indentOf(text, lines, first);
  if (indent === undefined) return undefined;
  const lineEnd = lineEndOf(text);
  const block = indented(text, entryLines, indent);
  if (position !== 'end' && 'before' in position) {
    const line = lines.lineAt(position.before.range.start);
    if (text.slice(lines.lineStart(line), position.before.range.start).trim() !== '') {
      // Behind a dash: the new entry takes the old one's place on that line.
      return insert(position.before.range.start, block.join(lineEnd).slice(indent.length) + lineEnd + indent);
    }
    return insert(lines.lineStart(firstOwnLine(text, lines, line, indent, position.before === first)), block.map((part) => part + lineEnd).join(''));
  }
  const entry = position === 'end' ? last : position.after;
  const at = lines.lineEnd(lastOwnLine(text, lines, entry, indent.length));
  return insert(at, block.map((part) => lineEnd + part).join(''));
}

/** The indentation of a block mapping's entries; `undefined` when its first one stands behind something but dashes. */
function indentOf(text: string, lines: LineIndex, first: YamlEntry): string | undefined {
  const before = text.slice(lines.lineStart(lines.lineAt(first.range.start)), first.range.start).replace(/^\ufeff/, '');
  return /^[ ]*(?:-[ ]+)*$/.test(before) ? ' '.repeat(before.length) : undefined;
}

/** The last line that belongs to an entry: comments below it that are indented deeper are its own. */
function lastOwnLine(text: string, lines: LineIndex, entry: YamlEntry, indent: number): number {
  let last = lastValueLine(text, lines, entry);
  for (let line = last + 1; line < lines.lineCount; line++) {
    const content = lineText(text, lines, line);
    if (content.trim() === '') continue;
    if (content.trimStart().startsWith('#') && content.search(/\S/) > indent) last = line;
    else break;
  }
  return last;
}

/**
 * The last line of an entry's value. To a block scalar at its end belong the blank lines below it when it is written with
 * `+`, else those up to the last one that holds blanks, which may be content.
 */
function lastValueLine(text: string, lines: LineIndex, entry: YamlEntry): number {
  let last = lines.lineAt(entry.range.end);
  let node = entry.value;
  while (node && node.kind !== 'scalar' && node.kind !== 'alias') {
    node = node.kind === 'map' ? node.entries.at(-1)?.value : node.items.at(-1)?.value;
  }
  if (node?.kind !== 'scalar' || (node.style !== 'literal' && node.style !== 'folded')) return last;
  const keeps = /^[|>]\d?\+/.test(text.slice(node.range.start, node.range.start + 3));
  for (let line = last + 1; line < lines.lineCount && (lines.lineStart(line) < text.length); line++) {
    const content = lineText(text, lines, line);
    if (content.trim() !== '') break;
    if (keeps || content !== '') last = line;
  }
  return last;
}

/** The line of an entry or of the comment directly above it; comments above the file's very first entry are the file's. */
function firstOwnLine(text: string, lines: LineIndex, entryLine: number, indent: string, isFirst: boolean): number {
  let line = entryLine;
  while (line > 0 && lineText(text, lines, line - 1).startsWith(`${indent}#`)) line--;
  return line === 0 && isFirst ? entryLine : line;
}

function intoFlow(map: YamlMap, entryLines: readonly string[], position: InsertPosition): Edit | undefined {
  if (!hasBrackets(map) || entryLines.some((line) => line.startsWith(' '))) return undefined;
  const joined = entryLines.join(', ');
  const last = map.entries.at(-1);
  if (!last) return replace(map.range, `{ ${joined} }`);
  if (position !== 'end' && 'before' in position) return insert(position.before.range.start, `${joined}, `);
  return insert((position === 'end' ? last : position.after).range.end, `, ${joined}`);
}

const complexKey = /(?:^|[-[{,])[ \t]*\?(?:\s|$)/m;

/**
 * Whether the text (maybe) has a `? ` key, or the mapping a key over several lines or keys in different columns (the parser
 * lets some of that pass). There, ranges are not always those of whole lines; nobody writes it by hand, and we do not edit it.
 */
function isUnusual(text: string, lines: LineIndex, map: YamlMap): boolean {
  if (complexKey.test(text)) return true;
  const columns = new Set<number>();
  for (const { range, key, colon } of map.entries) {
    if (/[\r\n]/.test(text.slice(key.range.start, colon))) return true;
    if (!map.flow) columns.add(range.start - lines.lineStart(lines.lineAt(range.start)));
  }
  return columns.size > 1 && text.charCodeAt(0) !== 0xfeff;
}

/** Whether the mapping stands between brackets of its own; `a: 1` in `[a: 1]` does not. */
function hasBrackets(map: YamlMap): boolean {
  return map.flow && map.entries[0]?.range.start !== map.range.start;
}

/** `{}` at the end of a line becomes indented lines. */
function intoEmpty(text: string, lines: LineIndex, map: YamlMap, entryLines: readonly string[]): Edit | undefined {
  const line = lines.lineAt(map.range.start);
  const start = lines.lineStart(line);
  const before = text.slice(start, map.range.start);
  const after = text.slice(map.range.end, lines.lineEnd(line));
  if (!map.flow || !/^[ \t]*(?:#.*)?$/.test(after)) return undefined;
  const lineEnd = lineEndOf(text);
  if (/^\ufeff?$/.test(before) && after.trim() === '') return replace(map.range, indented(text, entryLines, '').join(lineEnd));
  const prefix = /^([ ]*(?:-[ ]+)*)[^\s#{[,-][^#{[,]*:[ \t]+$/.exec(before)?.[1];
  if (prefix === undefined) return undefined;
  const block = indented(text, entryLines, ' '.repeat(prefix.length + indentUnit(text)));
  const valueStart = start + before.trimEnd().length;
  return replace({ start: valueStart, end: lines.lineEnd(line) }, after.trimEnd() + block.map((part) => lineEnd + part).join(''));
}

/** `key:` with nothing behind it. */
function asNewValue(text: string, lines: LineIndex, entry: YamlEntry, entryLines: readonly string[]): Edit | undefined {
  const indent = indentOf(text, lines, entry);
  if (indent === undefined || entry.colon === entry.key.range.end && text[entry.colon] !== ':') return undefined;
  const line = lastOwnLine(text, lines, entry, indent.length);
  const block = indented(text, entryLines, indent + ' '.repeat(indentUnit(text)));
  return insert(lines.lineEnd(line), block.map((part) => lineEndOf(text) + part).join(''));
}

/** The lines with the mapping's indentation, their own steps of two blanks turned into the file's steps. */
function indented(text: string, entryLines: readonly string[], indent: string): readonly string[] {
  const unit = indentUnit(text);
  return entryLines.map((line) => {
    const own = line.search(/[^ ]|$/);
    if (own === line.length) return '';
    return indent + ' '.repeat(Math.floor(own / 2) * unit + (own % 2)) + line.slice(own);
  });
}

/** The edit, if the text is as sound after it as before: for places where the surroundings decide what is possible. */
function checked(text: string, edit: Edit | undefined): Edit | undefined {
  if (!edit) return undefined;
  return parseYaml(applyEdits(text, [edit])).problems.length <= parseYaml(text).problems.length ? edit : undefined;
}

/**
 * The edit that takes an entry out of its mapping: its whole lines in a block, its part and a comma between brackets; the
 * last entry leaves `{}`. `undefined` when a comment would be lost, or an anchor that is in
 * use elsewhere, and in a text with `? ` keys.
 */
export function removeEntry(text: string, lines: LineIndex, map: YamlMap, entry: YamlEntry): Edit | undefined {
  const index = map.entries.indexOf(entry);
  if (index === -1 || (map.flow && !hasBrackets(map)) || isUnusual(text, lines, map)) return undefined;
  const edit = map.flow ? removalFromFlow(text, map, index) : removalFromBlock(text, lines, map, index);
  if (map.entries.some((other) => other !== entry && other.range.start < edit.range.end && edit.range.start < other.range.end)) return undefined;
  const removed = text.slice(edit.range.start, edit.range.end);
  if (removed.includes('#')) {
    const { comments } = parseYaml(text);
    if (comments.some(({ range }) => range.start < edit.range.end && edit.range.start < range.end)) return undefined;
  }
  return removed.includes('&') ? checked(text, edit) : edit;
}

function removalFromBlock(text: string, lines: LineIndex, map: YamlMap, index: number): Edit {
  const entry = map.entries[index];
  const { range } = entry ?? map;
  const next = map.entries[index + 1];
  const firstLine = lines.lineAt(range.start);
  const start = lines.lineStart(firstLine);
  if (map.entries.length === 1) {
    const above = text.slice(lines.lineStart(firstLine - 1), lines.lineEnd(firstLine - 1));
    const joins = firstLine > 0 && text.slice(start, range.start).trim() === '' && /[^\s#]:[ \t]*$/.test(above) && !above.includes('#');
    return joins
      ? replace({ start: lines.lineStart(firstLine - 1) + above.trimEnd().length, end: range.end }, ' {}')
      : replace(range, '{}');
  }
  const behindDash = text.slice(start, range.start).replace(/^\ufeff/, '').trim() !== '';
  if (behindDash && next) return remove({ start: range.start, end: next.range.start });
  const lastLine = entry ? lastValueLine(text, lines, entry) : lines.lineAt(range.end);
  const end = lines.lineStart(lastLine + 1);
  // Without a final line end, the one before goes, so that the text ends as it did.
  const lastLineEnd = lines.lineEnd(firstLine - 1);
  const open = end === text.length && lastLine === lines.lineCount - 1 && firstLine > 0;
  return remove({ start: open ? lastLineEnd : start + (text.charCodeAt(start) === 0xfeff ? 1 : 0), end });
}

function removalFromFlow(text: string, map: YamlMap, index: number): Edit {
  const { range } = map.entries[index] ?? map;
  const next = map.entries[index + 1];
  const previous = map.entries[index - 1];
  if (next) return remove({ start: range.start, end: next.range.start });
  if (previous) return remove({ start: previous.range.end, end: range.end });
  const comma = /^\s*,/.exec(text.slice(range.end, map.range.end));
  return remove({ start: range.start, end: range.end + (comma?.[0].length ?? 0) });
}

/** How many blanks one step of indentation is in a YAML text, by the lines below a `key:`; 2 where none is indented. */
export function indentUnit(text: string): number {
  const counts = new Map<number, number>();
  for (const match of text.matchAll(/^([ ]*)(?:-[ ]+)*[^\s#-][^\r\n]*:[ \t]*(?:\r\n?|\n)(?=([ ]+)[^\s#])/gm)) {
    const step = (match[2]?.length ?? 0) - (match[1]?.length ?? 0);
    if (step > 0 && step <= 8) counts.set(step, (counts.get(step) ?? 0) + 1);
  }
  let best = 2;
  let most = 0;
  for (const [step, count] of counts) {
    if (count > most) {
      best = step;
      most = count;
    }
  }
  return best;
}

function lineText(text: string, lines: LineIndex, line: number): string {
  return text.slice(lines.lineStart(line), lines.lineEnd(line));
}
