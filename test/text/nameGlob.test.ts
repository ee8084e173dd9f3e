import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesName } from '../../server/src/text/nameGlob.ts';

describe('a pattern of names', () => {
  it.each([
    ['acme.yaml', 'acme.yaml', true], ['acme.yaml', 'acmeXyaml', false], ['acme.yaml', 'my-acme.yaml', false],
    ['*.acme.toml', 'site.acme.toml', true], ['*.acme.toml', '.acme.toml', true], ['*.acme.toml', 'acme.toml', false],
    ['acme.*.yaml', 'acme.prod.yaml', true], ['acme.*.yaml', 'acme.yaml', false], ['a*b*c', 'a-b-c', true], ['a*b*c', 'acb', false],
    ['*', 'anything', true], ['**', '', true], ['a*a', 'a', false], ['a*ab*b', 'aab', false], ['a*ab*b', 'aabb', true],
  ])('%s and %s: %s', (pattern, name, fits) => {
    expect(matchesName(pattern, name)).toBe(fits);
  });

  it('means what the regular expression means', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '*'), maxLength: 8 });
    fc.assert(fc.property(text, text, (pattern, name) => {
      const expected = new RegExp(`^${pattern.split('*').map((part) => part.replaceAll('.', '\\.')).join('.*')}$`).test(name);
      expect(matchesName(pattern, name)).toBe(expected);
    }), { numRuns: 2000 });
  });
});
