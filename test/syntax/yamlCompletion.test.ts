import fc from 'fast-check';
import { expect, test } from 'vitest';
import { typingPlaceAt } from '../../server/src/syntax/yamlCompletion.ts';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import { mutated, soup } from './arbitraries.ts';
import { yamlSamples } from './samples.ts';

const place = (marked: string): ReturnType<typeof typingPlaceAt> => {
  const text = marked.replace('|', '');
  return typingPlaceAt(text, new LineIndex(text), marked.indexOf('|'));
};

test.each([
  ['|', [], 'key'], ['na|', [], 'key'], ['a: 1\nna|me: x', [], 'key'], ['a:\n  |', ['a'], 'key'], ['a:\n  b: 1\n  c|\n', ['a'], 'key'], ['a:\n  b: 1\n|', [], 'key'], ['a:\n  b: 1\n  |\nz: 1', ['a'], 'key'],
  ['a:\n  b: |', ['a', 'b'], 'value'], ['a:\n  b: x|y # c', ['a', 'b'], 'value'], ['a:\n  - b: 1\n  - c: 1\n    |', ['a', 1], 'key'], ['a:\n- b: 1\n- |', ['a', 1], 'key'], ['a:\n- b: 1\n  c: |', ['a', 0, 'c'], 'value'],
  ['a:\n  - - x: 1\n    - |', ['a', 0, 1], 'key'], ['a:\n  b:\n    - 1\n  c:\n    d|', ['a', 'c'], 'key'], ['a:\n\n  # c\n  |', ['a'], 'key'], ['a: 1\n---\nb|', [], 'key'], ['"x y":\n  |', ['x y'], 'key'],
  ['a: &x\n  |', ['a'], 'key'], ['- a: 1\n- b:\n    c|', [1, 'b'], 'key'], ['a:\n  - b:\n      c: 1\n    d|', ['a', 0], 'key'], ['services:\n  web:\n    image: x\n    |', ['services', 'web'], 'key'],
])('%j', (marked, path, part) => {
  expect(place(marked)).toMatchObject({ path, part });
});

test.each(['# c|', 'a: 1 # c|', 'a: |-\n  te|xt'.replace('|-', '>-'), 'a: {|}', 'a: [x, |'])('%j is no place for keys', (marked) => {
  expect(place(marked)).toBeUndefined();
});

test('what is replaced', () => {
  expect(place('a:\n  foo|: 1')?.replace).toEqual({ start: 5, end: 8 });
  expect(place('a: b|ar # c')?.replace).toEqual({ start: 3, end: 6 });
  expect(place('a:|')?.replace).toEqual({ start: 2, end: 2 });
});

test('any offset of any text', () => {
  fc.assert(fc.property(fc.oneof(soup, mutated(yamlSamples)), fc.nat(), (text, at) => {
    const offset = at % (text.length + 1);
    const found = typingPlaceAt(text, new LineIndex(text), offset);
    if (found) expect(found.replace.start <= found.replace.end && found.replace.start >= 0 && found.replace.end <= text.length).toBe(true);
  }), { numRuns: 2_000 });
});
