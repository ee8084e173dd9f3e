import type { PythonAnalysis } from '../facts/python/analysis.ts';
import type { CodeNode } from '../syntax/codeTree.ts';

/** The nodes with one of these names (see `PythonAnalysis.by`), in order. */
export function namedNodes(python: PythonAnalysis, type: 'call' | 'attribute' | 'subscript', names: Iterable<string>): readonly CodeNode[] {
  const all = python.by(type);
  return [...new Set(names)].flatMap((name) => all.get(name) ?? []).sort((a, b) => a.start - b.start || b.end - a.end);
}

/** Those nodes of a list in order that stand in a part of the text. */
export function nodesWithin(nodes: readonly CodeNode[], { start, end }: { readonly start: number; readonly end: number }): readonly CodeNode[] {
  let low = 0;
  let high = nodes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nodes[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const found: CodeNode[] = [];
  for (let i = low; i < nodes.length; i++) {
    const node = nodes[i] as CodeNode;
    if (node.start > end) break;
    if (node.end <= end) found.push(node);
  }
  return found;
}
