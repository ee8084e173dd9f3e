import { sortEdits } from '../../text/applyEdits.ts';
import type { Edit } from '../../text/edit.ts';

/** The edits that take others back: their ranges count in the text that the others give. `edits` must not overlap. */
export function inverseEdits(before: string, edits: readonly Edit[]): readonly Edit[] {
  let shift = 0;
  return sortEdits(edits).map(({ range, newText }) => {
    const start = range.start + shift;
    const end = start + newText.length;
    shift += newText.length - (range.end - range.start);
    return { range: { start, end }, newText: before.slice(range.start, range.end) };
  });
}
