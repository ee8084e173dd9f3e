import { describe, expect, it } from 'vitest';
import { movedRange } from '../../server/src/text/movedRange.ts';

/** The text that the range of `piece` has after the edit; `undefined` when there is none. */
function moved(before: string, after: string, piece: string): string | undefined {
  const start = before.indexOf(piece);
  const range = movedRange(before, after, { start, end: start + piece.length });
  return range && after.slice(range.start, range.end);
}

describe('a range after an edit', () => {
  it('stays where the edit is behind it, and moves where it is before it', () => {
    expect(moved('one two three', 'one two four', 'one')).toBe('one');
    expect(moved('one two three', 'zero one two three', 'two')).toBe('two');
    expect(moved('one two three', 'two three', 'three')).toBe('three');
    expect(moved('same', 'same', 'am')).toBe('am');
  });

  it('is gone where the edit reaches into it', () => {
    expect(moved('one two three', 'one twenty three', 'two')).toBeUndefined();
    expect(moved('one two three', '', 'two')).toBeUndefined();
    expect(moved('aaa', 'aaaa', 'aaa')).toBe('aaa');
  });
});
