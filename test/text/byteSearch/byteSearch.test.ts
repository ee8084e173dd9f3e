import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import { createByteSearch, isFound, releaseSearchMemory, searchMemory } from '../../../server/src/text/byteSearch/byteSearch.ts';
import { anyOf, literalKey, words, type Literal } from '../../../server/src/text/literal.ts';

const encoder = new TextEncoder();

function foundIn<L extends Literal>(text: string, literals: readonly L[], search = createByteSearch(literals)): L[] {
  const found = search.search(encoder.encode(text));
  return literals.filter((_, index) => isFound(found, index));
}

function expectLikeIncludes(text: string, literals: readonly string[]): void {
  expect(foundIn(text, literals)).toEqual(literals.filter((literal) => text.includes(literal)));
}

/** What the byte search has to find is what the expression finds that rules are asked with. */
function expectLikeExpressions(text: string, literals: readonly Literal[], search = createByteSearch(literals)): void {
  expect(foundIn(text, literals, search)).toEqual(literals.filter((literal) => anyOf([literal]).test(text)));
}

const ruleLiterals = [...new Map(builtInMigrations.flatMap(({ rules }) => rules).flatMap(({ literals = [], literalsIn = {} }) => [...literals, ...Object.values(literalsIn).flat()]).flat()
  .map((literal) => [literalKey(literal), literal])).values()];
const textOf = (literal: Literal): string => (typeof literal === 'string' ? literal : literal.word);

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

  it('finds in the memory that it reads from what it finds elsewhere, one search after the other', () => {
    const searches = ['one', 'greenlang', 'id'].map((literal) => createByteSearch([literal, 'other text']));
    for (const length of [30, 100_000, 20]) {
      const text = encoder.encode(`${'-'.repeat(length)}greenlang`);
      const memory = searchMemory(text.length + 5).subarray(0, text.length);
      memory.set(text);
      expect(searches.map((search) => [...search.search(memory)])).toEqual([[0], [1], [0]]);
      expect(searches.map((search) => [...search.search(encoder.encode('nothing'))])).toEqual([[0], [0], [0]]);
    }
  });

  it('goes on finding when tables of many searches, or of one very large one, do not fit into the memory', () => {
    const searches = Array.from({ length: 60 }, (_, index) => createByteSearch([`word${index};`, 'end']));
    const large = createByteSearch(Array.from({ length: 30_000 }, (_, index) => `a rather long literal with a number: ${index}`));
    for (const order of [searches, [...searches].reverse()]) {
      for (const [index, search] of order.entries()) {
        const number = order === searches ? index : searches.length - 1 - index;
        expect([...search.search(encoder.encode(`a word${number}; b`)), ...search.search(encoder.encode(`a word${number + 1}; end`))]).toEqual([1, 2]);
      }
      expect(isFound(large.search(encoder.encode('it is a rather long literal with a number: 29999')), 29_999)).toBe(true);
    }
  });

  it('goes on finding when the memory was let go, and takes less then', () => {
    const search = createByteSearch(['one', 'two']);
    const size = (): number => searchMemory(1).buffer.byteLength;
    releaseSearchMemory();
    const before = size();
    expect([...search.search(encoder.encode(`${'-'.repeat(3_000_000)}two`))]).toEqual([2]);
    expect(size()).toBeGreaterThan(before + 2_000_000);
    releaseSearchMemory();
    expect(size()).toBeLessThan(before + 1_000_000);
    expect([...search.search(encoder.encode('one'))]).toEqual([1]);
  });

  it('gives an array that stays as it is, the same for equal results', () => {
    const search = createByteSearch(['one', 'two']);
    const first = search.search(encoder.encode('one'));
    search.search(encoder.encode('two'));
    expect([...first]).toEqual([1]);
    expect(search.search(encoder.encode('one and one'))).toBe(first);
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
    const piece = fc.oneof(fc.constantFrom(...ruleLiterals).map(textOf), fc.constantFrom(...ruleLiterals).map((literal) => textOf(literal).slice(0, -1)), fc.string({ maxLength: 20 }), fc.constantFrom(' ', '_', '\\t', '-e'));
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      expectLikeExpressions(pieces.join(''), ruleLiterals, search);
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

  it('finds words where no letter stands beside them, of any length and in every place', () => {
    for (const text of ['a', 'db', 'env', 'API_KEY', 'AgentResult', 'a_word_that_is_longer_than_two_blocks_of_bytes']) {
      const [word] = words([text]);
      const search = createByteSearch(word ? [word] : []);
      for (let before = 0; before <= 33; before++) {
        const front = `${'·-'.repeat(20).slice(0, before)}=`;
        for (const [left, right, isWord] of [['', '', true], ['', ' x', true], ['é', 'é', true], ['', '_', false], ['', 's', false], ['x', '', false], ['_', '.', false], ['9', '', false], ['$', '9', false]] as const) {
          expect(foundIn(front + left + text + right, word ? [word] : [], search), `${left}${text}${right} behind ${before}`).toEqual(isWord ? [word] : []);
        }
      }
      expect(foundIn(text, word ? [word] : [], search)).toEqual([word]);
      expect(foundIn(`x${text} ${text}y ${text}`, word ? [word] : [], search)).toEqual([word]);
    }
  });

  it('finds words behind escapes and options, which are no part of them', () => {
    const [word] = words(['gl run']);
    const found = (text: string): boolean => foundIn(text, word ? [word] : []).length > 0;
    for (const text of ['\\tgl run', 'x\\x09gl run', '\\011gl run', '\\U00000009gl run', '-egl run', 'a-itegl run']) expect(found(text), text).toBe(true);
    for (const text of ['tgl run', 'x0123456789gl run', '\\U000000009gl run', '\\tgl runs', '/usr_gl run']) expect(found(text), text).toBe(false);
  });

  it('asks for letters only on the sides on which a word has some', () => {
    const literals = words(['.data', '"data"', 'core.', 'data']);
    expect(foundIn('x.data', literals)).toEqual(words(['.data', 'data']));
    expect(foundIn('x.data_source', literals)).toEqual([]);
    expect(foundIn('f"data"s', literals)).toEqual(words(['"data"', 'data']));
    expect(foundIn('core.x', literals)).toEqual(words(['core.']));
    expect(foundIn('xcore.x', literals)).toEqual([]);
  });

  it('keeps a word apart from the same characters anywhere', () => {
    expect(foundIn('OPENAI_API_KEY', ['API_KEY', ...words(['API_KEY']), 'API_KEY'])).toEqual(['API_KEY', 'API_KEY']);
  });

  it('says of words what the expression says that rules are asked with', () => {
    const character = fc.constantFrom('a', 'B', '9', '_', '.', '-', '\\', '"', '\n', 'ä', '🙂');
    const string = (minLength: number, maxLength: number) => fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''));
    const literal: fc.Arbitrary<Literal> = fc.oneof(string(1, 9), string(1, 9).map((word) => ({ word })));
    fc.assert(fc.property(fc.array(literal, { maxLength: 40 }), fc.array(fc.oneof(string(0, 12), fc.constant('a9_')), { maxLength: 20 }), (literals, pieces) => {
      expectLikeExpressions(pieces.join(''), literals);
      // The literals themselves make up a text in which they are found more often.
      expectLikeExpressions(literals.map((one) => (typeof one === 'string' ? one : one.word)).join('_'), literals);
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
