import { entryOf, toValue } from '../../../syntax/yamlPath.ts';
import { parseYaml } from '../../../syntax/yaml.ts';
import type { YamlNode } from '../../../syntax/yamlTree.ts';
import { applyEdits, findOverlap } from '../../../text/applyEdits.ts';
import { insert, replace, type Edit } from '../../../text/edit.ts';
import { metadataKeys } from './classifyPack.ts';
import { dependenciesPart } from './dependencies.ts';
import { fieldsPart } from './fields.ts';
import { metadataPart } from './metadata.ts';
import type { PackPart, PackText } from './part.ts';

/** Everything in a pack that is still AgentSpec v1, in the order of the guide; without `spec_version`. */
export function oldParts(pack: PackText): readonly PackPart[] {
  return [metadataPart(pack), fieldsPart(pack, 'inputs'), fieldsPart(pack, 'outputs'), dependenciesPart(pack)].filter((part) => part !== undefined);
}

/** The edit that makes the pack say it is v2; quotes of the old value stay, a number gets some. */
export function specVersionEdit({ file, root, lineEnd }: PackText): Edit {
  const entry = entryOf(root, 'spec_version');
  if (!entry) {
    const first = root.entries[0];
    return insert(file.lines.lineStart(file.lines.lineAt(first?.range.start ?? root.range.start)), `spec_version: "2.0"${lineEnd}`);
  }
  const { value } = entry;
  if (!value) return insert(entry.colon + 1, ' "2.0"');
  return replace(value.range, value.kind === 'scalar' && value.style === 'single' ? "'2.0'" : '"2.0"');
}

/**
 * Whether the edits do what they should and nothing else: the result parses, no comment is lost, every value that was there
 * is there in its new place, and no other root key changed. The last guard before somebody's file.
 */
export function isFaithful({ file }: PackText, edits: readonly Edit[]): boolean {
  if (findOverlap(edits)) return false;
  const after = parseYaml(applyEdits(file.text, edits));
  if (after.problems.length > 0 || after.documents.length !== file.yaml.documents.length) return false;
  if (sortedComments(after.comments) !== sortedComments(file.yaml.comments)) return false;
  const old = asObject(file.yaml.documents[0]?.root);
  const now = asObject(after.documents[0]?.root);
  const metadata = record(now['metadata']);
  return Object.entries(old).every(([key, value]) => {
    if (key === 'spec_version') return true;
    if (metadataKeys.includes(key)) return equal(Object.hasOwn(now, key) ? now[key] : metadata[key], value);
    if (key === 'inputs' || key === 'outputs') return sameFields(value, now[key]);
    if (key === 'dependencies') return sameDependencies(value, now[key]);
    if (key === 'metadata') return Object.entries(record(value)).every(([name, own]) => equal(metadata[name], own));
    return equal(now[key], value);
  });
}

function sameFields(old: unknown, now: unknown): boolean {
  // The other parts of a half-converted pack stay as they are.
  if (!Array.isArray(old) || Array.isArray(now)) return equal(old, now);
  const fields = record(now);
  const names = old.map((item: unknown) => (typeof item === 'string' ? item : record(item)['name']));
  return equal(names, Object.keys(fields)) && old.every((item: unknown) => {
    if (typeof item === 'string') return true;
    const { name, ...rest } = record(item);
    const field = record(fields[String(name)]);
    return Object.entries(rest).every(([key, value]) => equal(field[key], value));
  });
}

function sameDependencies(old: unknown, now: unknown): boolean {
  if (!Array.isArray(old) || !Array.isArray(now) || equal(old, now)) return equal(old, now);
  return old.length === now.length && old.every((item: unknown, index) => {
    if (typeof item !== 'string') return equal(item, now[index]);
    const name = record(now[index])['name'];
    return typeof name === 'string' && item.startsWith(name);
  });
}

function sortedComments(comments: readonly { readonly text: string }[]): string {
  return JSON.stringify(comments.map(({ text }) => text).sort());
}

function asObject(root: YamlNode | undefined): Readonly<Record<string, unknown>> {
  return record(root ? toValue(root) : undefined);
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}

function equal(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
