import { describe, expect, test } from 'vitest';
import { isTooOld, raisedRange, raisedSpecifier } from '../../../server/src/analysis/changes/raisedSpecifier.ts';
import { compareReleases, versionClauses, type SpecifierSyntax } from '../../../server/src/syntax/versionSpecifiers.ts';

describe('versionClauses', () => {
  test('operators, versions and where they stand', () => {
    const text = '>= 1.2, !=1.3.* ,<2rc1';
    expect(versionClauses(text, 'pep440')?.map(({ operator, release, wildcard, start, end, versionStart }) => [operator, release, wildcard, text.slice(start, end), text.slice(versionStart, end)])).toEqual([
      ['>=', [1, 2], false, '>= 1.2', '1.2'], ['!=', [1, 3], true, '!=1.3.*', '1.3.*'], ['<', [2], false, '<2rc1', '2rc1'],
    ]);
  });

  test.each<[string, SpecifierSyntax]>([
    ['1.2', 'pep440'], ['^1.2', 'pep440'], ['=1.2', 'pep440'], ['=1.2', 'poetry'], ['^1 || ^2', 'poetry'], ['>=1 <2', 'pep440'], ['1.2|1.3', 'conda'], ['==abc', 'pep440'], ['>=1,,<2', 'pep440'],
    ['==${VERSION}', 'pep440'], ['<1', 'tag'], [`>=${'1'.repeat(400)}`, 'pep440'],
  ])('%s is not understood as %s', (specifier, syntax) => { expect(versionClauses(specifier, syntax)).toBeUndefined(); });

  test('no condition', () => {
    for (const specifier of ['', '*', ' ']) expect(versionClauses(specifier, 'poetry')).toEqual([]);
    expect(versionClauses('>=1,', 'pep440')).toHaveLength(1);
  });

  test('releases', () => {
    expect(compareReleases([1, 0], [1])).toBe(0);
    expect(compareReleases([3, 10], [3, 9])).toBeGreaterThan(0);
    expect(compareReleases([0, 2, 9], [0, 3])).toBeLessThan(0);
  });
});

const greenlang = { since: '0.3.0', specifier: '==0.3.0', below: '0.4.0' };
const pydantic = { since: '2.0.0', specifier: '>=2.0.0,<3.0.0' };

describe('packages', () => {
  test.each<[string, SpecifierSyntax, string]>([
    ['==0.2.0', 'pep440', '==0.3.0'], ['== 0.2', 'pep440', '== 0.3.0'], ['===0.2.0', 'pep440', '===0.3.0'], ['==0.2.*', 'pep440', '==0.3.*'], ['~=0.2.0', 'pep440', '~=0.3.0'],
    ['>=0.2,<0.3', 'pep440', '>=0.3.0,<0.4.0'], ['>=0.2.0 , <0.3', 'pep440', '>=0.3.0, <0.4.0'], ['<0.3', 'pep440', '>=0.3.0,<0.4.0'], ['<=0.2.9', 'pep440', '>=0.3.0,<0.4.0'], ['> 0.1, < 0.3', 'pep440', '>= 0.3.0, < 0.4.0'],
    ['~=0.2.0,!=0.2.3', 'pep440', '~=0.3.0'], ['^0.2', 'poetry', '^0.3.0'], ['~0.2.1', 'poetry', '~0.3.0'], ['0.2.0', 'poetry', '0.3.0'], ['0.2.*', 'poetry', '0.3.*'], ['=0.2', 'conda', '=0.3.0'], ['0.2.0', 'tag', '0.3.0'],
  ])('greenlang %s (%s) becomes %s', (specifier, syntax, expected) => {
    expect(isTooOld(specifier, syntax, '0.3.0')).toBe(true);
    const change = syntax === 'tag' ? { ...greenlang, specifier: '0.3.0' } : greenlang;
    expect(raisedSpecifier(specifier, syntax, change)).toBe(expected);
    expect(isTooOld(expected, syntax, '0.3.0')).toBe(false);
  });

  test.each<[string, SpecifierSyntax, string]>([
    ['==1.10.12', 'pep440', '>=2.0.0,<3.0.0'], ['~=1.10', 'pep440', '>=2.0.0,<3.0.0'], ['>=1.8, <2', 'pep440', '>=2.0.0, <3.0.0'], ['^1.10', 'poetry', '^2.0.0'], ['~1.10', 'poetry', '>=2.0.0,<3.0.0'],
    ['1.10.2', 'poetry', '>=2.0.0,<3.0.0'], ['=1.10', 'conda', '>=2.0.0,<3.0.0'], ['< 2', 'pep440', '>= 2.0.0, < 3.0.0'],
  ])('pydantic %s (%s) becomes %s', (specifier, syntax, expected) => {
    expect(isTooOld(specifier, syntax, '2.0.0')).toBe(true);
    expect(raisedSpecifier(specifier, syntax, pydantic)).toBe(expected);
  });

  test.each<[string, SpecifierSyntax]>([
    ['', 'pep440'], ['*', 'poetry'], ['>=0.1', 'pep440'], ['>=0.2,<1', 'pep440'], ['!=0.2.0', 'pep440'], ['<=0.3', 'pep440'], ['<0.3.1', 'pep440'], ['~=0.2', 'pep440'], ['==0.3.0', 'pep440'], ['==0.*', 'pep440'],
    ['==0.3.0rc1', 'pep440'], ['>0.2', 'pep440'], ['^0.3', 'poetry'], ['^0', 'poetry'], ['~0', 'poetry'], ['=0', 'conda'], ['0.2 || 0.3', 'poetry'],
  ])('greenlang %s (%s) is left alone', (specifier, syntax) => { expect(isTooOld(specifier, syntax, '0.3.0')).toBe(false); });
});

describe('Python', () => {
  test.each<[string, SpecifierSyntax, string]>([
    ['>=3.8', 'pep440', '>=3.9'], ['>= 3.7.1 , <4', 'pep440', '>= 3.9 , <4'], ['>3.7', 'pep440', '>=3.9'], ['~=3.8', 'pep440', '~=3.9'], ['~=3.8.2', 'pep440', '~=3.9.0'], ['==3.8.*', 'pep440', '==3.9.*'],
    ['==3.8.10', 'pep440', '==3.9.*'], ['>=3', 'pep440', '>=3.9'], ['>=2.7,!=3.0.*,<4', 'pep440', '>=3.9,!=3.0.*,<4'], ['^3.8', 'poetry', '^3.9'], ['~3.8', 'poetry', '~3.9'], ['3.8.*', 'poetry', '3.9.*'], ['3.8', 'poetry', '3.9.*'],
    ['=3.8', 'conda', '=3.9'], ['=3.8.10', 'conda', '=3.9'], ['==3.8', 'conda', '=3.9'], ['>=3.8,<3.12', 'conda', '>=3.9,<3.12'],
  ])('%s (%s) becomes %s', (range, syntax, raised) => {
    expect(raisedRange(range, syntax, '3.9')).toEqual({ raised });
    expect(raisedRange(raised, syntax, '3.9')).toBeUndefined();
  });

  test.each<[string, SpecifierSyntax]>([['>=3.6,<3.9', 'pep440'], ['>=3.8,<=3.8.10', 'pep440'], ['==3.8.*,!=3.8.1', 'pep440']])('%s: nothing certain would be left', (range, syntax) => {
    expect(raisedRange(range, syntax, '3.9')).toBe('empty');
  });

  test.each<[string, SpecifierSyntax]>([['>=3.9', 'pep440'], ['>=3.10', 'pep440'], ['<4', 'pep440'], ['!=3.8.1', 'pep440'], ['*', 'poetry'], ['^2.7 || ^3.8', 'poetry'], ['', 'pep440'], ['$x', 'pep440']])('%s (%s) is left alone', (range, syntax) => {
    expect(raisedRange(range, syntax, '3.9')).toBeUndefined();
  });
});
