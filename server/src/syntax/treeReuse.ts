import { Edit } from 'web-tree-sitter';
import type { CodeShape } from './codeTree.ts';
import { pointAt } from './textPoints.ts';

/** A shape of the tree before the edit, with the place it had there. */
export interface Former {
  readonly shape: CodeShape;
  readonly start: number;
}

/** A stretch of a text, in UTF-16 units. */
interface Stretch {
  readonly startIndex: number;
  readonly endIndex: number;
}

/**
 * Finds the subtrees of the former tree that an edit left alone: those that neither the edit touches nor the ranges in which
 * tree-sitter says that the structure differs. (Its node ids cannot tell: they name the slot of a node in its parent, and change with it.)
 */
export class Reuse {
  readonly root: Former;
  readonly #start: number;
  readonly #newEnd: number;
  readonly #shift: number;
  readonly #changed: readonly Stretch[];

  /** `root` is the former tree's, `changed` what tree-sitter gives as the changed ranges, in the new text. */
  constructor(root: Former, edit: Edit, changed: readonly Stretch[]) {
    this.root = root;
    this.#start = edit.startIndex;
    this.#newEnd = edit.newEndIndex;
    this.#shift = edit.newEndIndex - edit.oldEndIndex;
    this.#changed = changed;
  }

  /** What stood in the former parent where this node stands now; `whole` when it is the same down to its leaves. */
  find(parent: Former, type: string, start: number, length: number): (Former & { readonly whole: boolean }) | undefined {
    const at = start > this.#newEnd ? start - this.#shift : start;
    const { children, offsets } = parent.shape;
    for (let i = firstAt(offsets, at - parent.start); i < children.length && offsets[i] === at - parent.start; i++) {
      const shape = children[i];
      if (shape?.type === type) return { shape, start: at, whole: shape.length === length && !shape.missing && !this.#isTouched(start, start + length) };
    }
    return undefined;
  }

  #isTouched(start: number, end: number): boolean {
    return (start <= this.#newEnd && end >= this.#start) || this.#changed.some(({ startIndex, endIndex }) => start <= endIndex && end >= startIndex);
  }
}

/** The first index whose value is not less. */
function firstAt(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The one change that makes `after` of `before`: what their common beginning and end leave. */
export function editBetween(before: string, after: string): Edit {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < shortest - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  const oldEnd = before.length - end;
  const newEnd = after.length - end;
  return new Edit({
    startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd,
    startPosition: pointAt(before, start), oldEndPosition: pointAt(before, oldEnd), newEndPosition: pointAt(after, newEnd),
  });
}
