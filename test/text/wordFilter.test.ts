import { describe, expect, it } from 'vitest';
import { WordFilter } from '../../server/src/text/wordFilter.ts';

const words = (from: number, to: number): readonly string[] => Array.from({ length: to - from }, (_, i) => `name_${((from + i) * 2654435761) % 4294967296}`);

describe('the filter of words', () => {
  it.each(['', 'a', 'one two', 'x=1;y=_z9', '(größe)', words(0, 5000).join(' ')])('misses no word of a text: %.20s', (text) => {
    const filter = new WordFilter(text);
    expect([...text.matchAll(/\b\w+\b/g)].map(([word]) => word).filter((word) => !filter.mayHave(word))).toEqual([]);
  });

  it('takes words as a whole', () => {
    const filter = new WordFilter('self.runner = make_runner()');
    expect(['run', 'runner_', 'ake_runner', 'Self'].filter((word) => filter.mayHave(word))).toEqual([]);
  });

  it('lets few words pass that a text of code does not have', () => {
    // As in code: a word in 40 units is a new one.
    const filter = new WordFilter(words(0, 500).map((word) => `${word} = self.value(self, value)\n`).join(''));
    const others = words(1000, 11_000);
    expect(others.filter((word) => filter.mayHave(word)).length).toBeLessThan(others.length / 30);
  });
});
