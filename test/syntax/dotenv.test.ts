import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDotenv } from '../../server/src/syntax/dotenv.ts';
import type { DotenvFile } from '../../server/src/syntax/dotenvTree.ts';
import { contains, type Range } from '../../server/src/text/range.ts';
import { mutated, runs, soup } from './arbitraries.ts';
import { dotenvSamples } from './samples.ts';

const values = (file: DotenvFile): Record<string, string> => Object.fromEntries(file.entries.map(({ name, value }) => [name, value]));

describe('entries', () => {
  test.each([
    ['A=1', { A: '1' }], ['A = 1 ', { A: '1' }], ['export A=1', { A: '1' }], ['A=', { A: '' }], ['A=  # c', { A: '' }], ['A=a#b', { A: 'a#b' }], ['A=#b', { A: '#b' }], ['A=a #b', { A: 'a' }], ['A=a#b # c', { A: 'a#b' }],
    ['A="a#b" # c', { A: 'a#b' }], ['A=\'a\\n\'', { A: 'a\\n' }], ['A="a\\nb"', { A: 'a\nb' }], ['A="x\r\ny"\r\nB=2', { A: 'x\ny', B: '2' }],
    ['A=`it\'s "q"`', { A: 'it\'s "q"' }], ['A=two words', { A: 'two words' }], ['A="C:\\dir\\"\nB="x"', { A: 'C:\\dir\\', B: 'x' }], ['A="a\\"b"', { A: 'a\\"b' }],
    ['\ufeffA=1\rB=2', { A: '1', B: '2' }], ['A=1=2', { A: '1=2' }], ['a.b-c=1', { 'a.b-c': '1' }], ['export=1', { export: '1' }], ['A=${B:-c}', { A: '${B:-c}' }],
  ])('%j', (text, expected) => {
    const file = parseDotenv(text);
    expect(file.problems).toEqual([]);
    expect(values(file)).toEqual(expected);
  });

  test('ranges are exact', () => {
    const text = '\n  export NAME = "two\nlines" # why\nE= \n';
    const [first, second] = parseDotenv(text).entries;
    const slice = (range: Range | undefined): string | undefined => range && text.slice(range.start, range.end);
    expect([slice(first?.nameRange), slice(first?.valueRange), slice(first?.range), slice(first?.comment?.range)]).toEqual([
      'NAME', '"two\nlines"', 'export NAME = "two\nlines"', '# why',
    ]);
    expect(first).toMatchObject({ exported: true, quote: 'double' });
    expect(second?.valueRange).toEqual({ start: text.indexOf('E=') + 2, end: text.indexOf('E=') + 2 });
  });

  test('interpolations of unquoted and double-quoted values', () => {
    const file = parseDotenv('A=${X}\nB="$Y"\nC=\'$Z\'\n');
    expect(file.entries.map(({ interpolations }) => interpolations.map(({ name }) => name))).toEqual([['X'], ['Y'], []]);
  });
});

describe('commented-out assignments', () => {
  test.each([
    ['# NAME=value', 'NAME', 'value'], ['#NAME=value', 'NAME', 'value'], ['# export NAME=value', 'NAME', 'value'], ['## NAME="two words"  # why', 'NAME', 'two words'],
    ['# NAME=', 'NAME', ''], ['# NAME = 1', 'NAME', '1'], ['A=1 # B=2', 'B', '2'],
  ])('%j is one', (text, name, value) => {
    const { assignment } = parseDotenv(text).comments[0] ?? {};
    expect(assignment).toMatchObject({ name, value });
    expect(assignment && text.slice(assignment.nameRange.start, assignment.nameRange.end)).toBe(name);
    expect(assignment && text.slice(assignment.valueRange.start, assignment.valueRange.end).replaceAll('"', '')).toBe(value);
  });

  test.each(['# Set LOG=1 to see more', '# LOG=1 makes it loud', '# name=value', '# a = b', '# see https://x/?A=1', '# ===== A ====', '# NAME'])('%j is prose', (text) => {
    expect(parseDotenv(text).comments[0]?.assignment).toBeUndefined();
  });
});

describe('problems', () => {
  test.each([
    ['NAME\n', 'MISSING_EQUALS', 0, 4], ['  NAME # c\n', 'MISSING_EQUALS', 2, 6], ['A B=1', 'INVALID_NAME', 0, 3], ['1A=1', 'INVALID_NAME', 0, 2], ['=1', 'INVALID_NAME', 0, 1],
    ['A=1\nB="open\nC=2\n', 'UNCLOSED_QUOTE', 6, 7], ['A="open\nB="x"\n', 'UNCLOSED_QUOTE', 2, 3], ['A=\'it\'s\'', 'TEXT_AFTER_QUOTE', 6, 8], ['A="a" b', 'TEXT_AFTER_QUOTE', 6, 7],
  ])('%j', (text, code, start, end) => {
    expect(parseDotenv(text).problems.map((problem) => ({ code: problem.code, range: problem.range }))).toContainEqual({ code, range: { start, end } });
    expect(parseDotenv(text).problems).toHaveLength(1);
  });

  test('the lines after a broken one are still read', () => {
    expect(values(parseDotenv('A="open\nB=2\nwhat\nC=3\n'))).toMatchObject({ B: '2', C: '3' });
  });

  test('limits', () => {
    expect(parseDotenv('A=\0').refused).toBe('not-text');
    expect(parseDotenv('A=1\n'.repeat(3_000_000)).refused).toBe('too-large');
  });

  test.each([
    'A="x\n'.repeat(50_000), 'word\n'.repeat(200_000), 'A=1\n'.repeat(200_000), `A="${'\\"'.repeat(200_000)}`, 'A=\'"`\n'.repeat(30_000), `# ${'A='.repeat(200_000)}`,
    `# A=${'b'.repeat(100_000)} ${' '.repeat(100_000)}x`, `A=${'${B:-'.repeat(50_000)}`, `A="\\"\n`.repeat(30_000),
  ])('hostile input %# comes back before its time is up', (text) => {
    parseDotenv(text);
  });
});

describe('properties', () => {
  const texts = fc.oneof(soup, mutated(dotenvSamples));

  test('nothing throws, ranges are in the text, in order and within each other', () => {
    fc.assert(fc.property(texts, (text) => {
      const file = parseDotenv(text);
      const whole = { start: 0, end: text.length };
      let before = 0;
      for (const entry of file.entries) {
        expect(entry.range.start).toBeGreaterThanOrEqual(before);
        before = entry.range.end;
        expect(text.slice(entry.nameRange.start, entry.nameRange.end)).toBe(entry.name);
        if (entry.quote === 'none') expect(text.slice(entry.valueRange.start, entry.valueRange.end)).toBe(entry.value);
        expect(contains(whole, entry.range) && contains(entry.range, entry.nameRange) && contains(entry.range, entry.valueRange)).toBe(true);
        for (const { range, nameRange, name } of entry.interpolations) {
          expect(contains(entry.valueRange, range) && contains(range, nameRange)).toBe(true);
          expect(text.slice(nameRange.start, nameRange.end)).toBe(name);
        }
      }
      for (const { range, assignment } of file.comments) {
        expect(contains(whole, range) && text[range.start] === '#').toBe(true);
        if (assignment) expect(contains(range, assignment.nameRange) && contains(range, assignment.valueRange)).toBe(true);
      }
      for (const { range } of file.problems) expect(contains(whole, range)).toBe(true);
    }), runs(3_000));
  });

  test('values are those of node\'s parseEnv', () => {
    const word = fc.stringMatching(/^[A-Za-z0-9_./:@?&=+-]{0,12}$/);
    const spaced = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const value = fc.oneof(
      word, spaced, spaced.map((text) => `'${text}#"'`), spaced.map((text) => `"${text}\n# '${text}"`), spaced.map((text) => `"a\\n${text}"`), word.map((text) => `\`${text}\``),
    );
    const line = fc.oneof(
      fc.tuple(fc.constantFrom('', 'export '), fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/), fc.constantFrom('=', ' = ', '= '), value, fc.constantFrom('', ' # note', '  '))
        // Node 24 stumbles over empty values behind `export` or before blanks.
        .map(([prefix, name, equals, text, end]) => (text.trim() === '' ? `${name}=` : prefix + name + equals + text + end)),
      fc.constantFrom('', '# A=1', '#'),
    );
    fc.assert(fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const text = lines.join('\n');
      const file = parseDotenv(text);
      expect(file.problems).toEqual([]);
      expect(values(file)).toEqual({ ...parseEnv(`${text}\n`) });
    }), runs(2_000));
  });
});
