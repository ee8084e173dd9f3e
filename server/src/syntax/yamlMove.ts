import type { Range } from '../text/range.ts';
import type { YamlComment, YamlEntry, YamlNode } from './yamlTree.ts';

/** Copies of comments, `by` units further. */
export function moveComments(comments: readonly YamlComment[], by: number): readonly YamlComment[] {
  return comments.map(({ range, text }) => ({ range: moved(range, by), text }));
}

/**
 * Copies trees to another place of their text. Anchors and aliases tie places together, so a tree that has any cannot be
 * copied alone; nor can one with an empty key (`: value`). `failed` tells.
 */
export class NodeMover {
  failed = false;

  /** A copy of the entry with all ranges `by` units further. */
  entry(entry: YamlEntry, by: number): YamlEntry {
    // Where an empty key stands depends on what stands before it.
    if (entry.key.range.start === entry.key.range.end) this.failed = true;
    return {
      key: this.node(entry.key, by),
      name: entry.name,
      value: entry.value && this.node(entry.value, by),
      range: moved(entry.range, by),
      colon: entry.colon + by,
    };
  }

  /** A copy of the node with all ranges `by` units further. */
  node(node: YamlNode, by: number): YamlNode {
    if (node.anchor !== undefined) this.failed = true;
    const range = moved(node.range, by);
    const bare = this.#bare(node, range, by);
    return node.tag === undefined ? bare : { ...bare, tag: node.tag };
  }

  #bare(node: YamlNode, range: Range, by: number): YamlNode {
    switch (node.kind) {
      case 'scalar':
        return { kind: 'scalar', range, value: node.value, style: node.style };
      case 'map':
        return { kind: 'map', range, flow: node.flow, entries: node.entries.map((entry) => this.entry(entry, by)) };
      case 'seq':
        return { kind: 'seq', range, flow: node.flow, items: node.items.map((item) => ({ value: item.value && this.node(item.value, by), range: moved(item.range, by) })) };
      case 'alias':
        this.failed = true;
        return node;
    }
  }
}

function moved(range: Range, by: number): Range {
  return { start: range.start + by, end: range.end + by };
}
