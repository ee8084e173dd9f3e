import type { Range } from './range.ts';

/** Where a range of one text stands in another one that an edit made of it; `undefined` when the edit reaches into the range. */
export function movedRange(before: string, after: string, range: Range): Range | undefined {
  if (before === after) return range;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (range.end <= start) return range;
  let end = 0;
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  const shift = after.length - before.length;
  return range.start >= before.length - end ? { start: range.start + shift, end: range.end + shift } : undefined;
}
