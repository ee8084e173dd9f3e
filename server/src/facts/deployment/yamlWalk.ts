import type { YamlEntry, YamlMap, YamlNode, YamlScalar } from '../../syntax/yamlTree.ts';

/** What is done at each place of a tree. */
export interface YamlVisitor {
  /** An entry before its value is looked at. Gives `true` when its value is done with. */
  readonly entry?: (entry: YamlEntry, parent: YamlMap, path: readonly string[], index: number) => boolean;
  /** A value that is no mapping or list. The path holds the names of the mappings' keys; items of lists add nothing. */
  readonly scalar?: (scalar: YamlScalar, path: readonly string[]) => void;
}

/** Visits a tree from top to bottom. Aliases are not followed: what they stand for is visited where it stands. */
export function walkYaml(node: YamlNode | undefined, visitor: YamlVisitor, path: readonly string[] = []): void {
  switch (node?.kind) {
    case 'map':
      node.entries.forEach((entry, index) => {
        const isDone = visitor.entry?.(entry, node, path, index) === true;
        if (entry.value && !isDone) walkYaml(entry.value, visitor, [...path, entry.name ?? '']);
      });
      break;
    case 'seq':
      for (const { value } of node.items) walkYaml(value, visitor, path);
      break;
    case 'scalar':
      visitor.scalar?.(node, path);
      break;
    default:
      break;
  }
}

/** A mapping's value for a key, if it is a plain text. */
export function stringAt(map: YamlMap, name: string): string | undefined {
  const value = map.entries.find((entry) => entry.name === name)?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : undefined;
}
