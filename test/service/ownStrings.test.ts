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

  it('are equal to what they were made from, and long ones are not kept', () => {
    const strings = new OwnStrings();
    const long = 'word '.repeat(50);
    expect(strings.own(long)).toBe(long);
    expect(strings.find(long)).toBeUndefined();
    expect(strings.own('dict[str, Agent]')).toBe('dict[str, Agent]');
    expect(strings.find('dict[str, Agent]')).toBe(0);
  });
});
