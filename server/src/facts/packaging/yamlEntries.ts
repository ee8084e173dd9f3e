import type { ParsedYaml } from '../../syntax/parsedFile.ts';
import type { YamlEntry, YamlMap, YamlNode } from '../../syntax/yamlTree.ts';

/** An entry of a mapping with the names of the entries it lies in. */
export interface PlacedEntry {
  readonly entry: YamlEntry;
  readonly map: YamlMap;
  /** From the root; list items are no step. */
  readonly path: readonly string[];
}

/** All entries of all documents with the names above them, in the order of the text. Aliases are not followed: each value is seen once, where it stands. */
export function* yamlEntries(file: ParsedYaml): Iterable<PlacedEntry> {
  const stack: { readonly node: YamlNode | undefined; readonly path: readonly string[] }[] = file.yaml.documents.map(({ root }) => ({ node: root, path: [] })).reverse();
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, path } = top;
    if (node?.kind === 'seq') {
      for (const item of [...node.items].reverse()) stack.push({ node: item.value, path });
    } else if (node?.kind === 'map') {
      for (const entry of node.entries) yield { entry, map: node, path };
      for (const entry of [...node.entries].reverse()) {
        if (entry.value && entry.value.kind !== 'scalar') stack.push({ node: entry.value, path: [...path, entry.name ?? ''] });
      }
    }
  }
}
