import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { yamlRootKeys } from '../../server/src/syntax/yamlRootKeys.ts';

const keysOf = (text: string): readonly string[] => [...yamlRootKeys(text)];

describe('root keys at sight', () => {
  it.each([
    ['name: a\nversion: "1.0"\nkind: pack # one\n', ['name', 'version', 'kind']],
    ['# head\n\n---\ntags: [a, b]\nkind: \'c\'\nmetadata:\n  name: a\nlast: 1\n', ['tags', 'kind', 'metadata', 'last']],
    ['a: 1\r\nb: 2\r\ntext: >-\r\n  c\r\n', ['a', 'b']],
    ['a:\n  - b: 1\n    c: "d" # e\n  - [f, "g"]\n  - h\nj: 2\n', ['a', 'j']],
    ['a:\n  b: >-\n    c: "d\n\n    - {\n  e: 1\nf: 2\n', ['a', 'f']],
    ['a:\n  - b: |\n      "c\n    d: "e\nf: 2\n', ['a']],
    ['a:\n  "b\nc: 2\n', ['a']],
    ['a: b\n  c\nd: 2\n', ['a']],
    ['---\n---\na: 1\n', []],
    ['a:\n  b\nc: 2\n', ['a']],
    ['a: "open\nb: 1\n', []],
    ['a: 1\nb: "open\nc: 1\n', ['a']],
    ['a: 1\nb: {\nc: 1\n}\n', ['a']],
    ['a: 1\n---\nb: 1\n', ['a']],
    ['a: 1\n"b": 2\nc: 3\n', ['a']],
    ['  a: 1\nb: 2\n', []],
    ['- a: 1\nb: 2\n', []],
    ['|\na: 1\n', []],
    ['{\na: 1\n}\n', []],
    ['', []],
  ])('%j', (text, keys) => {
    expect(keysOf(text)).toEqual(keys);
  });

  it('are keys of the parsed text, whatever stands around them', () => {
    const lines = [
      'a: 1', 'b:', 'c: x y', '  d: 2', '    e: 3', '- x', '  - y: "z"', 'f: "open', 'g: \'open', 'closed"', '  closed\'', 'h: [1, 2', ']', 'i: {', '}', 'j: |', 'k: >-', '  text: "', '  l: |2', '---', '...', '# comment', '',
      '  # comment', '? m', '"n": 1', 'o: "x" # y', 'p: &q r', 's: *q', '<<: *q', 'plain text', '  don\'t', 't: don\'t: u', '\tv: 1', 'w:1', 'x: y: z', '%YAML 1.2', 'kind: x', '!tag', '- - - a: "', 'a:', '  : x', '  l: [', '  m: {', '  }', '  n: "', '  \'', '  - "', '  ? o', '  u: |', '  - v: >-', '  - |', '   - w', '     "x', '  y: [a, "b"]', '  - - z', '  &r p:', '  *q', '  !!t', '\t', ' \t', '  \tx', 'y: # z', 'long: "a \\" b"',
    ];
    let told = 0;
    fc.assert(fc.property(fc.array(fc.constantFrom(...lines), { maxLength: 9 }), fc.constantFrom('\n', '\r\n'), (chosen, end) => {
      const text = chosen.join(end);
      const keys = keysOf(text);
      if (keys.length === 0) return;
      told++;
      const root = parseYaml(text).documents[0]?.root;
      expect(root?.kind, text).toBe('map');
      const names = root?.kind === 'map' ? root.entries.map(({ name }) => name) : [];
      for (const key of keys) expect(names, text).toContain(key);
    }), { numRuns: 5000, seed: 20_261_122 });
    expect(told).toBeGreaterThan(500);
  });
});
