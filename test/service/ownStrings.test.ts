import { describe, expect, it } from 'vitest';
import { OwnStrings } from '../../server/src/service/ownStrings.ts';

describe('strings that are kept once', () => {
  it('are known by their numbers', () => {
    const strings = new OwnStrings();
    const numbers = ['Agent', '', '__proto__', 'Agent', 'ä 😀'].map((text) => strings.take(text));
    expect(numbers).toEqual([0, 1, 2, 0, 3]);
    expect(numbers.map((number) => strings.at(number))).toEqual(['Agent', '', '__proto__', 'Agent', 'ä 😀']);
    expect(strings.find('__proto__')).toBe(2);
    expect(strings.find('constructor')).toBeUndefined();
  });

  it('are what a copy of plain data is made of', () => {
    const strings = new OwnStrings();
    const data = { list: [{ text: 'Agent', none: undefined, count: 3 }, 'Agent', null], isOld: true };
    expect(strings.copy(data)).toEqual(data);
    expect(strings.copy(data)).not.toBe(data);
    expect(strings.find('Agent')).toBe(0);
    expect(strings.find('text')).toBeUndefined();
  });
});
