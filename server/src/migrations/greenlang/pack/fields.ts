import { entryOf, resolve } from '../../../syntax/yamlPath.ts';
import { plainOrQuoted, removeEntry } from '../../../syntax/yamlEdits.ts';
import type { YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq } from '../../../syntax/yamlTree.ts';
import { insert, remove, replace, type Edit } from '../../../text/edit.ts';
import { inferType, isProven, type InferredType } from './fieldType.ts';
import { columnOf, endOfLine, type PackPart, type PackText } from './part.ts';

/** The conversion of one field: its edits, and whether its type is a guess. `string` names what stands in the way. */
type FieldEdits = { readonly edits: readonly Edit[]; readonly guessed: string | undefined } | string;

/**
 * The part `inputs` or `outputs` of a v1 pack: a list becomes a map from name to `{type, required}` (outputs: `{type}`);
 * entries that are maps keep their keys. `undefined` when it is no list. BC-001 and Step 4 of the guide.
 */
export function fieldsPart(pack: PackText, key: 'inputs' | 'outputs'): PackPart | undefined {
  const entry = entryOf(pack.root, key);
  const list = entry?.value;
  if (!entry || list?.kind !== 'seq') return undefined;
  const converted = convertList(pack, entry, list, key === 'inputs');
  const failed = typeof converted === 'string';
  return {
    range: entry.key.range,
    what: `${key} is a list; AgentSpec v2 wants a map from name to definition.`,
    edits: failed ? undefined : converted.edits,
    obstacle: failed ? `${key}: ${converted}` : undefined,
    typed: true,
    guessed: failed ? [] : converted.guessed,
    covers: [`/${key}`],
  };
}

function convertList(pack: PackText, entry: YamlEntry, list: YamlSeq, inputs: boolean): { edits: readonly Edit[]; guessed: readonly string[] } | string {
  if (list.anchor !== undefined || list.tag !== undefined) return 'the list has an anchor or a tag';
  if (list.items.length === 0) return { edits: [replace(list.range, '{}')], guessed: [] };
  const names = list.items.map(fieldName);
  const unnamed = names.indexOf(undefined);
  if (unnamed >= 0) return `entry ${unnamed + 1} has no name`;
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) return `${double} is listed twice`;
  if (list.flow) return convertFlowList(pack, entry, list, inputs);

  const { file, unit } = pack;
  const dashColumn = columnOf(pack, list.items[0]?.range.start ?? 0);
  const parentColumn = columnOf(pack, entry.range.start);
  // `inputs:` and its dashes may share a column; the keys of a map may not.
  const shift = dashColumn > parentColumn ? 0 : parentColumn + unit - dashColumn;
  const edits: Edit[] = shift > 0 ? indentLines(pack, list, shift) : [];
  const guessed: string[] = [];
  for (const item of list.items) {
    const converted = convertItem(pack, item, { inputs, keyColumn: dashColumn + shift, shift });
    if (typeof converted === 'string') return converted;
    edits.push(...converted.edits);
    if (converted.guessed !== undefined) guessed.push(converted.guessed);
  }
  const comment = file.yaml.comments.find(({ range }) => list.items.some((item) => range.start > item.range.start && range.start < (item.value?.range.start ?? 0)));
  return comment ? 'a comment stands between a dash and its value' : { edits, guessed };
}

interface ItemPlace {
  readonly inputs: boolean;
  readonly keyColumn: number;
  /** Blanks by which the lines of the list move to the right. */
  readonly shift: number;
}

function convertItem(pack: PackText, item: YamlItem, place: ItemPlace): FieldEdits {
  const { file } = pack;
  const { value } = item;
  if (!value || value.kind === 'alias' || value.anchor !== undefined || value.tag !== undefined) return 'an entry is an alias, or has an anchor or a tag';
  if (file.lines.lineAt(item.range.start) !== file.lines.lineAt(value.range.start)) return 'a dash stands on a line of its own';
  if (value.kind === 'scalar') {
    if (file.lines.lineAt(value.range.start) !== file.lines.lineAt(value.range.end)) return 'a name goes over several lines';
    const type = inferType(String(value.value), pack.folder, pack.project);
    const lines = definition(type, place.inputs).map((line) => pack.lineEnd + ' '.repeat(place.keyColumn + pack.unit) + line).join('');
    return {
      edits: [
        replace({ start: item.range.start, end: value.range.end }, `${keyText(pack, value)}:`),
        insert(endOfLine(pack, value.range.end), lines),
      ],
      guessed: isProven(type) ? undefined : String(value.value),
    };
  }
  if (value.kind !== 'map') return 'an entry is a list';
  return value.flow ? convertFlowMap(pack, item, value, place) : convertBlockMap(pack, item, value, place);
}

/** `- name: unit` with further lines: the name becomes the key, the further lines stay where they are. */
function convertBlockMap(pack: PackText, item: YamlItem, map: YamlMap, { inputs, shift }: ItemPlace): FieldEdits {
  const { file } = pack;
  const nameEntry = entryOf(map, 'name');
  const name = nameEntry?.value;
  const first = map.entries[0];
  if (!nameEntry || name?.kind !== 'scalar' || !first) return 'an entry has no name';
  if (name.anchor !== undefined || name.tag !== undefined) return 'a name has an anchor or a tag';
  const type = inferType(String(name.value), pack.folder, pack.project);
  const column = ' '.repeat(columnOf(pack, first.range.start) + shift);
  const missing = missingLines(map, type, inputs);
  const added = missing.lines.map((line) => pack.lineEnd + column + line).join('');
  const typeEntry = entryOf(map, 'type');
  const guessed = missing.guessed && !isProven(type) ? String(name.value) : undefined;
  if (nameEntry === first) {
    return {
      edits: [
        replace({ start: item.range.start, end: nameEntry.range.end }, `${keyText(pack, name)}:`),
        // `required` reads best below the type that is there.
        ...(added === '' ? [] : [insert(endOfLine(pack, (typeEntry ?? nameEntry).range.end), added)]),
      ],
      guessed,
    };
  }
  const removal = removeEntry(file.text, file.lines, map, nameEntry);
  if (!removal) return 'a comment stands behind a name';
  return {
    edits: [
      replace({ start: item.range.start, end: first.range.start }, `${keyText(pack, name)}:${pack.lineEnd}${column}`),
      removal,
      ...(added === '' ? [] : [insert(endOfLine(pack, (typeEntry ?? first).range.end), added)]),
    ],
    guessed,
  };
}

/** `- {name: unit, type: string}`: the name leaves the brackets and becomes the key. */
function convertFlowMap(pack: PackText, item: YamlItem, map: YamlMap, { inputs }: ItemPlace): FieldEdits {
  const { file } = pack;
  const nameEntry = entryOf(map, 'name');
  const name = nameEntry?.value;
  if (!nameEntry || name?.kind !== 'scalar') return 'an entry has no name';
  const type = inferType(String(name.value), pack.folder, pack.project);
  const missing = missingLines(map, type, inputs);
  const guessed = missing.guessed && !isProven(type) ? String(name.value) : undefined;
  const key = replace({ start: item.range.start, end: map.range.start }, `${keyText(pack, name)}: `);
  if (map.entries.length === 1) return { edits: [key, replace(map.range, `{ ${missing.lines.join(', ')} }`)], guessed };
  const removal = removeEntry(file.text, file.lines, map, nameEntry);
  if (!removal) return 'a comment stands behind a name';
  if (missing.lines.length === 0) return { edits: [key, removal], guessed };
  const last = map.entries.findLast((entry) => entry !== nameEntry);
  return { edits: [key, removal, insert(last?.range.end ?? map.range.end - 1, `, ${missing.lines.join(', ')}`)], guessed };
}

/** `inputs: [a, b]` becomes a block below the key; a comment behind the bracket stays behind the key. */
function convertFlowList(pack: PackText, entry: YamlEntry, list: YamlSeq, inputs: boolean): { edits: readonly Edit[]; guessed: readonly string[] } | string {
  const { file, lineEnd, unit } = pack;
  if (file.yaml.comments.some(({ range }) => range.start > list.range.start && range.end < list.range.end)) return 'a comment stands between the brackets';
  const column = columnOf(pack, entry.range.start) + unit;
  const guessed: string[] = [];
  let block = '';
  for (const { value } of list.items) {
    if (value?.kind !== 'scalar' || value.anchor !== undefined || value.tag !== undefined) return 'an entry between the brackets is more than a name';
    const type = inferType(String(value.value), pack.folder, pack.project);
    if (!isProven(type)) guessed.push(String(value.value));
    block += `${lineEnd}${' '.repeat(column)}${keyText(pack, value)}:`;
    for (const line of definition(type, inputs)) block += lineEnd + ' '.repeat(column + unit) + line;
  }
  return { edits: [remove({ start: entry.colon + 1, end: list.range.end }), insert(endOfLine(pack, list.range.end), block)], guessed };
}

function fieldName({ value }: YamlItem): string | undefined {
  const name = value?.kind === 'map' ? entryOf(value, 'name')?.value : value;
  return name?.kind === 'scalar' && typeof name.value === 'string' && name.value !== '' ? name.value : undefined;
}

/** A name as a key: its quotes stay, a plain one that would be no string as a key gets some. */
function keyText({ file }: PackText, name: YamlScalar): string {
  return name.style === 'single' || name.style === 'double' ? file.text.slice(name.range.start, name.range.end) : plainOrQuoted(String(name.value));
}

function definition({ type }: InferredType, inputs: boolean): readonly string[] {
  return inputs ? [`type: ${type}`, 'required: true'] : [`type: ${type}`];
}

/** What AgentSpec v2 wants and the entry does not say. v1 inputs were all required, but for those with a default or called optional. */
function missingLines(map: YamlMap, { type }: InferredType, inputs: boolean): { readonly lines: readonly string[]; readonly guessed: boolean } {
  const names = namesIn(map);
  const lines = names.has('type') ? [] : [`type: ${type}`];
  const needed = inputs && !['required', 'default', 'optional'].some((key) => names.has(key));
  return { lines: needed ? [...lines, 'required: true'] : lines, guessed: !names.has('type') };
}

/** The keys of a mapping, those that merge keys (`<<`) bring along too: a key of its own would hide them. */
function namesIn(map: YamlMap): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (node: YamlNode | undefined, depth: number): void => {
    const target = resolve(node);
    if (depth > 8) return;
    if (target?.kind === 'seq') for (const { value } of target.items) visit(value, depth + 1);
    if (target?.kind !== 'map') return;
    for (const { name, value } of target.entries) {
      if (name === '<<') visit(value, depth + 1);
      else if (name !== undefined) names.add(name);
    }
  };
  visit(map, 0);
  return names;
}

/** Moves all lines of a block list to the right; comment lines among them too. */
function indentLines({ file }: PackText, list: YamlSeq, blanks: number): Edit[] {
  const edits: Edit[] = [];
  const last = file.lines.lineAt(list.items.at(-1)?.range.end ?? list.range.end);
  for (let line = file.lines.lineAt(list.range.start); line <= last; line++) {
    const start = file.lines.lineStart(line);
    if (file.text.slice(start, file.lines.lineEnd(line)).trim() !== '') edits.push(insert(start, ' '.repeat(blanks)));
  }
  return edits;
}
