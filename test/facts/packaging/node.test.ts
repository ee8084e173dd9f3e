import { describe, expect, it } from 'vitest';
import { isTooOld, raisedRange, raisedSpecifier } from '../../../server/src/analysis/changes/raisedSpecifier.ts';
import { factsOf } from '../../../server/src/facts/factsOf.ts';
import { parse } from '../../../server/src/syntax/parse.ts';
import { versionClauses } from '../../../server/src/syntax/versionSpecifiers.ts';

const change = { since: '2.0.0', specifier: '==2.0.0', below: '3.0.0' };

describe('npm\'s ranges', () => {
  it.each([
    ['^1.1.0', '^2.0.0'], ['~1.1.0', '~2.0.0'], ['1.0.3', '2.0.0'], ['=1.0.3', '=2.0.0'], ['1.x', '2.x'], ['1.1.x', '2.0.x'], ['1', '2'], ['1.1', '2.0'], ['>=1.0.0 <2.0.0', '>=2.0.0 <3.0.0'], ['>=1 <2', '>=2.0.0 <3.0.0'], ['<2', '>=2.0.0 <3.0.0'],
  ])('%s is raised to %s', (specifier, raised) => {
    expect(isTooOld(specifier, 'npm', '2.0.0')).toBe(true);
    expect(raisedSpecifier(specifier, 'npm', change)).toBe(raised);
  });

  it.each(['>=1.0.0', '^2.0.0', '*', '', 'latest', 'workspace:*', '^1 || ^2', '1.0.0 - 2.0.0', 'github:a/b', '2.x', 'file:../sdk'])('%s is left alone', (specifier) => {
    expect(isTooOld(specifier, 'npm', '2.0.0')).toBe(false);
  });

  it('conditions have their places', () => {
    expect(versionClauses('>=16.1  <19', 'npm')?.map(({ operator, release, start, end, versionStart }) => [operator, release, start, end, versionStart])).toEqual([['>=', [16, 1], 0, 6, 2], ['<', [19], 8, 11, 9]]);
  });

  it.each([['>=16.0.0', '>=20'], ['>=16', '>=20'], ['^18.2.0', '^20'], ['18.x', '20.x'], ['>= 16', '>= 20']])('Node %s becomes %s', (range, raised) => {
    expect(raisedRange(range, 'npm', '20')).toEqual({ raised });
  });

  it('nothing is left of a range that ends before', () => {
    expect(raisedRange('>=14 <19', 'npm', '20')).toBe('empty');
    expect(raisedRange('>=20', 'npm', '20')).toBeUndefined();
  });
});

/** The versions of Node that a file asks for, each `version@what stands there`. */
function node(path: string, text: string, language: Parameters<typeof parse>[2]): readonly string[] {
  return factsOf(parse(`file:///w/${path}`, text, language)).flatMap((fact) => (fact.kind === 'runtime' && fact.runtime === 'node' ? [`${fact.version}@${text.slice(fact.range.start, fact.range.end)}${fact.raising ? ` ${fact.raising}` : ''}`] : []));
}

describe('versions of Node', () => {
  it.each<[string, string, Parameters<typeof parse>[2], readonly string[]]>([
    ['package.json', '{ "engines": { "node": ">=16", "npm": ">=8" }, "volta": { "node": "18.1.0" }, "config": { "node": "1" } }', 'json', ['>=16@>=16', '18.1.0@18.1.0 none']],
    ['.nvmrc', 'v18.17.0\r\n', 'text', ['18.17.0@18.17.0']],
    ['.nvmrc', 'lts/hydrogen\n', 'text', []],
    ['.node-version', '18 # the one\n', 'text', ['18@18']],
    ['Dockerfile', 'ARG V=18.2-alpine\nFROM node:${V}\nFROM node:16 AS b\nFROM acme/node:14\nFROM node:lts\nFROM node:18@sha256:abc\n', 'dockerfile', ['18.2@18.2', '16@16', '14@14 unsafe', '18@18 none']],
    ['.github/workflows/a.yml', 'jobs:\n  a:\n    strategy: { matrix: { v: [16, 18.x], include: [{ v: 14 }] } }\n    env: { NODE: 12 }\n    steps:\n      - uses: actions/setup-node@v4\n        with: { node-version: "${{ matrix.v }}" }\n      - uses: actions/setup-node@v4\n        with: { node-version: "${{ env.NODE }}" }\n', 'yaml', ['16@16', '18@18', '14@14 none', '12@12']],
    ['azure-pipelines.yml', 'steps:\n  - task: UseNode@1\n    inputs: { version: 16.x }\n  - task: Other@1\n    inputs: { versionSpec: 9 }\n', 'yaml', ['16@16']],
    ['values.yaml', 'node: 16\nnode-version: 18\n', 'yaml', []],
  ])('%s: %s', (path, text, language, found) => {
    expect([...node(path, text, language)].sort()).toEqual([...found].sort());
  });

  it('says what the files of a package are', () => {
    const type = (text: string): unknown => factsOf(parse('file:///w/package.json', text, 'json')).find(({ kind }) => kind === 'moduleType');
    expect(type('{ "type": "module" }')).toMatchObject({ type: 'module', range: { start: 11, end: 17 } });
    expect(type('{ "type": "commonjs" }')).toMatchObject({ type: 'commonjs' });
    expect(type('{ "exports": { "type": "module" } }')).toMatchObject({ type: 'commonjs' });
    expect(type('{ "type": ')).toMatchObject({ type: 'commonjs' });
  });
});
