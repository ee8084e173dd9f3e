import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { reparseYaml } from '../../server/src/syntax/yamlReparse.ts';
import { step4After, step5ConfigAfter } from '../support/guideExamples.ts';
import { runs } from './arbitraries.ts';
import { yamlSamples } from './samples.ts';

/** Types an edit into a text whose tree is known, and compares with a tree made from nothing. */
function retyped(old: string, text: string): void {
  expect(reparseYaml(text, { text: old, yaml: parseYaml(old) })).toEqual(parseYaml(text));
}

describe('parsing anew after an edit', () => {
  const pack = 'spec_version: "2.0"\nmetadata:\n  name: a # who\n  tags: [x, y]\n\ninputs:\n  one:\n    type: string\n    description: |\n      long\n\n  two:\n    type: number # kg\n# end\noutputs:\n  - a\n';
  it.each([
    ['a word in a value', 'type: number', 'type: numbers'], ['a key', 'two:', 'twos:'], ['a new line', 'type: string\n', 'type: string\n    unit: kg\n'],
    ['a new entry', '  two:', '  mid:\n    type: x\n  two:'], ['a comment', '# kg', '# kilograms'], ['a doubled key', 'two:', 'one:'],
    ['an indentation', '  two:', '    two:'], ['one indentation less', '  two:', 'two:'], ['an open quote', 'number', '"number'], ['an open bracket', '[x, y]', '[x, y'],
    ['a block scalar', 'type: number', 'type: |'], ['prose', 'long', 'longer'], ['a document mark', '\ninputs', '\n---\ninputs'], ['an anchor', 'type: number', 'type: &n number'],
    ['a joined line', 'name: a # who\n', 'name: a # who'], ['the last line', '- a\n', '- ab'], ['a tab', '    type: string', '\ttype: string'], ['nothing', 'name', 'name'],
  ])('%s', (_, from, to) => {
    expect(pack).toContain(from);
    retyped(pack, pack.replace(from, to));
    retyped(pack.replace(from, to), pack);
    retyped(pack.replaceAll('\n', '\r\n'), pack.replace(from, to).replaceAll('\n', '\r\n'));
  });

  it('moves only what stands behind the edit', () => {
    const yaml = parseYaml(pack);
    const now = reparseYaml(pack.replace('number', 'integer'), { text: pack, yaml });
    const [before, after] = [yaml, now].map(({ documents }) => documents[0]?.root);
    expect(before?.kind === 'map' && after?.kind === 'map' && before.entries[1] === after.entries[1]).toBe(true);
  });

  /** What somebody types: letters, blanks, whole lines, half-finished constructs. */
  const typed = fc.oneof(
    fc.constantFrom('a', '1', ' ', '  ', ':', ': ', '\n', '\n  ', '\n    key: 1', '#', ' # c', '"', "'", '- ', '[', ']', '{', '}', '|', '|\n', '>-\n', '&a ', '*a', '!t ', '---\n', '...\n', '? ', '\t', '\r\n', '<<: ', '%', '😀', '\ud800', '\ufeff', ','),
    fc.stringMatching(/^[a-z_]{1,6}(: [a-z0-9]{0,4})?\n?$/),
  );

  it('equals parsing from nothing, edit by edit', () => {
    const sample = fc.constantFrom(...yamlSamples, pack, step4After, step5ConfigAfter, step4After.replaceAll('\n', '\r\n'));
    const edits = fc.array(fc.record({ at: fc.nat(3000), cut: fc.oneof(fc.constant(0), fc.nat(10)), put: fc.oneof(fc.constant(''), typed) }), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(sample, edits, (text, all) => {
      let old = text;
      let yaml = parseYaml(old);
      for (const { at, cut, put } of all) {
        const start = at % (old.length + 1);
        const now = old.slice(0, start) + put + old.slice(start + cut);
        yaml = reparseYaml(now, { text: old, yaml });
        expect(yaml, JSON.stringify([old, now])).toEqual(parseYaml(now));
        old = now;
      }
    }), runs(400));
  });
});
