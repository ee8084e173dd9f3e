import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import { createExclude, isTakenGlob } from '../../server/src/node/exclude.ts';

describe('globs with many stars', () => {
  it.each([
    ['*-*-*-*-*.yaml', 'deploy/a-b-c-d-e.yaml', true],
    ['*-*-*-*-*.yaml', 'deploy/a-b-c-d.yaml', false],
    ['*-*-*-*-*.yaml', 'a-b-c-d-e.yaml/x', false],
    ['deploy/*a*b*c*d*/**', 'deploy/xaxbxcxdx/one/two', true],
    ['deploy/*a*b*c*d*/**', 'other/xaxbxcxdx/one', false],
    ['**/*a*b*c*d*/x.yaml', 'one/two/abcd/x.yaml', true],
    ['**/*a*b*c*d*/x.yaml', 'abcd/x.yaml', true],
    ['**/*a*b*c*d*/x.yaml', 'abcd/y/x.yaml', false],
  ])('%s for %s: %s', (glob, path, expected) => {
    expect(createExclude([glob])(path)).toBe(expected);
  });

  it('are not taken when they have other wildcards, too', () => {
    expect([isTakenGlob('*a*a*a*?'), isTakenGlob('*a*a*a*{b,c}'), isTakenGlob('x/*a*a*a*[b]/y')]).toEqual([false, false, false]);
    expect([isTakenGlob('*a*a*a?'), isTakenGlob('*a*a*a*a'), isTakenGlob('**/*/*/*/*.{yaml,yml}')]).toEqual([true, true, true]);
    expect(createExclude(['*a*a*a*?'])('aaaab')).toBe(false);
  });

  it('match what picomatch matches', () => {
    const name = fc.array(fc.constantFrom('a', 'b', '.', '*', '-'), { minLength: 1, maxLength: 9 }).map((parts) => parts.join(''));
    const glob = fc.tuple(fc.array(fc.oneof(name, fc.constant('**')), { maxLength: 3 }), fc.constantFrom('*a*b*-*a*', '*a*.*.*b*b', 'a*b*a*b*')).map(([before, last]) => [...before, last].join('/'));
    const path = fc.array(fc.array(fc.constantFrom('a', 'b', '.', '-'), { minLength: 1, maxLength: 12 }).map((parts) => parts.join('')), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    fc.assert(fc.property(glob, path, (pattern, relative) => {
      // Names that are dots are no names, and picomatch has meanings of its own for three stars and for leading dots of a glob.
      fc.pre(!/\*\*[^/]|[^/]\*\*|(?:^|\/)\.{1,2}(?:\/|$)/.test(`${pattern} ${relative}`) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(pattern) && !/(?:^|\/)\.{1,2}(?:\/|$)/.test(relative));
      expect(createExclude([pattern])(relative)).toBe(picomatch(pattern, { dot: true, noextglob: true, nonegate: true, basename: !pattern.includes('/') })(relative));
    }), { seed: 5, numRuns: 2000 });
  });
});
