import { describe, expect, it } from 'vitest';
import { Notes, type Notable } from '../../server/src/text/notes.ts';

const something = (): Notable => ({ notes: undefined });

describe('notes', () => {
  it('gives what was noted on an object, and nothing of others', () => {
    const notes = new Notes<{ readonly word: string }>();
    const [one, other] = [something(), something()];
    const value = { word: 'a' };
    notes.set(one, value);
    expect(notes.get(one)).toBe(value);
    expect(notes.get(other)).toBeUndefined();
  });

  it('keeps several kinds of notes on one object apart', () => {
    const [first, second] = [new Notes<number[]>(), new Notes<string[]>()];
    const on = something();
    first.set(on, [1]);
    expect(second.get(on)).toBeUndefined();
    second.set(on, ['a']);
    expect([first.get(on), second.get(on)]).toEqual([[1], ['a']]);
  });

  it('gives the latest note', () => {
    const notes = new Notes<number[]>();
    const on = something();
    notes.set(on, [1]);
    notes.set(on, [2]);
    expect(notes.get(on)).toEqual([2]);
  });
});
