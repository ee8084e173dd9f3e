import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { entryAt, entryOf, fromPointer, nodeAt, pathAt, toPointer, toValue } from '../../server/src/syntax/yamlPath.ts';
import type { YamlNode } from '../../server/src/syntax/yamlTree.ts';
import { mutated, runs, soup } from './arbitraries.ts';
import { yamlSamples } from './samples.ts';

const rootOf = (text: string): YamlNode | undefined => parseYaml(text).documents[0]?.root;

describe('nodeAt', () => {
  const root = rootOf('a: &a\n  - b: 1\n  - c\nd: *a\n"x/y": {"~": 2}\ne:\n');

  test('finds values by key and index, through aliases', () => {
    expect(nodeAt(root, ['a', 0, 'b'])).toMatchObject({ value: 1 });
    expect(nodeAt(root, ['d', '1'])).toMatchObject({ value: 'c' });
    expect(nodeAt(root, fromPointer('/x~1y/~0'))).toMatchObject({ value: 2 });
    expect(nodeAt(root, [])).toBe(root);
    for (const path of [['a', 2], ['a', 'b'], ['e'], ['nope', 'x'], ['a', 0, 'b', 'c']]) expect(nodeAt(root, path)).toBeUndefined();
  });

  test('entries', () => {
    expect(entryOf(root, 'e')?.value).toBeUndefined();
    expect(entryAt(root, ['a', 0, 'b'])?.name).toBe('b');
    expect(entryAt(root, ['a', 0])).toBeUndefined();
    expect(entryAt(root, [])).toBeUndefined();
  });

  test('pointers', () => {
    expect(toPointer(['x/y', '~', 0])).toBe('/x~1y/~0/0');
    expect(fromPointer('')).toEqual([]);
    expect(fromPointer('/')).toEqual(['']);
    fc.assert(fc.property(fc.array(fc.string()), (path) => { expect(fromPointer(toPointer(path))).toEqual(path); }), { seed: 20_261_121 });
  });
});

describe('pathAt', () => {
  test.each([
    ['na|me: x', ['name'], 'key'], ['name|: x', ['name'], 'key'], ['name:| x', ['name'], 'value'], ['name: x|', ['name'], 'value'], ['a:\n  - b: |1', ['a', 0, 'b'], 'value'],
    ['a: {b: [1, |2]}', ['a', 'b', 1], 'value'], ['a: *|x', ['a'], 'value'], ['a: &x |1\nb: *x', ['a'], 'value'], ['a: |&x 1', ['a'], 'value'], ['a:|', ['a'], 'key'],
    ['a:\n  b: 1\n|c: 2', ['c'], 'key'], ['a:\n  b: 1\n  |c: 2', ['a', 'c'], 'key'], ['- |a', [0], 'value'], ['|- a', [0], 'value'],
  ])('%j', (marked, path, part) => {
    expect(pathAt(rootOf(marked.replace('|', '')), marked.indexOf('|'))).toMatchObject({ path, part });
  });

  test('nothing stands on blank lines and in comments', () => {
    expect(pathAt(rootOf('a: 1\n\n# c\nb: 2\n'), 5)).toMatchObject({ path: [], part: 'value' });
    expect(pathAt(rootOf('a: 1\n\n'), 6)).toBeUndefined();
    expect(pathAt(undefined, 0)).toBeUndefined();
  });

  test('any offset of any text', () => {
    fc.assert(fc.property(fc.oneof(soup, mutated(yamlSamples)), fc.nat(), (text, at) => {
      const root = rootOf(text);
      const place = pathAt(root, at % (text.length + 2));
      if (place?.part === 'value' && place.node.kind !== 'alias' && parseYaml(text).problems.length === 0 && !/\?|\*/.test(text)) {
        expect(nodeAt(root, place.path)).toBe(place.node);
      }
    }), runs(2_000));
  });
});

describe('toValue', () => {
  test('the last of equal keys counts, complex keys are left out, aliases name keys', () => {
    expect(toValue(rootOf('a: 1\na: 2\n? [x]\n: y\nk: &k name\n*k : v\n'))).toEqual({ a: 2, k: 'name', name: 'v' });
  });

  test('what an alias refers to is the same object', () => {
    const value = toValue(rootOf('a: &a {x: 1}\nb: *a\n')) as Record<string, unknown>;
    expect(value['b']).toBe(value['a']);
  });

  test('cycles and bombs end in null', () => {
    expect(toValue(rootOf('a: &a\n  b: *a\n'))).toEqual({ a: { b: null } });
    const bomb = `a0: &a0 x\n${Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill(`*a${i}`).join(', ')}]`).join('\n')}\n`;
    expect(JSON.stringify(toValue(rootOf(bomb))).length).toBeLessThan(5_000_000);
    expect(toValue(undefined)).toBeNull();
  });

  test('many plain aliases all have their value', () => {
    const value = toValue(rootOf(`a: &a 1\nb:\n${'  - *a\n'.repeat(20_000)}`)) as { b: unknown[] };
    expect(value.b.every((item) => item === 1)).toBe(true);
  });
});
