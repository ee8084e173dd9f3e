import type { Edit } from './edit.ts';
import { overlaps } from './range.ts';

/** Thrown by `applyEdits` and `composeEdits`, and by nothing else in this layer: the caller's edits contradict each other. */
export class EditConflictError extends Error {
  override readonly name = 'EditConflictError';
  /** The edits in conflict: two that overlap, or one whose range is not in the text. */
  readonly edits: readonly Edit[];

  constructor(message: string, edits: readonly Edit[]) {
    super(message);
    this.edits = edits;
  }
}

/**
 * The edits in the order of the text. Inserts at one offset keep the order they were given in, and stand before an edit
 * that replaces what begins there. Gives a new array.
 */
export function sortEdits<T extends Edit>(edits: readonly T[]): T[] {
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

/** The first two edits that want the same unit, or one of which inserts inside the other; `undefined` if none do. */
export function findOverlap<T extends Edit>(edits: readonly T[]): readonly [T, T] | undefined {
  const sorted = sortEdits(edits);
  let widest = sorted[0];
  for (const edit of sorted.slice(1)) {
    if (widest && overlaps(widest.range, edit.range)) return [widest, edit];
    if (!widest || edit.range.end > widest.range.end) widest = edit;
  }
  return undefined;
}

/**
 * The text with all edits made at once; ranges are offsets into `text`, in any order.
 * Throws `EditConflictError` when two edits overlap or a range does not lie in the text.
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const edit of checkedEdits(text, edits)) {
    parts.push(text.slice(at, edit.range.start), edit.newText);
    at = edit.range.end;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

/** The edits sorted; throws `EditConflictError` when they cannot all be made. */
export function checkedEdits<T extends Edit>(text: string, edits: readonly T[]): T[] {
  for (const edit of edits) {
    const { start, end } = edit.range;
    if (!(start >= 0 && start <= end && end <= text.length)) throw new EditConflictError('An edit lies outside the text.', [edit]);
  }
  const overlap = findOverlap(edits);
  if (overlap) throw new EditConflictError('Two edits overlap.', overlap);
  return sortEdits(edits);
}
