import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import { createByteSearch, isFound } from '../../../server/src/text/byteSearch/byteSearch.ts';

const encoder = new TextEncoder();

function foundIn(text: string, literals: readonly string[], search = createByteSearch(literals)): string[] {
  const found = search.search(encoder.encode(text));
  return literals.filter((_, index) => isFound(found, index));
}

function expectLikeIncludes(text: string, literals: readonly string[]): void {
  expect(foundIn(text, literals)).toEqual(literals.filter((literal) => text.includes(literal)));
}

const ruleLiterals = [...new Set(builtInMigrations.flatMap(({ rules }) => rules).flatMap(({ literals }) => literals?.flat() ?? []))];

describe('byte search', () => {
  it('finds a literal of any length at the start, at the end, and at every place of two blocks', () => {
    for (const literal of ['[', 'id', '12.', 'gl",', 'union', 'gl run', 'API_KEY', '.success', 'greenlang <', 'a literal that is longer than two blocks of bytes']) {
      const search = createByteSearch([literal]);
      for (let before = 0; before <= 33; before++) {
        for (const after of [0, 1, 5, 40]) {
          const text = `${'·-'.repeat(20).slice(0, before)}${literal}${'~'.repeat(after)}`;
          expect(foundIn(text, [literal], search), `${literal} behind ${before} before ${after}`).toEqual([literal]);
        }
      }
    }
  });

  it('finds nothing that is cut off at the end, whatever the memory held before', () => {
    const literals = ['id', '12.', 'gl run', 'greenlang <'];
    const search = createByteSearch(literals);
    for (const literal of literals) {
      for (let length = 0; length < 40; length++) {
        expect(foundIn(' '.repeat(length) + literal, literals, search)).toEqual([literal]);
        expect(foundIn(' '.repeat(length) + literal.slice(0, -1), literals, search)).toEqual([]);
      }
    }
  });

  it('finds literals that overlap, hold each other or are given twice', () => {
    expect(foundIn('xgreenlang runx', ['greenlang', 'lang run', 'greenlang', 'g', 'ng', 'ang', 'greenlang runs'])).toEqual(['greenlang', 'lang run', 'greenlang', 'g', 'ng', 'ang']);
    expect(foundIn('aaaaaaab', ['aaaaaaab', 'aaaaaaaa', 'aab', 'ba'])).toEqual(['aaaaaaab', 'aab']);
  });

  it('finds nothing in nothing, and nothing for nothing', () => {
    expect(foundIn('', ['a', 'ab', 'abc', 'abcdefgh'])).toEqual([]);
    expect(createByteSearch([]).search(encoder.encode('text'))).toEqual(new Uint32Array(0));
  });

  it('finds what is not ASCII, and tells case', () => {
    expectLikeIncludes('Größe in m² — “fein” 🙂 ende', ['ß', 'Größe', '²', '— “', '🙂', '🙂 ende', 'größe', '🙃', 'FEIN']);
  });

  it('gives an array of the caller', () => {
    const search = createByteSearch(['one', 'two']);
    const first = search.search(encoder.encode('one'));
    search.search(encoder.encode('two'));
    expect([...first]).toEqual([1]);
  });

  it('keeps two searches apart that take turns', () => {
    const one = createByteSearch(['greenlang', 'id']);
    const two = createByteSearch(['kagzi', '[', 'cryptography =']);
    for (let turn = 0; turn < 3; turn++) {
      expect(foundIn('greenlang', ['greenlang', 'id'], one)).toEqual(['greenlang']);
      expect(foundIn('kagzi[', ['kagzi', '[', 'cryptography ='], two)).toEqual(['kagzi', '[']);
    }
  });

  it('finds the literals of all rules in texts made of them', () => {
    const search = createByteSearch(ruleLiterals);
    const piece = fc.oneof(fc.constantFrom(...ruleLiterals), fc.constantFrom(...ruleLiterals).map((literal) => literal.slice(0, -1)), fc.string({ maxLength: 20 }));
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('');
      expect(foundIn(text, ruleLiterals, search)).toEqual(ruleLiterals.filter((literal) => text.includes(literal)));
    }), { numRuns: 400 });
    expect(ruleLiterals.length).toBeGreaterThan(300);
  });

  it('says what `includes` says of random literals in random texts', () => {
    const character = fc.constantFrom('a', 'b', 'c', '.', '\n', 'ä', '€', '🙂');
    const string = (minLength: number, maxLength: number) => fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''));
    fc.assert(fc.property(fc.array(string(1, 12), { maxLength: 80 }), string(0, 200), (literals, text) => {
      expectLikeIncludes(text, literals);
    }), { numRuns: 500 });
  });

  it('finds bytes that are no text', () => {
    const bytes = fc.uint8Array({ max: 3, maxLength: 100 });
    fc.assert(fc.property(bytes, fc.array(fc.constantFrom('\0', '\0\x01', '\x01\x02\x03', '\0\0\0', '\x02\x02\x01\x01\x03', '\0\0\0\0\0\0\0'), { minLength: 1 }), (input, literals) => {
      const found = createByteSearch(literals).search(input);
      expect(literals.map((_, index) => isFound(found, index))).toEqual(literals.map((literal) => Buffer.from(input).includes(literal)));
    }), { numRuns: 300 });
  });

  it('takes ten megabytes, and small texts after them', () => {
    const literals = ['needle of gold', 'id', '12.', 'gl run', 'missing one'];
    const search = createByteSearch(literals);
    const large = Buffer.alloc(10 * 1024 * 1024, 'hay stack\n');
    const ends = ['12.', 'gl run', 'needle of gold'];
    for (const end of ends) {
      large.write(end, large.length - end.length);
      const found = search.search(large);
      expect(literals.filter((_, index) => isFound(found, index))).toEqual([end]);
    }
    expect(foundIn('gl ru', literals, search)).toEqual([]);
  });
});
