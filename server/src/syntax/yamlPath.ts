import type { Range } from '../text/range.ts';
import { touches } from '../text/range.ts';
import type { YamlEntry, YamlMap, YamlNode } from './yamlTree.ts';

export { toValue } from './yamlValue.ts';

/** Keys and indexes from a document's root to a value. */
export type YamlPath = readonly (string | number)[];

/** What stands at an offset. */
export interface YamlPlace {
  /** Of the value; for a place in a key, of the entry the key belongs to. */
  readonly path: YamlPath;
  readonly part: 'key' | 'value';
  /** The innermost entry around the offset. */
  readonly entry: YamlEntry | undefined;
  /** The key or the value at the offset. */
  readonly node: YamlNode;
}

/** The node itself, or what an alias stands for; `undefined` for an alias without a target. */
export function resolve(node: YamlNode | undefined): YamlNode | undefined {
  return node?.kind === 'alias' ? node.target : node;
}

/** The first entry of that name in a mapping (or in the mapping an alias stands for). Merge keys are not followed. */
export function entryOf(node: YamlNode | undefined, name: string): YamlEntry | undefined {
  const map = resolve(node);
  return map?.kind === 'map' ? map.entries.find((entry) => entry.name === name) : undefined;
}

/**
 * The value at a path. Goes through aliases on the way and gives the anchored value for one at the end: it answers "what
 * does the document say there", and its range may lie elsewhere in the text. `undefined` where nothing stands.
 */
export function nodeAt(root: YamlNode | undefined, path: YamlPath): YamlNode | undefined {
  let node = resolve(root);
  for (const step of path) {
    if (node?.kind === 'map') node = resolve(entryOf(node, String(step))?.value);
    else if (node?.kind === 'seq') node = /^\d+$/.test(String(step)) ? resolve(node.items[Number(step)]?.value) : undefined;
    else return undefined;
  }
  return node;
}

/** The entry at the end of a path of keys and indexes, reached as `nodeAt` does; `undefined` for the root and for list items. */
export function entryAt(root: YamlNode | undefined, path: YamlPath): YamlEntry | undefined {
  const last = path.at(-1);
  return last === undefined ? undefined : entryOf(nodeAt(root, path.slice(0, -1)), String(last));
}

/**
 * The key or value that the offset lies in or touches, with its path: for hover, rename and the like. `undefined` between
 * values. Does not go through aliases: an alias is a value of its own here. See `cursorAt` (yamlCursor.ts) for half-typed text.
 */
export function pathAt(root: YamlNode | undefined, offset: number): YamlPlace | undefined {
  const path: (string | number)[] = [];
  let entry: YamlEntry | undefined;
  let node = root;
  while (node && touches(node.range, offset)) {
    if (node.kind === 'map') {
      const inside: YamlEntry | undefined = innermost(node.entries, offset);
      if (!inside) return { path, part: 'value', entry, node };
      entry = inside;
      path.push(inside.name ?? '');
      if (!inside.value || offset <= inside.colon) return { path, part: 'key', entry, node: inside.key };
      // Between the colon and the value: the value is what is meant.
      if (!touches(inside.value.range, offset)) return { path, part: 'value', entry, node: inside.value };
      node = inside.value;
    } else if (node.kind === 'seq') {
      const index = lastStarting(node.items, offset);
      const item = node.items[index];
      if (!item?.value || !touches(item.range, offset)) return { path, part: 'value', entry, node };
      path.push(index);
      if (!touches(item.value.range, offset)) return { path, part: 'value', entry, node: item.value };
      node = item.value;
    } else {
      return { path, part: 'value', entry, node };
    }
  }
  return undefined;
}

function innermost(entries: readonly YamlEntry[], offset: number): YamlEntry | undefined {
  const entry = entries[lastStarting(entries, offset)];
  return entry && touches(entry.range, offset) ? entry : undefined;
}

/** Index of the last part that starts at or before the offset, -1 if none does. Parts are sorted, so halving finds it. */
export function lastStarting(parts: readonly { readonly range: Range }[], offset: number): number {
  let low = -1;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.range.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** JSON pointer (RFC 6901) of a path: `/a~1b/0`; empty for the root. */
export function toPointer(path: YamlPath): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The steps of a JSON pointer, all as strings: only the document knows which are indexes, and `nodeAt` takes both. */
export function fromPointer(pointer: string): readonly string[] {
  if (pointer === '') return [];
  return pointer.replace(/^\//, '').split('/').map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Whether the value is a mapping written as indented lines. */
export function isBlockMap(node: YamlNode | undefined): node is YamlMap {
  return node?.kind === 'map' && !node.flow;
}
