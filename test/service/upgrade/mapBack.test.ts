import { describe, expect, it } from 'vitest';
import { mapBack } from '../../../server/src/service/upgrade/mapBack.ts';
import { insert, replace } from '../../../server/src/text/edit.ts';

// 0123456789 → 01ABCDE5XX6 9: [2,5) is longer, XX comes in at 6, [7,9) goes
const edits = [replace({ start: 2, end: 5 }, 'ABCDE'), insert(6, 'XX'), replace({ start: 7, end: 9 }, '')];

describe('places before the edits', () => {
  it.each([
    ['before all edits', { start: 0, end: 2 }, { start: 0, end: 2 }, false],
    ['between two edits', { start: 7, end: 8 }, { start: 5, end: 6 }, false],
    ['behind all edits', { start: 11, end: 12 }, { start: 9, end: 10 }, false],
    ['around an edit', { start: 1, end: 8 }, { start: 1, end: 6 }, false],
    ['exactly what replaced something', { start: 2, end: 7 }, { start: 2, end: 5 }, false],
    ['in new text', { start: 3, end: 5 }, { start: 2, end: 5 }, true],
    ['half in new text', { start: 4, end: 8 }, { start: 2, end: 6 }, true],
    ['up to what was taken out', { start: 10, end: 11 }, { start: 6, end: 7 }, false],
  ])('%s', (_, range, before, isNew) => {
    expect(mapBack(edits, range)).toMatchObject({ range: before, isNew });
  });

  it('knows what lies wholly in the new text of one edit', () => {
    expect(mapBack(edits, { start: 2, end: 7 }).inside).toBe(true);
    expect(mapBack(edits, { start: 8, end: 9 }).inside).toBe(true);
    expect(mapBack(edits, { start: 1, end: 7 }).inside).toBe(false);
    expect(mapBack([], { start: 1, end: 7 })).toEqual({ range: { start: 1, end: 7 }, isNew: false, inside: false });
  });
});
