import type { CodeNode, CodeShape } from '../../syntax/codeTree.ts';

/** A shape and where it starts, in UTF-16 units from the start of the text or from that of a node around it. */
export interface ShapePlace {
  readonly shape: CodeShape;
  readonly start: number;
}

/** The first child in a field. */
export function fieldAt({ shape, start }: ShapePlace, name: string): ShapePlace | undefined {
  const at = shape.fields.indexOf(name);
  const child = shape.children[at];
  return child && { shape: child, start: start + (shape.offsets[at] ?? 0) };
}

/** The text of a place whose start is an offset into `source`. */
export function textAt({ shape, start }: ShapePlace, source: string): string {
  return source.slice(start, start + shape.length);
}

/** What `literalText` gives for the node that stands there. */
export function literalAt({ shape, start }: ShapePlace, source: string): string | undefined {
  if (shape.type !== 'string') return undefined;
  let text = '';
  for (let i = 0; i < shape.children.length; i++) {
    const child = shape.children[i] as CodeShape;
    const place = { shape: child, start: start + (shape.offsets[i] ?? 0) };
    if (child.type === 'string_start') {
      if (/[bf]/i.test(textAt(place, source))) return undefined;
    } else if (child.type === 'string_content') {
      if (child.children.length > 0) return undefined;
      text += textAt(place, source);
    } else if (child.type === 'interpolation') {
      return undefined;
    }
  }
  return text;
}

/** Finds the nodes of shapes. It remembers the way to the last one: nodes that are asked for in the order of the text are found fast. */
export class NodeFinder {
  readonly #nodes: CodeNode[];
  readonly #starts: number[] = [0];

  /** For the nodes in `root`, itself included. */
  constructor(root: CodeNode) {
    this.#nodes = [root];
  }

  /**
   * The node whose shape starts `offset` units behind the start of the root. Makes the nodes on the way to it and their siblings, and no others.
   * The shape must not be empty; of empty ones two may stand at the same place.
   */
  find(shape: CodeShape, offset: number): CodeNode | undefined {
    const nodes = this.#nodes;
    const starts = this.#starts;
    const end = offset + shape.length;
    // Of nodes that are as long as the one that is looked for, nobody knows whether they are in it or around it.
    for (let at = nodes.length - 1; at > 0; at--) {
      const start = starts[at] as number;
      const { length } = (nodes[at] as CodeNode).shape;
      if (start <= offset && end <= start + length && shape.length < length) break;
      nodes.pop();
      starts.pop();
    }
    let node = nodes[nodes.length - 1];
    let start = starts[starts.length - 1] as number;
    while (node && (node.shape !== shape || start !== offset)) {
      const { offsets } = node.shape;
      const at = lastUpTo(offsets, offset - start);
      start += offsets[at] ?? 0;
      node = node.children[at];
      if (!node) return undefined;
      nodes.push(node);
      starts.push(start);
    }
    return node;
  }
}

/** The identifiers in a node that say `name`, in order. They are found by the text, so that no other nodes are made. */
export function identifiersIn(node: CodeNode, name: string): readonly CodeNode[] {
  const { text } = node;
  const finder = new NodeFinder(node);
  const found: CodeNode[] = [];
  if (name === '') return found;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const leaf = leafAt(node.shape, at);
    const identifier = leaf?.type === 'identifier' && leaf.length === name.length ? finder.find(leaf, at) : undefined;
    if (identifier) found.push(identifier);
  }
  return found;
}

/** The shape without children that starts `offset` units behind the start of a shape; `undefined` when none starts there. */
function leafAt(root: CodeShape, offset: number): CodeShape | undefined {
  let shape: CodeShape | undefined = root;
  let start = 0;
  while (shape && shape.children.length > 0) {
    const at = lastUpTo(shape.offsets, offset - start);
    start += shape.offsets[at] ?? 0;
    shape = shape.children[at];
  }
  return start === offset ? shape : undefined;
}

/** The index of the last number that is not above `limit`, of numbers in ascending order; -1 if there is none. */
function lastUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
