import { parseTree, type Node } from 'jsonc-parser';
import { parseTOML, type AST } from 'toml-eslint-parser';
import type { Range } from '../text/range.ts';

/** A string in a file, with the range between its quotes. */
export interface SettingString {
  readonly value: string;
  readonly range: Range;
}

/** A key of a TOML or JSON file with the strings it holds: just enough to read package manifests. */
export interface Setting {
  /** Keys from the root. */
  readonly path: readonly string[];
  /** The value, when it is a string, or the strings of the list it is. */
  readonly strings: readonly SettingString[];
  /** The strings of the table that the value is (for a list of tables, of its first one). */
  readonly fields: ReadonlyMap<string, SettingString>;
  /** From the key to the value's end. */
  readonly range: Range;
  /** The value is a list that begins here, with its bracket. */
  readonly list?: number;
  /** The key is one word on a line of its own in the table that the path names, its value a string on the same line. */
  readonly plain?: boolean;
}

/** Deeper texts are not read: both parsers recurse. */
const maximumDepth = 100;

/**
 * All keys of a TOML text down to inline tables, in the order of the text; empty for a broken text. Keys of one dotted table
 * (`a.version = "1"`) stand apart. Never throws.
 */
export function tomlSettings(text: string): readonly Setting[] {
  if (isDeep(text)) return [];
  try {
    const top = parseTOML(text).body[0];
    const settings: Setting[] = [];
    for (const node of top.body) {
      if (node.type === 'TOMLKeyValue') settings.push(tomlSetting(node, []));
      else if (node.kind === 'standard') for (const inner of node.body) settings.push(tomlSetting(inner, node.resolvedKey.map(String)));
    }
    return settings.map(withoutWorkspaceKey);
  } catch {
    return []; // the parser throws on any mistake, also while someone is typing
  }
}

/** Cargo's `name.workspace = true` is short for a table. */
function withoutWorkspaceKey(setting: Setting): Setting {
  return setting.path.at(-1) === 'workspace' && setting.path.length > 1 ? { ...setting, path: setting.path.slice(0, -1) } : setting;
}

function tomlSetting(node: AST.TOMLKeyValue, parents: readonly string[]): Setting {
  const path = [...parents, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
  const elements = node.value.type === 'TOMLArray' ? node.value.elements : [node.value];
  const fields = new Map<string, SettingString>();
  const holder = elements.find((element) => element.type === 'TOMLInlineTable');
  for (const inner of holder?.type === 'TOMLInlineTable' ? holder.body : []) {
    const setting = tomlSetting(inner, []);
    const value = setting.strings[0];
    if (value && setting.path.length === 1) fields.set(setting.path[0] ?? '', value);
  }
  const range = { start: node.range[0], end: node.range[1] };
  if (node.value.type === 'TOMLArray') return { path, strings: elements.flatMap(tomlString), fields, range, list: node.value.range[0] };
  const plain = node.parent.type !== 'TOMLInlineTable' && node.key.keys.length === 1 && node.loc.start.line === node.loc.end.line;
  return { path, strings: elements.flatMap(tomlString), fields, range, plain };
}

function tomlString(node: AST.TOMLContentNode): readonly SettingString[] {
  if (node.type !== 'TOMLValue' || node.kind !== 'string') return [];
  const quotes = node.multiline ? 3 : 1;
  return [{ value: node.value, range: { start: node.range[0] + quotes, end: node.range[1] - quotes } }];
}

/** The strings on the second level of a JSON text (comments allowed); what can be read of a broken one. Never throws. */
export function jsonSettings(text: string): readonly Setting[] {
  if (isDeep(text)) return [];
  try {
    return (parseTree(text, [], { allowTrailingComma: true })?.children ?? []).flatMap((section) =>
      (section.children?.[1]?.children ?? []).flatMap((property) => jsonSetting(section, property)));
  } catch {
    return [];
  }
}

function jsonSetting(section: Node, property: Node): readonly Setting[] {
  const outer: unknown = section.children?.[0]?.value;
  const [key, value] = property.children ?? [];
  const name: unknown = key?.value;
  const text: unknown = value?.value;
  if (typeof outer !== 'string' || typeof name !== 'string' || !value || typeof text !== 'string') return [];
  const strings = [{ value: text, range: { start: value.offset + 1, end: value.offset + value.length - 1 } }];
  return [{ path: [outer, name], strings, fields: new Map(), range: { start: property.offset, end: property.offset + property.length } }];
}

/** A string of the first level of a JSON text. Never throws. */
export function jsonRootString(text: string, name: string): SettingString | undefined {
  if (isDeep(text)) return undefined;
  try {
    const value = parseTree(text, [], { allowTrailingComma: true })?.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];
    const string: unknown = value?.value;
    return value && typeof string === 'string' ? { value: string, range: { start: value.offset + 1, end: value.offset + value.length - 1 } } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a TOML or JSON text is nested too deeply for its parser. Brackets in strings and comments count as well: manifests come nowhere near the limit. */
export function isDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 91 || unit === 123) depth++;
    else if ((unit === 93 || unit === 125) && depth > 0) depth--;
    if (depth > maximumDepth) return true;
  }
  return false;
}
