import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits, EditConflictError, findOverlap, sortEdits } from '../../server/src/text/applyEdits.ts';
import { composeEdits } from '../../server/src/text/composeEdits.ts';
import { insert, remove, replace, type Edit } from '../../server/src/text/edit.ts';
import { runs } from '../syntax/arbitraries.ts';
import { lineEndOf } from '../../server/src/text/lineEnd.ts';

describe('applyEdits', () => {
  test('takes edits in any order, inserts at one offset in the given one', () => {
    const edits = [replace({ start: 4, end: 5 }, 'E'), insert(2, '1'), insert(2, '2'), remove({ start: 0, end: 1 })];
    expect(applyEdits('abcdef', edits)).toBe('b12cdEf');
    expect(applyEdits('abcdef', [replace({ start: 2, end: 3 }, 'C'), insert(2, '<'), insert(3, '>')])).toBe('ab<C>def');
  });

  test.each([
    [[replace({ start: 0, end: 2 }, ''), replace({ start: 1, end: 3 }, '')]], [[replace({ start: 0, end: 3 }, ''), insert(1, 'x')]],
    [[replace({ start: 0, end: 6 }, ''), insert(0, ''), replace({ start: 4, end: 5 }, '')]], [[insert(7, '')]], [[insert(-1, '')]], [[remove({ start: 3, end: 2 })]],
    [[insert(NaN, '')]],
  ])('refuses %j', (edits) => {
    expect(() => applyEdits('abcdef', edits)).toThrow(EditConflictError);
  });

  test('edits that only touch do not overlap', () => {
    expect(findOverlap([remove({ start: 0, end: 2 }), remove({ start: 2, end: 3 }), insert(2, 'x'), insert(0, 'x')])).toBeUndefined();
  });
});

/** Valid edits of a text: a walk that skips, and replaces or inserts. */
function editsOf(text: string): fc.Arbitrary<Edit[]> {
  const step = fc.record({ skip: fc.nat(4), cut: fc.nat(3), put: fc.constantFrom('', 'x', 'yz', '\r\n', '😀') });
  return fc.array(step, { maxLength: 6 }).map((steps) => {
    const edits: Edit[] = [];
    let at = 0;
    for (const { skip, cut, put } of steps) {
      const start = at + skip;
      if (start > text.length) break;
      at = Math.min(text.length, start + cut);
      edits.push({ range: { start, end: at }, newText: put });
    }
    return edits;
  });
}

describe('composeEdits', () => {
  const merge = (_: readonly Edit[], merged: Edit): Edit => merged;

  test('one round after the other equals both at once', () => {
    const rounds = fc.string({ maxLength: 20 }).chain((text) => editsOf(text).chain((first) =>
      editsOf(applyEdits(text, first)).map((second) => ({ text, first, second }))));
    fc.assert(fc.property(rounds, ({ text, first, second }) => {
      const composed = composeEdits(text, first, second, merge);
      expect(applyEdits(text, composed)).toBe(applyEdits(applyEdits(text, first), second));
      expect(composed).toEqual(sortEdits(composed));
    }), runs(5_000));
  });

  test('edits apart from each other stay as they are', () => {
    const first = [{ ...replace({ start: 0, end: 1 }, 'AAA'), id: 1 }];
    const second = [{ ...replace({ start: 3, end: 4 }, 'B'), id: 2 }];
    expect(composeEdits('abc', first, second, () => { throw new Error('merged'); })).toEqual([
      { range: { start: 0, end: 1 }, newText: 'AAA', id: 1 }, { range: { start: 1, end: 2 }, newText: 'B', id: 2 },
    ]);
  });

  test('edits of the same place become one, and none when the second undoes the first', () => {
    const first = [{ ...replace({ start: 1, end: 2 }, 'old'), id: 1 }];
    const merged = composeEdits('abc', first, [{ ...replace({ start: 1, end: 4 }, 'new'), id: 2 }], (parts, edit) => ({ ...edit, id: parts.reduce((sum, { id }) => sum + id, 0) }));
    expect(merged).toEqual([{ range: { start: 1, end: 2 }, newText: 'new', id: 3 }]);
    expect(composeEdits('abc', first, [{ ...replace({ start: 1, end: 4 }, 'b'), id: 2 }], (_, edit) => ({ ...edit, id: 0 }))).toEqual([]);
  });
});

describe('lineEndOf', () => {
  test.each([['', '\n'], ['a', '\n'], ['a\r\nb\r\nc\n', '\r\n'], ['a\rb', '\r'], ['a\nb\r\n', '\n'], ['a\r\nb\nc\n', '\n']])('%j', (text, expected) => {
    expect(lineEndOf(text)).toBe(expected);
  });
});
