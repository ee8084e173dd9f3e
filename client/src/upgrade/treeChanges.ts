import type { Counts, Tree, TreeNode } from './treeNodes.ts';

/**
 * The rows that are to be drawn anew on the way from one tree to the next: those that look different or have other children. `undefined`: all of
 * it, since the first level is another one. Rows that came or went are not named; their parents are.
 */
export function changedRows(before: Tree, after: Tree): readonly string[] | undefined {
  if (!sameList(before.roots, after.roots)) return undefined;
  const changed: string[] = [];
  for (const [key, node] of after.nodes) {
    const old = before.nodes.get(key);
    if (old && !looksSame(old, node)) changed.push(key);
  }
  return changed;
}

function looksSame(a: TreeNode, b: TreeNode): boolean {
  // A row that stands elsewhere now is drawn with its parents, which have other children.
  if (!sameList(a.children, b.children)) return false;
  switch (b.kind) {
    case 'migration':
      return a.kind === b.kind && a.migration?.title === b.migration?.title && a.migration?.from === b.migration?.from
        && a.migration?.to === b.migration?.to && sameCounts(a.counts, b.counts);
    case 'change':
      return a.kind === b.kind && a.title === b.title && a.impact === b.impact && sameCounts(a.counts, b.counts);
    case 'file':
      return a.kind === b.kind && a.path === b.path && sameCounts(a.counts, b.counts);
    case 'item':
      return a.kind === b.kind && a.item === b.item && a.ticked === b.ticked && a.done === b.done;
    case 'steps':
      return a.kind === b.kind && a.done === b.done;
    case 'step':
      return a.kind === b.kind && a.done === b.done && a.step.command === b.step.command && a.step.script === b.step.script;
    case 'note':
      return a.kind === b.kind && a.label === b.label && a.description === b.description && a.icon === b.icon && a.uri === b.uri;
  }
}

function sameCounts(a: Counts, b: Counts): boolean {
  return a.safe === b.safe && a.unsafe === b.unsafe && a.manual === b.manual && a.done === b.done && a.ticked === b.ticked;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, index) => each === b[index]);
}
