import { resolve, type YamlPath } from '../syntax/yamlPath.ts';
import type { YamlEntry, YamlItem, YamlMap, YamlNode } from '../syntax/yamlTree.ts';

/** Nodes that aliases and merges may stand for in all; what lies beyond is not checked (a bomb of a few lines means billions). */
const maximumAliasedNodes = 20_000;

/** Aliases can stand for deeper values than any text: the validators recurse. */
const maximumDepth = 500;

/** Stands for what a schema cannot judge; looks like an interpolation, so it satisfies any type. */
export const opaque = '${}';

/**
 * The data of a tree for validation. Unlike `toValue` it reads as the programs do that read the file: merge keys (`<<`) are
 * merged, values with a tag of their own (`!ENV`, `!include`), aliases of nothing and what is too much are `opaque`. Of equal
 * keys the first one counts, as in `Places`. Objects have no prototype, so that no key means more than itself.
 */
export function toInstance(root: YamlNode | undefined): unknown {
  let budget = maximumAliasedNodes;
  const convert = (node: YamlNode | undefined, aliased: boolean, depth: number): unknown => {
    if (!node) return null;
    if (node.tag !== undefined || depth > maximumDepth || (aliased && budget-- <= 0)) return opaque;
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'alias':
        return node.target ? convert(node.target, true, depth + 1) : opaque;
      case 'seq':
        return node.items.map((item) => convert(item.value, aliased, depth + 1));
      case 'map': {
        const object = Object.create(null) as Record<string, unknown>;
        for (const { entry, shared } of entriesOf(node)) {
          if (entry.name !== undefined && !(entry.name in object)) object[entry.name] = convert(entry.value, aliased || shared, depth + 1);
        }
        return object;
      }
    }
  };
  return convert(root, false, 0);
}

/** Whether a value is filled in later, wholly or partly: `${VARIABLE}`, `$VARIABLE`, `{{ template }}`. */
export function isInterpolated(value: unknown): boolean {
  return typeof value === 'string' && /\$\{|\{\{|^\$[A-Za-z_]\w*$/.test(value);
}

/** Where the value at a path stands. */
export interface Place {
  /** The entry that holds the value; `undefined` for the root and for list items. */
  readonly entry: YamlEntry | undefined;
  /** The list item that holds the value. */
  readonly item: YamlItem | undefined;
  /** The value itself, behind aliases; `undefined` when nothing is written. */
  readonly node: YamlNode | undefined;
  /** Whether the way led through an alias or a merge: the text then means other places, too. */
  readonly shared: boolean;
}

/** Finds places by their path in the data that `toInstance` gives. Remembers what it looked up: a file can have many findings. */
export class Places {
  readonly root: YamlNode;
  readonly #entries = new Map<YamlMap, ReadonlyMap<string, FoundEntry>>();

  constructor(root: YamlNode) {
    this.root = root;
  }

  /** `undefined` where nothing stands. */
  at(path: YamlPath): Place | undefined {
    let place: Place = { entry: undefined, item: undefined, node: resolve(this.root), shared: this.root.kind === 'alias' };
    for (const step of path) {
      const { node } = place;
      if (node?.kind === 'map') {
        const found = this.#entriesByName(node).get(String(step));
        if (!found) return undefined;
        const { value } = found.entry;
        place = { entry: found.entry, item: undefined, node: resolve(value), shared: place.shared || found.shared || value?.kind === 'alias' };
      } else if (node?.kind === 'seq') {
        const item = node.items[Number(step)];
        if (!item) return undefined;
        place = { entry: undefined, item, node: resolve(item.value), shared: place.shared || item.value?.kind === 'alias' };
      } else return undefined;
    }
    return place;
  }

  #entriesByName(map: YamlMap): ReadonlyMap<string, FoundEntry> {
    const known = this.#entries.get(map);
    if (known) return known;
    const byName = new Map<string, FoundEntry>();
    for (const found of entriesOf(map)) {
      const { name } = found.entry;
      if (name !== undefined && !byName.has(name)) byName.set(name, found);
    }
    this.#entries.set(map, byName);
    return byName;
  }
}

interface FoundEntry {
  readonly entry: YamlEntry;
  /** Whether a merge brought it. */
  readonly shared: boolean;
}

/** The entries of a mapping, its own before the merged ones. A merge of a merge counts; one of itself does not. */
function entriesOf(map: YamlMap): FoundEntry[] {
  if (!map.entries.some(isMerge)) return map.entries.map((entry) => ({ entry, shared: false }));
  const result: FoundEntry[] = [];
  const visited = new Set<YamlMap>();
  const collect = (from: YamlMap, shared: boolean): void => {
    if (visited.has(from)) return;
    visited.add(from);
    for (const entry of from.entries) if (!isMerge(entry)) result.push({ entry, shared });
    for (const { value } of from.entries.filter(isMerge)) {
      const merged = resolve(value);
      const sources = merged?.kind === 'seq' ? merged.items.map((item) => resolve(item.value)) : [merged];
      for (const source of sources) if (source?.kind === 'map') collect(source, true);
    }
  };
  collect(map, false);
  return result;
}

function isMerge(entry: YamlEntry): boolean {
  return entry.name === '<<' && entry.key.kind === 'scalar' && entry.key.style === 'plain';
}
