import { describe, expect, it } from 'vitest';
import { ThingLists } from '../../server/src/service/thingLists.ts';

describe('lists of things by number', () => {
  const things = Array.from({ length: 40 }, (_, index) => ({ index }));

  it('hold each thing once, in the order in which they came', () => {
    for (const length of [0, 1, 2, 15, 16, 17, 18, 40]) {
      const lists = new ThingLists<{ readonly index: number }>();
      for (const thing of things.slice(0, length)) for (let times = 0; times < 3; times++) lists.add(7, thing);
      expect(lists.of(7)).toEqual(things.slice(0, length));
      expect([...lists.numbers()]).toEqual(length === 0 ? [] : [7]);
    }
  });

  it('are apart from each other', () => {
    const lists = new ThingLists<{ readonly index: number }>();
    for (const thing of things) lists.add(thing.index % 3, thing);
    expect(lists.of(1)).toEqual(things.filter(({ index }) => index % 3 === 1));
    expect(lists.of(3)).toEqual([]);
    expect(lists.of(undefined)).toEqual([]);
  });

  it('let go of what is removed, down to nothing', () => {
    const lists = new ThingLists<{ readonly index: number }>();
    for (const thing of things) lists.add(0, thing);
    for (const [i, thing] of things.entries()) {
      expect(lists.of(0)).toEqual(things.slice(i));
      lists.remove(0, thing);
      lists.remove(0, thing);
    }
    expect([...lists.numbers()]).toEqual([]);
    for (const thing of things.slice(0, 3)) lists.add(0, thing);
    expect(lists.of(0)).toEqual(things.slice(0, 3));
  });
});
