import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yamlTree.ts';
import { entryOf, resolve } from '../../syntax/yamlPath.ts';
import type { Range } from '../../text/range.ts';
import { closest } from '../../text/distance.ts';
import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import type { RuleContext } from '../migration.ts';
import type { SettingsFile } from './settingEdits.ts';

/** The context's file with its root mapping, when it is the system's YAML document of the given type and fit for rules. */
export function systemDocument({ file, document }: RuleContext, type: string): { readonly file: ParsedYaml; readonly root: YamlMap } | undefined {
  if (file.language !== 'yaml' || document?.type !== type || document.classification.kind !== 'ours') return undefined;
  const root = file.yaml.documents[0]?.root;
  return root?.kind === 'map' ? { file, root } : undefined;
}

/** Like `systemDocument`, for documents in YAML and in TOML. */
export function settingsDocument(context: RuleContext, type: string): { readonly file: SettingsFile; readonly root: YamlMap } | undefined {
  const { file, document } = context;
  if (file.language !== 'toml') return systemDocument(context, type);
  const { root } = file.toml;
  return root && document?.type === type && document.classification.kind === 'ours' ? { file, root } : undefined;
}

/** The entry at the end of a path of keys; `undefined` when a part is missing or no mapping. Never goes through an alias. */
export function entryAt(root: YamlMap, path: readonly string[]): YamlEntry | undefined {
  let node: YamlNode | undefined = root;
  let entry: YamlEntry | undefined;
  for (const key of path) {
    if (node?.kind !== 'map') return undefined;
    entry = entryOf(node, key);
    if (!entry) return undefined;
    node = entry.value;
  }
  return entry;
}

/**
 * Whether a program that reads the file finds something at the path: aliases and merge keys (`<<`) count, and what cannot be
 * known (a tag such as `!include`) counts as there.
 */
export function isSet(root: YamlNode, path: readonly string[]): boolean {
  const node = resolve(root);
  const [key, ...rest] = path;
  if (key === undefined) return root.tag !== undefined || !(node?.kind === 'scalar' && node.value === null);
  if (root.tag !== undefined) return true;
  if (node?.kind !== 'map') return false;
  if (node.entries.some(({ name }) => name === '<<')) return true;
  const value = entryOf(node, key)?.value;
  return value !== undefined && isSet(value, rest);
}

/**
 * Whether a mapping on the way to the setting has an anchor that is in use (`security: &s`, `<<: *s`): an edit inside it would
 * reach the other places, too.
 */
export function isSharedPlace({ text }: SettingsFile, root: YamlMap, path: readonly string[]): boolean {
  return path.slice(0, -1).some((_key, index) => {
    const anchor = entryAt(root, path.slice(0, index + 1))?.value?.anchor;
    return anchor !== undefined && text.includes(`*${anchor}`);
  });
}

/** Whether a key of the place looks like the missing one, mistyped: then adding it would leave both. */
export function isMisspelt(root: YamlMap, path: readonly string[]): boolean {
  const key = path.at(-1) ?? '';
  const names = parentMap(root, path)?.entries.flatMap(({ name }) => name ?? []) ?? [];
  return closest(key, names) !== undefined;
}

/** The mapping that holds the last key of the path; the root for a path of one key. */
export function parentMap(root: YamlMap, path: readonly string[]): YamlMap | undefined {
  if (path.length === 1) return root;
  const value = entryAt(root, path.slice(0, -1))?.value;
  return value?.kind === 'map' ? value : undefined;
}

/** The entry's value when it is a scalar without an interpolation: only then is the value really known. */
export function knownScalar(entry: YamlEntry | undefined, text: string): YamlScalar | undefined {
  const value = entry?.value;
  if (value?.kind !== 'scalar') return undefined;
  return text.slice(value.range.start, value.range.end).includes('${') ? undefined : value;
}

/** `database.url`. */
export function dotted(path: readonly string[]): string {
  return path.join('.');
}

/** JSON pointer of a path of keys. */
export function pointerOf(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Where a finding about the document as a whole stands: the key that best names the file, else its first key. */
export function documentRange(root: YamlMap, preferred: string): Range {
  const entry = entryOf(root, preferred) ?? root.entries[0];
  return entry?.key.range ?? root.range;
}
