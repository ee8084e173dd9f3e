import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesName } from '../../server/src/text/nameGlob.ts';

describe('matchesName', () => {
  it.each([
    ['acme.yaml', 'acme.yaml', true], ['acme.yaml', 'acme.yml', false], ['acme.yaml', 'my-acme.yaml', false], ['*.acme.yaml', 'x.acme.yaml', true], ['acme.*.yaml', 'acme.prod.yaml', true],
    ['acme.*.yaml', 'acme.yaml', false], ['a*b*c', 'abc', true], ['a*b*c', 'a-b-b-c', true], ['a*bc*c', 'abc', false], ['*', '', true], ['a*a', 'a', false], ['Acme', 'acme', false], ['a.c', 'abc', false],
  ])('%s and %s: %s', (pattern, name, expected) => {
    expect(matchesName(pattern, name)).toBe(expected);
  });

  it('agrees with the same pattern as a regular expression', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '.'), maxLength: 8 });
    fc.assert(fc.property(fc.array(letters, { minLength: 1, maxLength: 4 }), letters, (parts, name) => {
      const wanted = new RegExp(`^${parts.map((part) => part.replaceAll('.', '\\.')).join('.*')}$`);
      expect(matchesName(parts.join('*'), name)).toBe(wanted.test(name));
    }), { seed: 1 });
  });
});
