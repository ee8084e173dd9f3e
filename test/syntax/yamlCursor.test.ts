import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cursorAt } from '../../server/src/syntax/yamlCursor.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import { mutated, runs, soup } from './arbitraries.ts';
import { yamlSamples } from './samples.ts';

const place = (marked: string): ReturnType<typeof cursorAt> => {
  const text = marked.replace('|', '');
  return cursorAt(text, new LineIndex(text), marked.indexOf('|'));
};

test.each([
  ['|', [], 'key'], ['na|', [], 'key'], ['a: 1\nna|me: x', [], 'key'], ['a:\n  |', ['a'], 'key'], ['a:\n  b: 1\n  c|\n', ['a'], 'key'], ['a:\n  b: 1\n|', [], 'key'], ['a:\n  b: 1\n  |\nz: 1', ['a'], 'key'],
  ['a:\n  b: |', ['a', 'b'], 'value'], ['a:\n  b: x|y # c', ['a', 'b'], 'value'], ['a:\n  - b: 1\n  - c: 1\n    |', ['a', 1], 'key'], ['a:\n- b: 1\n- |', ['a', 1], 'key'], ['a:\n- b: 1\n  c: |', ['a', 0, 'c'], 'value'],
  ['a:\n  b:\n    - 1\n  c:\n    d|', ['a', 'c'], 'key'], ['a:\n\n  # c\n  |', ['a'], 'key'], ['a: 1\n---\nb|', [], 'key'], ['"x y":\n  |', ['x y'], 'key'],
  ['a: &x\n  |', ['a'], 'key'], ['- a: 1\n- b:\n    c|', [1, 'b'], 'key'], ['a:\n  - b:\n      c: 1\n    d|', ['a', 0], 'key'], ['services:\n  web:\n    image: x\n    |', ['services', 'web'], 'key'],
])('%j', (marked, path, part) => {
  expect(place(marked)).toMatchObject({ path, part });
});

test.each(['# c|', 'a: 1 # c|', 'a: [x, |'])('%j is no place for keys', (marked) => {
  expect(place(marked)).toBeUndefined();
});

test('any offset of any text', () => {
  fc.assert(fc.property(fc.oneof(soup, mutated(yamlSamples)), fc.nat(), (text, at) => {
    const offset = at % (text.length + 1);
    const found = cursorAt(text, new LineIndex(text), offset);
    if (found) expect(found.word.start <= found.word.end && found.word.start >= 0 && found.word.end <= text.length).toBe(true);
  }), runs(2_000));
});
