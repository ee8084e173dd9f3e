import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interpolationsIn } from '../../server/src/syntax/interpolation.ts';
import { soup } from './arbitraries.ts';

test.each([
  ['$A', [['A', '$A', false]]], ['${A}', [['A', '${A}', false]]], ['${A:-x}', [['A', '${A:-x}', true]]], ['${A-x}', [['A', '${A-x}', true]]], ['${A:?err}', [['A', '${A:?err}', false]]],
  ['${A:=x}', [['A', '${A:=x}', true]]], ['${A:-${B}}', [['A', '${A:-${B}}', true], ['B', '${B}', false]]], ['${A:-$B}/$C', [['A', '${A:-$B}', true], ['B', '$B', false], ['C', '$C', false]]],
  ['$$A \\$B $${C}', []], ['$1 $ ${} ${{ x }} ${a.b}', []], ['${A', [['A', '${A', false]]], ['${A:-', [['A', '${A:-', true]]],
])('%s', (text, expected) => {
  const at = 7;
  expect(interpolationsIn(text, at).map(({ name, range, hasDefault }) => [name, text.slice(range.start - at, range.end - at), hasDefault])).toEqual(expected);
});

test('names have exact ranges, whatever the text', () => {
  fc.assert(fc.property(fc.oneof(soup, fc.array(fc.constantFrom('$', '{', '}', 'A', ':-', '\\', ' '), { maxLength: 30 }).map((parts) => parts.join(''))), (text) => {
    for (const { name, nameRange, range } of interpolationsIn(text, 0)) {
      expect(text.slice(nameRange.start, nameRange.end)).toBe(name);
      expect(text[range.start]).toBe('$');
      expect(range.end).toBeLessThanOrEqual(text.length);
    }
  }), { seed: 20_261_121 });
});
