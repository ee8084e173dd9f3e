import type { Range } from './range.ts';

/** Replaces one range of a text by another text. An empty range inserts, an empty `newText` removes. */
export interface Edit {
  readonly range: Range;
  readonly newText: string;
}

/** An edit that puts `newText` in place of the range. */
export function replace(range: Range, newText: string): Edit {
  return { range, newText };
}

/** An edit that puts `newText` before the unit at `offset`. */
export function insert(offset: number, newText: string): Edit {
  return { range: { start: offset, end: offset }, newText };
}

/** An edit that takes the range out. */
export function remove(range: Range): Edit {
  return { range, newText: '' };
}
