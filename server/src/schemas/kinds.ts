import { entryOf, nodeAt, resolve, type YamlPath } from '../syntax/yamlPath.ts';
import type { YamlNode } from '../syntax/yamlTree.ts';

/** Gives the value of a key of the mapping at a path: schemas with `x-upguide-kind` say different things of mappings that differ in it. */
export type KindAt = (path: YamlPath, key: string) => unknown;

/** The kinds in plain data. */
export function kindsOfValue(root: unknown): KindAt {
  return (path, key) => {
    let value = root;
    for (const step of [...path, key]) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
      value = (value as Record<string | number, unknown>)[step];
    }
    return value;
  };
}

/** The kinds in a tree, which may be half typed. */
export function kindsOfTree(root: YamlNode | undefined): KindAt {
  return (path, key) => {
    const value = resolve(entryOf(nodeAt(root, path), key)?.value);
    return value?.kind === 'scalar' ? value.value : undefined;
  };
}
