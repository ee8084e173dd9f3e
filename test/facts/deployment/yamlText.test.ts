import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { yamlScalarText } from '../../../server/src/facts/deployment/yamlText.ts';
import { parseYaml } from '../../../server/src/syntax/yaml.ts';
import type { YamlNode, YamlScalar } from '../../../server/src/syntax/yamlTree.ts';

function scalarIn(text: string): YamlScalar {
  let node: YamlNode | undefined = parseYaml(text).documents[0]?.root;
  while (node && node.kind !== 'scalar') node = node.kind === 'map' ? node.entries[0]?.value : node.kind === 'seq' ? node.items[0]?.value : undefined;
  if (!node) throw new Error('no scalar');
  return node;
}

describe('yamlScalarText', () => {
  it.each([
    ['plain', 'a: one two\n'],
    ['a plain number', 'a: 42\n'],
    ['plain over several lines', 'a: one\n  two\n\n  three\n'],
    ['single quotes', "a: 'it''s ''me'\n"],
    ['single quotes over several lines', "a: 'one\n  two\n\n  three '\n"],
    ['double quotes', 'a: "x\\ty \\"z\\" \\u0041\\x42 \\\\ end"\n'],
    ['double quotes over several lines', 'a: "one \\\n  two\n  three\\n\n  four"\n'],
    ['literal', 'a:\n  b: |\n    one\n      two\n\n    three\n'],
    ['literal, stripped', 'a: |-\n  one\n  two\n\n'],
    ['literal, kept', 'a: |+\n  one\n  two\n\n\n'],
    ['literal with an indentation indicator', 'a: |2\n    one\n  two\n'],
    ['literal with a comment in its header', 'a: | # why\n  one\n  two\n'],
    ['folded', 'a: >\n  one\n  two\n\n  three\n    kept\n    lines\n  end\n'],
    ['folded, stripped', 'a: >-\n  one\n  two\n'],
    ['Windows line ends', 'a: |\r\n  one\r\n  two\r\nb: 1\r\n'],
    ['empty', 'a: ""\n'],
  ])('decodes %s', (_what, text) => {
    const scalar = scalarIn(text);
    const decoded = yamlScalarText(text, scalar).text;
    expect(decoded).toBe(String(scalar.value));
  });

  it('knows where each word stands', () => {
    const text = "a:\n- 'it''s GREENLANG_ENV here'\n";
    const embedded = yamlScalarText(text, scalarIn(text));
    const start = embedded.text.indexOf('GREENLANG_ENV');
    expect(embedded.rangeOf(start, start + 13)).toEqual({ start: text.indexOf('GREENLANG_ENV'), end: text.indexOf('GREENLANG_ENV') + 13 });
    expect(embedded.rangeOf(0, 6)).toBeUndefined();
  });

  it('gives the text that the parser gives, with every word at its place, for any string in any style', () => {
    const unit = fc.constantFrom('a', 'B', ' ', '  ', '\n', '\n\n', '\t', "'", '"', '\\', '$', '#', ': ', '- ', 'é', '😀', 'word', '{', '|');
    const value = fc.array(unit, { maxLength: 14 }).map((units) => units.join(''));
    const style = fc.constantFrom('PLAIN', 'QUOTE_SINGLE', 'QUOTE_DOUBLE', 'BLOCK_LITERAL', 'BLOCK_FOLDED') as fc.Arbitrary<'PLAIN'>;
    fc.assert(fc.property(value, style, fc.boolean(), fc.constantFrom(20, 80), (string, type, windows, lineWidth) => {
      const written = stringify({ key: { inner: string, next: 1 } }, { defaultStringType: type, lineWidth });
      const text = windows ? written.replaceAll('\n', '\r\n') : written;
      const scalar = scalarIn(text);
      const embedded = yamlScalarText(text, scalar);
      expect(embedded.text).toBe(scalar.value);
      for (const { 0: word, index } of embedded.text.matchAll(/[A-Za-z]+/g)) {
        const range = embedded.rangeOf(index, index + word.length);
        if (range) expect(text.slice(range.start, range.end)).toBe(word);
      }
    }), { numRuns: 500, seed: 20_261_121 });
  });
});
