import type { DocumentPart } from '../../../analysis/migration.ts';
import { entryOf, type YamlPath } from '../../../syntax/yamlPath.ts';
import type { YamlMap, YamlNode, YamlStream } from '../../../syntax/yamlTree.ts';
import { contextNames, renamedKeys, steps } from './keys.ts';

/** A task context in a JSON file: the file's value, one of its lines, or a part of something larger. */
export interface TaskContext extends DocumentPart {
  readonly root: YamlMap;
  readonly metadata: YamlMap;
}

/** A value on the way to a context, with the step that leads to it. */
interface Place {
  readonly node: YamlNode;
  readonly step: string | number | undefined;
  readonly above: Place | undefined;
}

/** Several rules and features ask; a tree never changes. */
const known = new WeakMap<YamlStream, readonly TaskContext[]>();

/** The task contexts of a file, in text order. One in another does not count. Linear. */
export function taskContexts(stream: YamlStream): readonly TaskContext[] {
  const found = known.get(stream) ?? stream.documents.flatMap(({ root }, document) => (root ? contextsIn(root, document) : []));
  known.set(stream, found);
  return found;
}

function contextsIn(root: YamlNode, document: number): TaskContext[] {
  const found: TaskContext[] = [];
  const waiting: Place[] = [{ node: root, step: undefined, above: undefined }];
  for (let place = waiting.pop(); place; place = waiting.pop()) {
    const { node } = place;
    const metadata = node.kind === 'map' ? metadataOf(node, place.step) : undefined;
    if (node.kind === 'map' && metadata) found.push({ document, path: pathTo(place), root: node, metadata, schema: isOld(metadata) ? 'devteam-runner/v1' : 'devteam-runner/v2' });
    // From the end, so that the first is looked at first.
    else for (const inner of below(place).reverse()) waiting.push(inner);
  }
  return found;
}

function below(above: Place): Place[] {
  const { node } = above;
  if (node.kind === 'map') return node.entries.flatMap(({ name, value }) => (value ? [{ node: value, step: name ?? '', above }] : []));
  if (node.kind === 'seq') return node.items.flatMap(({ value }, step) => (value ? [{ node: value, step, above }] : []));
  return [];
}

function pathTo(place: Place): YamlPath {
  const path: (string | number)[] = [];
  for (let at: Place | undefined = place; at; at = at.above) if (at.step !== undefined) path.unshift(at.step);
  return path;
}

/**
 * The metadata of a map that is a task context. `metadata` and `nodes` are everybody's words: a context also names its task, and its nodes are the
 * runner's steps with a status. One that stands under its own name may still be without steps.
 */
function metadataOf(map: YamlMap, name: string | number | undefined): YamlMap | undefined {
  const metadata = onlyOf(map, 'metadata');
  const nodes = onlyOf(map, 'nodes');
  if (metadata?.kind !== 'map' || nodes?.kind !== 'map' || isManifest(map)) return undefined;
  const isNamed = typeof name === 'string' && contextNames.has(name);
  const hasTask = entryOf(metadata, 'taskId') !== undefined || entryOf(metadata, 'task_id') !== undefined;
  const hasStep = nodes.entries.some((entry) => entry.name !== undefined && steps.has(entry.name) && entryOf(entry.value, 'status') !== undefined);
  // One step alone may be a node of anybody's graph: the first step, or what else only a context has, must be there.
  const isSure = entryOf(nodes, 'select') !== undefined || tellsMore.some((key) => entryOf(metadata, key) !== undefined);
  const isContext = hasStep ? (hasTask && isSure) || isNamed : isNamed && hasTask && nodes.entries.length === 0;
  return isContext ? metadata : undefined;
}

const tellsMore = ['projectId', 'project_id', 'branch', 'repo_path', 'repoPath'] as const;

/** The value of a key that is there once: of two, readers take one or the other. */
function onlyOf(map: YamlMap, name: string): YamlNode | undefined {
  const [entry, ...more] = map.entries.filter((one) => one.name === name);
  return more.length === 0 ? entry?.value : undefined;
}

/** A resource of Kubernetes, whose `metadata` is another thing. */
function isManifest(map: YamlMap): boolean {
  return entryOf(map, 'apiVersion') !== undefined && entryOf(map, 'kind') !== undefined;
}

function isOld({ entries }: YamlMap): boolean {
  return entries.some(({ name }) => name !== undefined && renamedKeys.has(name));
}
