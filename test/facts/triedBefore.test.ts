import { describe, expect, it } from 'vitest';
import { triedBefore } from '../../server/src/facts/triedBefore.ts';
import { interpolationsIn } from '../../server/src/syntax/interpolation.ts';

const names = (text: string): readonly string[] => triedBefore(interpolationsIn(text, 0)).map((before) => before.join(','));

describe('triedBefore', () => {
  it('gives the names in whose default a reference stands, from the outside in', () => {
    expect(names('${A:-${B:-$C}} $D')).toEqual(['', 'A', 'A,B', '']);
  });

  it('takes no other operator for a default', () => {
    expect(names('${A:+${B}} ${A:?${C}} ${A-$D}')).toEqual(['', '', '', '', '', 'A']);
  });

  it('keeps lists short, however deep the nesting', () => {
    expect(names(`${'${A:-'.repeat(40)}${'}'.repeat(40)}`).at(-1)).toBe('A,A,A,A,A,A,A,A');
  });
});
