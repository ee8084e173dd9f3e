import { parseYaml } from '../../syntax/yaml.ts';
import { entryOf } from '../../syntax/yamlPath.ts';
import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yamlTree.ts';
import { environmentText } from '../shell/environmentText.ts';
import { shellFacts } from '../shell/shellFacts.ts';
import { interpolatedReads, kubernetesReads } from './interpolatedReads.ts';
import { isEnvironmentKey, plainFacts, settingsEntry, valueReads, type EntryPlace } from './plainYaml.ts';
import { serviceFact } from './serviceFact.ts';
import { commandLists } from './yamlCommands.ts';
import { anyName, copyByParentheses, environmentIn, type AssignmentStyle } from './yamlEnvironment.ts';
import { YamlScope } from './yamlScope.ts';
import { stringAt, walkYaml } from './yamlWalk.ts';

const style: AssignmentStyle = { copyOf: copyByParentheses, reads: kubernetesReads };

/** Kubernetes manifests, also custom resources, and patches of them: `env` lists, keys of ConfigMaps and Secrets, `$(NAME)`, commands. */
export function kubernetesFacts(scope: YamlScope, root: YamlNode): void {
  walkYaml(root, {
    entry: (entry, parent, path, index) => manifestEntry(scope, { entry, parent, path, index }),
    scalar: (scalar, path) => {
      // Vault's agent writes these lines to a file that the container sources.
      if (path.at(-1)?.startsWith('vault.hashicorp.com/agent-inject-template')) scope.add(...environmentText(scope.textOf(scalar), false));
      if (isArgument(path)) scope.add(...kubernetesReads(scope.textOf(scalar)));
      valueReads(scope, scalar, path);
    },
  });
}

function isArgument(path: readonly string[]): boolean {
  const last = path.at(-1);
  return last === 'command' || last === 'args' || last === 'value';
}

function manifestEntry(scope: YamlScope, place: EntryPlace): boolean {
  const { entry: { name, value }, parent } = place;
  switch (name) {
    case 'data':
    case 'stringData': {
      const object = objectOf(parent);
      if (object === undefined || value?.kind !== 'map') break;
      environmentIn(scope, value, { names: anyName, keyOf: object });
      if (object.startsWith('ConfigMap/') || name === 'stringData') for (const file of value.entries) fileFacts(scope, file);
      return true;
    }
    case 'metadata':
      if (stringAt(parent, 'kind') === 'Service') scope.add(serviceFact(scope, entryOf(value, 'name')?.value));
      break;
    case 'configMapKeyRef':
    case 'secretKeyRef':
      if (value?.kind === 'map') keyReference(scope, value, name === 'secretKeyRef' ? 'Secret' : 'ConfigMap');
      break;
    case 'command':
      if (value?.kind === 'seq') commandLists(scope, [value, entryOf(parent, 'args')?.value]);
      break;
    case 'values':
    case 'patch':
      if (value?.kind === 'scalar') {
        nestedFacts(scope, value, name === 'values' ? plainFacts : patchFacts);
        return true;
      }
      break;
    case 'parameters':
      if (value?.kind === 'seq') helmParameters(scope, value.items.map((item) => item.value));
      break;
    default:
      break;
  }
  settingsEntry(scope, place, style);
  return false;
}

/** `ConfigMap/settings` for a ConfigMap of that name; `undefined` for other mappings with a `data`. */
function objectOf(map: YamlMap): string | undefined {
  const kind = stringAt(map, 'kind');
  if (kind !== 'ConfigMap' && kind !== 'Secret') return undefined;
  const metadata = entryOf(map, 'metadata')?.value;
  return `${kind}/${(metadata?.kind === 'map' ? stringAt(metadata, 'name') : undefined) ?? ''}`;
}

/** A key of a ConfigMap is named: it has to change together with that key, wherever it is defined. */
function keyReference(scope: YamlScope, reference: YamlMap, kind: string): void {
  const key = entryOf(reference, 'key')?.value;
  if (key?.kind !== 'scalar' || typeof key.value !== 'string' || !anyName.test(key.value)) return;
  const range = scope.textOf(key).rangeOf(0, key.value.length);
  if (range) scope.add({ kind: 'environment', name: key.value, range, access: 'read', keyOf: `${kind}/${stringAt(reference, 'name') ?? ''}` });
}

/** A file in a ConfigMap: `.env` text, a script, or a configuration that somebody fills in. */
function fileFacts(scope: YamlScope, { name, value }: YamlEntry): void {
  if (name === undefined || value?.kind !== 'scalar' || typeof value.value !== 'string') return;
  const text = scope.textOf(value);
  if (/(?:^|[.-])env$/.test(name)) scope.add(...environmentText(text, false));
  else if (/\.(?:sh|bash)$/.test(name) || /^#!.*\b(?:ba|da|k|z)?sh\b/.test(text.text)) scope.add(...shellFacts(text));
  else scope.add(...interpolatedReads(text));
}

/** `env.NAME` as a Helm parameter of ArgoCD. */
function helmParameters(scope: YamlScope, items: readonly (YamlNode | undefined)[]): void {
  for (const item of items) {
    const named = item?.kind === 'map' ? entryOf(item, 'name')?.value : undefined;
    if (named?.kind !== 'scalar' || typeof named.value !== 'string') continue;
    const match = /^(?:[\w-]+\.)*([\w-]+)\.([A-Z_][A-Z0-9_]*)$/.exec(named.value);
    const name = match?.[2];
    if (name === undefined || !isEnvironmentKey(match?.[1] ?? '')) continue;
    const text = scope.textOf(named);
    const range = text.rangeOf(text.text.length - name.length, text.text.length);
    if (range) scope.add({ kind: 'environment', name, range, access: 'set', hasValue: true });
  }
}

/** YAML in a string: a patch of Kustomize, values of a Helm release. Text that does not parse says nothing. */
export function nestedFacts(scope: YamlScope, scalar: YamlScalar, facts: (inner: YamlScope, root: YamlNode) => void): void {
  if (typeof scalar.value !== 'string' || !scalar.value.includes(':')) return;
  const source = scope.textOf(scalar);
  const { documents, comments, problems } = parseYaml(source.text);
  if (problems.length > 0) return;
  const inner = new YamlScope(scope.file, source, comments, scope);
  for (const { root } of documents) if (root) facts(inner, root);
}

/** A patch: a part of a manifest, or a list of operations (RFC 6902). */
export function patchFacts(scope: YamlScope, root: YamlNode): void {
  if (root.kind === 'seq') for (const { value } of root.items) if (value?.kind === 'map') operationFacts(scope, value);
  kubernetesFacts(scope, root);
}

/** `path: /spec/…/env/-` with the variable as its value, and `path: /data/NAME`. */
function operationFacts(scope: YamlScope, operation: YamlMap): void {
  const path = entryOf(operation, 'path')?.value;
  const value = entryOf(operation, 'value')?.value;
  if (path?.kind !== 'scalar' || typeof path.value !== 'string') return;
  const match = /\/(env|data|stringData)(?:\/([^/]+))?(\/name)?$/.exec(path.value);
  const [, list, step, field] = match ?? [];
  if (list === undefined) return;
  if (list === 'env' && step === undefined) environmentIn(scope, value, style);
  else if (list === 'env' && field === undefined && value?.kind === 'map') named(scope, entryOf(value, 'name')?.value);
  else if (list === 'env' && field !== undefined) named(scope, value);
  else if (list !== 'env' && step !== undefined) {
    const text = scope.textOf(path);
    const range = anyName.test(step) ? text.rangeOf(text.text.length - step.length, text.text.length) : undefined;
    if (range) scope.add({ kind: 'environment', name: step, range, access: 'set', hasValue: value !== undefined });
  } else if (step === undefined) environmentIn(scope, value, { names: anyName });
}

function named(scope: YamlScope, node: YamlNode | undefined): void {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string' || !anyName.test(node.value)) return;
  const range = scope.textOf(node).rangeOf(0, node.value.length);
  if (range) scope.add({ kind: 'environment', name: node.value, range, access: 'set', hasValue: true });
}
