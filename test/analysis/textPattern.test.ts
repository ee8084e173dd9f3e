import { describe, expect, it } from 'vitest';
import { compilePattern, fileBudget, filledReplacement, matchesInLines, readReplacement, type TextPattern } from '../../server/src/analysis/changes/textPattern.ts';

function compiled(source: string): TextPattern {
  const pattern = compilePattern(source);
  if ('problem' in pattern) throw new Error(pattern.problem);
  return pattern;
}

function found(source: string, text: string): readonly (readonly [number, string])[] {
  return [...matchesInLines(text, [{ start: 0, end: text.length }], compiled(source), fileBudget())].map(({ start, end }) => [start, text.slice(start, end)]);
}

describe('compilePattern', () => {
  it.each([
    ['(', /no regular expression of RE2/], ['(?=a)b', /look-around/], ['(a)\\1', /look-around/], ['(?:a{1,30}){1,30}', /too large/], ['a*', /empty text/], ['', /empty text/],
    ['(?i)[a-\\x{10ffff}]', /letters of ASCII alone/], ['(?mi:é)', /letters of ASCII alone/],
  ])('refuses %s', (source, reason) => {
    expect(compilePattern(source)).toEqual({ problem: expect.stringMatching(reason) as string });
  });

  it('finds places in order', () => {
    expect(found('a.', 'ab ac a')).toEqual([[0, 'ab'], [3, 'ac']]);
    expect(found('\\bx|^y', 'yx x')).toEqual([[0, 'y'], [3, 'x']]);
  });

  it('gives up on long lines, many matches and much work, and does not hang on what hangs other engines', () => {
    expect(found('a', 'a'.repeat(2_001))).toEqual([]);
    expect(found('a', 'a'.repeat(1_999))).toHaveLength(1_000);
    expect(found('(a+)+$', `${'a'.repeat(1_900)}!`)).toEqual([]);
    const lines = Array.from({ length: 50_000 }, () => ({ start: 0, end: 2_000 }));
    const work = [...matchesInLines('a'.repeat(2_000), lines, compiled('(?:a|b|ab){1,20}z|b'), fileBudget())];
    expect(work).toEqual([]);
  });

  it('has one budget for all expressions of a file', () => {
    const budget = fileBudget();
    const places = (source: string, text: string) => [...matchesInLines(text, [{ start: 0, end: text.length }], compiled(source), budget)].length;
    expect(places('a', 'a'.repeat(900))).toBe(900);
    expect(places('b', 'b'.repeat(900))).toBe(100);
    expect(places('c', 'c')).toBe(0);
  });

  it('takes ignored case and other scripts, each by itself', () => {
    expect(found('(?i)token', 'TOKEN')).toEqual([[0, 'TOKEN']]);
    expect(found('\\pL+', 'Grüße')).toEqual([[0, 'Grüße']]);
  });
});

describe('readReplacement', () => {
  it('fills in groups by number and name, and dollar signs', () => {
    const pattern = compiled('(?P<first>\\w+)=(\\w+)');
    const pieces = readReplacement('$2=${first}$$1 $x', pattern);
    if ('problem' in pieces) throw new Error(pieces.problem);
    const texts = [...matchesInLines('a=b', [{ start: 0, end: 3 }], pattern, fileBudget())].map((match) => filledReplacement(pieces, match));
    expect(texts).toEqual(['b=a$1 $x']);
  });

  it('refuses groups that there are not', () => {
    expect(readReplacement('$3', compiled('(a)(b)'))).toEqual({ problem: 'the expression has no group `3`' });
    expect(readReplacement('${name}', compiled('(a)'))).toEqual({ problem: 'the expression has no group `name`' });
  });
});
