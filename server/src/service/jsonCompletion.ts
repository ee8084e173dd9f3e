import type { DocumentPart } from '../analysis/migration.ts';
import type { KeyInfo } from '../schemas/schemaInfo.ts';
import { jsonCursorAt } from '../syntax/jsonCursor.ts';
import type { ParsedJson } from '../syntax/parsedFile.ts';
import { nodeAt, type YamlPath } from '../syntax/yamlPath.ts';
import { replace } from '../text/edit.ts';
import type { Completion } from './languageService.ts';
import { keyCompletions, valueCompletions } from './schemaCompletions.ts';

/** Keys and values that fit at the offset of a JSON file, by the schemas of the values in it. */
export function jsonCompletions(file: ParsedJson, parts: readonly DocumentPart[], offset: number): readonly Completion[] {
  const line = file.lines.lineStart(file.lines.lineAt(offset));
  const cursor = jsonCursorAt(file.text, /\.(?:jsonl|ndjson)$/i.test(file.uri) ? line : 0, offset);
  // Half-typed text may end a value early: the way to the cursor says which value it is in.
  const part = cursor && parts.filter(({ path, root }) => path.every((step, i) => cursor.path[i] === step) && root.range.start <= offset).at(-1);
  if (!cursor || !part) return [];
  const path: YamlPath = cursor.path.slice(part.path.length);
  // The quote that is typed already is part of what gives way.
  const typed = (name: string): string => (file.text[cursor.word.start] === '"' ? JSON.stringify(name) : name);
  if (cursor.part === 'value') {
    return valueCompletions(part.schema, path, (value) => ({ edit: replace(cursor.word, JSON.stringify(value)), filter: typed(String(value)) }));
  }
  const object = nodeAt(part.root, path);
  const present = new Set(object?.kind === 'map' ? object.entries.filter(({ key }) => offset < key.range.start || offset > key.range.end).map(({ name }) => name) : []);
  return keyCompletions(part.schema, path, ({ name }) => !present.has(name), (info) => ({
    edit: replace(cursor.word, cursor.hasColon ? JSON.stringify(info.name) : keyText(info)), filter: typed(info.name),
  }));
}

/** A key with its colon; the value is typed behind it. */
function keyText({ name }: KeyInfo): string {
  return `${JSON.stringify(name)}: `;
}
