import { parseTOML, type AST } from 'toml-eslint-parser';
import type { Range } from '../text/range.ts';
import { tomlProblems } from './dataProblems.ts';
import { isDeep } from './settingsTree.ts';
import type { TomlFile, TomlTable } from './tomlTree.ts';
import type { YamlEntry, YamlItem, YamlScalar } from './yamlTree.ts';

interface MutableMap { kind: 'map'; flow: boolean; range: Range; entries: MutableEntry[] }
interface MutableSeq { kind: 'seq'; flow: boolean; range: Range; items: MutableItem[] }
type Mutable = MutableMap | MutableSeq | YamlScalar;
interface MutableEntry extends YamlEntry { key: YamlScalar; name: string; value: Mutable; range: Range; colon: number }
interface MutableItem extends YamlItem { value: Mutable; range: Range }

/** Reads a TOML text. Never throws; a text with a mistake, or one too deep to read, has no root. */
export function parseToml(text: string): TomlFile {
  const broken = (problems: TomlFile['problems']): TomlFile => ({ root: undefined, tables: [], comments: [], problems });
  if (isDeep(text)) return broken([{ code: 'TOO_DEEP', message: 'This is nested too deeply to be read.', range: { start: 0, end: 0 } }]);
  try {
    const program = parseTOML(text);
    return { ...built(program.body[0], text), comments: program.comments.map(({ value, range }) => ({ text: value.trim(), range: rangeOf(range) })), problems: [] };
  } catch {
    return broken(tomlProblems(text));
  }
}

function built(top: AST.TOMLTopLevelTable, text: string): Pick<TomlFile, 'root' | 'tables'> {
  const root: MutableMap = { kind: 'map', flow: false, range: { start: 0, end: text.length }, entries: [] };
  const own: Range[] = [];
  const tables: TomlTable[] = [{ path: [], header: { start: 0, end: 0 }, name: undefined, lines: own }];
  for (const node of top.body) {
    if (node.type === 'TOMLKeyValue') {
      put(root, node, text);
      own.push(rangeOf(node.range));
      continue;
    }
    const header = { start: node.range[0], end: text.indexOf(']', node.key.range[1]) + (node.kind === 'array' ? 2 : 1) };
    const name = node.key.keys.at(-1)?.range;
    tables.push({ path: node.resolvedKey, header, name: name && rangeOf(name), lines: node.body.map(({ range }) => rangeOf(range)) });
    const table = tableOf(root, node, text);
    for (const inner of node.body) put(table, inner, text);
  }
  return { root, tables };
}

/** The mapping of a header, made with all that leads to it. */
function tableOf(root: MutableMap, node: AST.TOMLTable, text: string): MutableMap {
  let map = root;
  let part = 0;
  for (let index = 0; index < node.resolvedKey.length; index++) {
    const key = node.key.keys[part++];
    if (!key) break;
    const isList = typeof node.resolvedKey[index + 1] === 'number';
    const entry = entryFor(map, key, node.range[1], text, isList ? 'seq' : 'map');
    if (isList) {
      const position = Number(node.resolvedKey[++index]);
      if (entry.value.kind !== 'seq') break;
      while (entry.value.items.length <= position) entry.value.items.push({ value: emptyMap(node.range[0], node.range[1]), range: rangeOf(node.range) });
      const item = entry.value.items[position];
      if (item?.value.kind !== 'map') break;
      item.range = { start: item.range.start, end: node.range[1] };
      item.value.range = { start: item.value.range.start, end: node.range[1] };
      map = item.value;
    } else {
      if (entry.value.kind !== 'map') break;
      map = entry.value;
    }
  }
  return map;
}

function put(into: MutableMap, node: AST.TOMLKeyValue, text: string): void {
  let map = into;
  for (const [index, key] of node.key.keys.entries()) {
    if (index === node.key.keys.length - 1) {
      map.entries.push({ ...keyOf(key, text), value: valueOf(node.value, text), range: { start: key.range[0], end: node.range[1] }, colon: text.indexOf('=', node.key.range[1]) });
      return;
    }
    const { value } = entryFor(map, key, node.range[1], text, 'map');
    if (value.kind !== 'map') return;
    map = value;
  }
}

/** The entry of a key, which reaches to `end` then; a new one holds an empty mapping or list. */
function entryFor(map: MutableMap, key: AST.TOMLBare | AST.TOMLQuoted, end: number, text: string, kind: 'map' | 'seq'): MutableEntry {
  const named = keyOf(key, text);
  const known = map.entries.find(({ name }) => name === named.name);
  if (known) {
    known.range = { start: known.range.start, end: Math.max(end, known.range.end) };
    if (known.value.kind !== 'scalar') known.value.range = { start: known.value.range.start, end: Math.max(end, known.value.range.end) };
    return known;
  }
  const value: Mutable = kind === 'map' ? emptyMap(key.range[1], end) : { kind: 'seq', flow: false, range: { start: key.range[1], end }, items: [] };
  const entry: MutableEntry = { ...named, value, range: { start: key.range[0], end }, colon: key.range[1] };
  map.entries.push(entry);
  return entry;
}

function emptyMap(start: number, end: number): MutableMap {
  return { kind: 'map', flow: false, range: { start, end }, entries: [] };
}

function keyOf(key: AST.TOMLBare | AST.TOMLQuoted, text: string): { readonly key: YamlScalar; readonly name: string } {
  const name = key.type === 'TOMLBare' ? key.name : key.value;
  const style = key.type === 'TOMLBare' ? 'plain' : text[key.range[0]] === "'" ? 'single' : 'double';
  return { name, key: { kind: 'scalar', value: name, style, range: rangeOf(key.range) } };
}

function valueOf(node: AST.TOMLContentNode, text: string): Mutable {
  const range = rangeOf(node.range);
  switch (node.type) {
    case 'TOMLArray': {
      const seq: MutableSeq = { kind: 'seq', flow: true, range, items: [] };
      for (const element of node.elements) seq.items.push({ value: valueOf(element, text), range: rangeOf(element.range) });
      return seq;
    }
    case 'TOMLInlineTable': {
      const map: MutableMap = { kind: 'map', flow: true, range, entries: [] };
      for (const inner of node.body) put(map, inner, text);
      return map;
    }
    case 'TOMLValue':
      if (node.kind === 'string') return { kind: 'scalar', range, value: node.value, style: node.multiline ? 'literal' : node.style === 'literal' ? 'single' : 'double' };
      if (node.kind === 'integer' || node.kind === 'float' || node.kind === 'boolean') return { kind: 'scalar', range, value: node.value, style: 'plain' };
      // Dates are texts to whoever has no type for them.
      return { kind: 'scalar', range, value: text.slice(range.start, range.end), style: 'plain' };
  }
}

function rangeOf([start, end]: readonly [number, number]): Range {
  return { start, end };
}

