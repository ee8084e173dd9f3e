import { describe, expect, it } from 'vitest';
import { KnownWords } from '../../../server/src/text/byteSearch/knownWords.ts';

describe('words of which equal ones are the same array', () => {
  it('are equal to those that they were made of, and no windows into them', () => {
    const from = Uint32Array.of(1, 2, 3, 2, 3, 0xffffffff, 0);
    const known = new KnownWords();
    const first = known.of(from, 1, 2);
    expect([...first]).toEqual([2, 3]);
    expect(known.of(from, 3, 2)).toBe(first);
    expect([...known.of(from, 4, 3)]).toEqual([3, 0xffffffff, 0]);
    expect([...known.of(from, 0, 0)]).toEqual([]);
    from.fill(9);
    expect([...first]).toEqual([2, 3]);
  });

  it('are never taken for others, however many there are', () => {
    const known = new KnownWords();
    // Every pair of words of a few, and lists that differ by length or order alone; more than are remembered.
    const lists = Array.from({ length: 45_000 }, (_, i) => Uint32Array.of(i % 211, (i / 211) | 0, ...(i % 3 === 0 ? [0] : [])));
    const wrong = [...lists, ...lists].filter((list) => known.of(list, 0, list.length).join() !== list.join());
    expect(wrong).toEqual([]);
  });
});
