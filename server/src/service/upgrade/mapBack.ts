import type { Edit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';

/** Where a range of an edited text was before the edits. */
export interface MappedRange {
  /** In the text before; a side that lies in new text is moved out to the end of what that text replaced. */
  readonly range: Range;
  /** Whether one of its sides lies in new text: there was no such range before. */
  readonly isNew: boolean;
  /** Whether all of it lies in the new text of one edit. */
  readonly inside: boolean;
}

/** Takes edits against a text (sorted, not overlapping) and a range of the text that they give. */
export function mapBack(edits: readonly Edit[], { start, end }: Range): MappedRange {
  let from: number | undefined;
  let until: number | undefined;
  let isNew = false;
  let inside = false;
  let shift = 0;
  for (const { range, newText } of edits) {
    const at = range.start + shift;
    const behind = at + newText.length;
    if (newText !== '' && at <= start && end <= behind) inside = true;
    // At an end of new text a range begins where the replaced text begins, or behind it; and ends likewise.
    if (from === undefined && start < behind && start >= at) {
      from = range.start;
      isNew ||= start > at;
    } else if (from === undefined && start < at) from = start - shift;
    if (until === undefined && end <= at) until = end - shift;
    else if (until === undefined && end <= behind) {
      until = range.end;
      isNew ||= end < behind;
    }
    if (from !== undefined && until !== undefined) break;
    shift += newText.length - (range.end - range.start);
  }
  from ??= start - shift;
  until ??= end - shift;
  return { range: { start: Math.min(from, until), end: Math.max(from, until) }, isNew, inside };
}
