import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAnyYaml, parseYaml } from '../../server/src/syntax/yaml.ts';
import { readOrdinaryYaml } from '../../server/src/syntax/yamlLines.ts';
import { mutated, runs, soup } from './arbitraries.ts';
import { yamlSamples } from './samples.ts';

/** Texts that are read line by line, with everything that such texts can hold. */
const ordinary: readonly (readonly [what: string, text: string])[] = [
  ['mappings, lists, values of each type', 'a: 1\nb:\n  c: [x, "y", {z: -1.5e3}]\n  d: ~\n  e: true\n0x1f: .inf\n"quoted": \'it\'\'s\'\nempty:\nlast: +.5\n'],
  ['lists in the column of their key, and in one another', 'list:\n- a\n- b: 1\n  c:\n  - d\n- - 1\n  - - 2\n    - 3\n-\n- # c\n  e: 1\nnext: 2\n'],
  ['texts that go on', 'a: one\n  two\n\n\n  three\nb:\n  four\n  # c\nc: http://x:1/#y#z # c\n'],
  ['block scalars', 'a: |\n  text # no\n   more  \n\n  end\n\n\nb: >-\n  fold\n  ed\n\n\n  here  \n# c\nlist:\n  - |-\n    x\n  - k: >\n      y'],
  ['comments everywhere', '# top\n\na: # behind\n    # deep\n  b: 1 #\n  #\n    #  \n# end'],
  ['documents', '---\na: 1\n---\n- 2\n\n--- \n# nothing\n---\n---x: 1\n'],
  ['escapes', 'a: "x\\n\\"\\\\ \\/"\n\'b\' : "#no"\n'],
  ['brackets', 'a: []\nb: {}\nc: [ a b , \'d\', [1], {"x": y, z: [1]} ]\nd: {e: -f, "g" : http://h}  # c\n'],
  ['nothing', '\n  \n# c\n'],
];

const unusual: readonly (readonly [what: string, text: string])[] = [
  ['anchors', 'a: &x 1\n'], ['aliases', 'a: *x\n'], ['tags', 'a: !t 1\n'], ['tabs', 'a:\t1\n'], ['carriage returns', 'a: 1\r\n'], ['a byte order mark', '\ufeffa: 1\n'],
  ['equal keys', 'a: 1\na: 2\n'], ['equal keys in brackets', 'a: {b: 1, "b": 2}\n'], ['complex keys', '? a\n: b\n'], ['directives', '%YAML 1.2\n---\na: 1\n'], ['ends of documents', 'a: 1\n...\n'],
  ['one value alone', 'text\n'], ['brackets alone', '[1, 2]\n'], ['brackets over lines', 'a: [1,\n  2]\n'], ['quotes over lines', 'a: "1\n  2"\n'], ['quotes without an end', 'a: "1\n'],
  ['a wrong indentation', 'a:\n    b: 1\n  c: 2\n'], ['a mapping behind a value', 'a: 1\n  b: 2\n'], ['a key within a value', 'a: b: c\n'], ['something behind quotes', 'a: "b" c\n'],
  ['a text that goes on behind a comment', 'a: b # c\n  d\n'], ['templates', 'a: {{ x }}\n'], ['templates alone on a line', 'a: 1\n{{- if x }}\nb: 2\n'],
  ['block scalars that keep their end', 'a: |+\n  b\n\n'], ['block scalars with a number', 'a: |2\n   b\n'], ['folded lines that stand out', 'a: >\n  b\n    c\n'], ['empty block scalars', 'a: |\nb: 1\n'],
  ['indicators at the beginning', 'a: @b\n'], ['rare escapes', 'a: "\\x41"\n'], ['pairs in lists', 'a: [b: c]\n'], ['NUL', 'a: \0\n'],
];

describe('readOrdinaryYaml', () => {
  test.each(ordinary)('reads %s as the whole parser does', (_what, text) => {
    expect(readOrdinaryYaml(text)).toStrictEqual(parseAnyYaml(text));
  });

  test.each(unusual)('leaves %s to the whole parser', (_what, text) => {
    expect(readOrdinaryYaml(text)).toBeUndefined();
    expect(parseYaml(text)).toStrictEqual(parseAnyYaml(text));
  });

  test('depth is left to the parser that knows the limit', () => {
    const deep = (depth: number): string => Array.from({ length: depth }, (_, index) => `${' '.repeat(index)}a:\n`).join('');
    expect(readOrdinaryYaml(deep(90))).toStrictEqual(parseAnyYaml(deep(90)));
    for (const text of [deep(400), `a: ${'['.repeat(10_000)}`, `a:\n  ${'- '.repeat(10_000)}`]) {
      expect(readOrdinaryYaml(text)).toBeUndefined();
      expect(parseYaml(text).refused).toBe('too-deep');
    }
  });

  test('what it reads of any text is what the whole parser reads', () => {
    let read = 0;
    const samples = [...yamlSamples, ...ordinary.map(([, text]) => text)];
    fc.assert(fc.property(fc.oneof(soup, mutated(samples)), (text) => {
      const stream = readOrdinaryYaml(text);
      if (!stream) return;
      read++;
      expect(stream).toStrictEqual(parseAnyYaml(text));
    }), runs(5_000));
    expect(read).toBeGreaterThan(500);
  });

  test('a text with problems leaves stacks of others as they are', () => {
    const { stackTraceLimit } = Error;
    expect(parseYaml('a: b: c\n').problems.length).toBeGreaterThan(0);
    expect(Error.stackTraceLimit).toBe(stackTraceLimit);
    expect(stackTraceLimit).toBeGreaterThan(0);
  });

  // Slow again would be a file that stops being ordinary: the whole parser takes fifteen times as long.
  test('the files of the examples are ordinary, but for anchors and templates', () => {
    const folder = path.resolve(import.meta.dirname, '../../examples');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.ya?ml$/.test(file) && !file.includes('node_modules'));
    const others = files.map((file) => path.join(folder, file)).filter((file) => {
      const text = readFileSync(file, 'utf8');
      return !/[&*]\w|\{\{|\r/.test(text) && !readOrdinaryYaml(text);
    });
    expect(files.length).toBeGreaterThan(10);
    expect(others).toEqual([]);
  });
});
