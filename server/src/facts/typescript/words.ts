import type { CodeNode } from '../../syntax/codeTree.ts';

/**
 * The smallest nodes that begin where a word stands in a tree, in order: names, and what is between the quotes of a string; comments too. Searching the
 * text comes first, so that only the parts of the tree with the word in them are looked at.
 */
export function nodesOfWord(root: CodeNode, word: string): readonly CodeNode[] {
  if (word === '') return [];
  const text = root.source;
  const found: CodeNode[] = [];
  for (let at = text.indexOf(word, root.start); at >= 0 && at < root.end; at = text.indexOf(word, at + word.length)) {
    if (isWordPart(text[at - 1]) || isWordPart(text[at + word.length])) continue;
    const leaf = leafAt(root, at);
    if (leaf.start === at && leaf.end === at + word.length) found.push(leaf);
  }
  return found;
}

function isWordPart(unit: string | undefined): boolean {
  return unit !== undefined && /[\w$\u0080-\uffff]/.test(unit);
}

function leafAt(root: CodeNode, offset: number): CodeNode {
  for (let node = root; ;) {
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
