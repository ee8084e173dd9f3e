import type { Classification } from '../../../analysis/migration.ts';
import { entryOf } from '../../../syntax/yamlPath.ts';
import { yamlRootKeys } from '../../../syntax/yamlRootKeys.ts';
import type { YamlMap, YamlNode } from '../../../syntax/yamlTree.ts';

/** Keys by which other dialects of `pack.yaml`, Kubernetes and other products are known. */
const foreignKeys = ['pack_schema_version', 'apiVersion', 'kind', 'contract_version', 'schema_version', 'compute', 'schemaVersion', 'manifestVersion'] as const;

/** Root keys of AgentSpec v1, and what people put beside them without making it another format. */
const v1Keys = new Set(['name', 'version', 'description', 'author', 'authors', 'license', 'inputs', 'outputs', 'capabilities', 'dependencies', 'tags', 'homepage', 'repository', 'documentation', 'config', 'examples']);

/** Root keys that AgentSpec v2 has at the root. */
const v2Keys = new Set(['metadata', 'inputs', 'outputs', 'dependencies', 'config', 'examples']);

/** Root keys that moved under `metadata`, in the order of the guide. */
export const metadataKeys: readonly string[] = ['name', 'version', 'description', 'author', 'license', 'capabilities', 'tags'];

/** Whether a `pack.yaml` is AgentSpec v1, v2 or another dialect. Takes its root mapping and the file's text. BC-001. */
export function classifyPack(root: YamlMap, text: string): Classification {
  const foreign = foreignKeys.find((key) => entryOf(root, key));
  if (foreign) return { kind: 'foreign', reason: `another dialect of pack.yaml (${foreign})` };
  const specVersion = entryOf(root, 'spec_version');
  if (specVersion) {
    const version = specVersionOf(specVersion.value, text);
    if (version === 1) return v1(`AgentSpec v1 (spec_version ${shown(specVersion.value, text)})`);
    // A version that is neither still has to be one: its schema says what is wrong with it.
    return v2(root, `AgentSpec v2 (spec_version ${shown(specVersion.value, text)})`, version === 2);
  }
  const keys = root.entries.map(({ name }) => name ?? '').filter((name) => !name.startsWith('x-') && name !== '<<');
  if (keys.length === 0) return { kind: 'unknown', reason: 'empty' };
  const lists = [entryOf(root, 'inputs')?.value, entryOf(root, 'outputs')?.value].filter(isNameList);
  const other = keys.find((key) => !v1Keys.has(key));
  if (lists.length > 0 && entryOf(root, 'name') && other === undefined) return v1('AgentSpec v1 (list inputs or outputs, no spec_version)');
  const isV2 = keys.every((key) => v2Keys.has(key)) && entryOf(root, 'metadata')?.value?.kind === 'map' && hasTypedFields(entryOf(root, 'inputs')?.value);
  if (isV2) return v2(root, 'AgentSpec v2 (metadata and typed inputs, no spec_version)', true);
  return { kind: 'foreign', reason: other === undefined ? 'not the shape of AgentSpec' : `not AgentSpec (root key ${other})` };
}

/** Whether the text of a `pack.yaml` shows at sight that `classifyPack` takes it for another dialect. */
export function isForeignPack(text: string): boolean {
  const mayStateVersion = text.includes('spec_version');
  for (const key of yamlRootKeys(text)) {
    if (foreignKeys.some((foreign) => foreign === key)) return true;
    if (!mayStateVersion && !v1Keys.has(key) && !v2Keys.has(key) && !key.startsWith('x-')) return true;
  }
  return false;
}

/** 1 or 2 for any spelling of it (`"1.0"`, `1`, `v1`, `1.0.0`); `undefined` for anything else. */
export function specVersionOf(node: YamlNode | undefined, text: string): 1 | 2 | undefined {
  const match = /^v?([12])(?:\.\d+){0,2}$/i.exec(shown(node, text).trim());
  return match?.[1] === '1' ? 1 : match?.[1] === '2' ? 2 : undefined;
}

function shown(node: YamlNode | undefined, text: string): string {
  return node ? text.slice(node.range.start, node.range.end).replace(/^["']|["']$/g, '') : '';
}

function v1(reason: string): Classification {
  return { kind: 'ours', schema: 'pack/v1', reason, proves: true, wantsFieldTypes: true };
}

function v2(root: YamlMap, reason: string, proves: boolean): Classification {
  const lists = [entryOf(root, 'inputs')?.value, entryOf(root, 'outputs')?.value].some((node) => node?.kind === 'seq');
  return { kind: 'ours', schema: 'pack/v2', reason, proves, wantsFieldTypes: lists };
}

/** A list of names, or of mappings with a `name`: the way v1 states inputs and outputs. */
function isNameList(node: YamlNode | undefined): boolean {
  return node?.kind === 'seq' && node.items.length > 0 && node.items.every(({ value }) =>
    (value?.kind === 'scalar' && typeof value.value === 'string') || (value?.kind === 'map' && entryOf(value, 'name') !== undefined));
}

function hasTypedFields(node: YamlNode | undefined): boolean {
  return node?.kind === 'map' && node.entries.length > 0 && node.entries.every(({ value }) => entryOf(value, 'type') !== undefined);
}
