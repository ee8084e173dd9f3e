import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';

/** Finds words in the tree of one text. */
export interface Words {
  /**
   * The smallest nodes that begin where a word stands, in order: names, and what is between the quotes of a string; comments too. Searching the text comes
   * first, so that only the parts of the tree with the word in them are looked at.
   */
  nodesOf(word: string): readonly CodeNode[];
}

/** What was found in parts of trees, by the offset in the part: a part that an edit left alone keeps its node, and all in it. */
const found = new Notes<Map<number, CodeNode>>();

/** Takes the root of a tree. */
export function wordsOf(root: CodeNode): Words {
  const text = root.source;
  let parts: readonly CodeNode[] | undefined;
  const leafAt = (offset: number): CodeNode | undefined => {
    const part = childAt(parts ??= partsOf(root), offset);
    if (!part) return undefined;
    const byOffset = found.get(part) ?? new Map<number, CodeNode>();
    found.set(part, byOffset);
    const from = part.start;
    let leaf = byOffset.get(offset - from);
    if (!leaf) byOffset.set(offset - from, leaf = leafIn(part, offset));
    return leaf;
  };
  return {
    nodesOf: (word) => {
      const nodes: CodeNode[] = [];
      if (word === '') return nodes;
      for (let at = text.indexOf(word, root.start); at >= 0 && at < root.end; at = text.indexOf(word, at + word.length)) {
        if (isWordPart(text[at - 1]) || isWordPart(text[at + word.length])) continue;
        const leaf = leafAt(at);
        if (leaf?.start === at && leaf.end === at + word.length) nodes.push(leaf);
      }
      return nodes;
    },
  };
}

const containers: ReadonlySet<string> = new Set(['program', 'export_statement', 'class_declaration', 'class_body']);

/** The parts that an edit elsewhere leaves alone (see `CodeNode`): statements of the module, and members of its classes. */
function partsOf(root: CodeNode): readonly CodeNode[] {
  const parts: CodeNode[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!containers.has(node.type)) parts.push(node);
    else for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as CodeNode);
  }
  return parts;
}

function isWordPart(unit: string | undefined): boolean {
  return unit !== undefined && /[\w$\u0080-\uffff]/.test(unit);
}

function leafIn(part: CodeNode, offset: number): CodeNode {
  for (let node = part; ;) {
    const child = childAt(node.children, offset);
    if (!child) return node;
    node = child;
  }
}

/** The child that holds the unit at an offset; they stand in order and do not overlap. */
function childAt(children: readonly CodeNode[], offset: number): CodeNode | undefined {
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((children[middle]?.end ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  const child = children[low];
  return child && child.start <= offset ? child : undefined;
}
