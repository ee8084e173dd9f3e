import { edgesOf, literalKey, type Literal } from '../literal.ts';
import { byteSearchInstance, instanceFor, releaseLargeMemory } from './instance.ts';
import { KnownWords } from './knownWords.ts';
import { searchTables } from './searchTables.ts';

/** Finds which of many literals occur in the bytes of a file (UTF-8), by one pass over them. */
export interface ByteSearch {
  /** One bit for each literal, by its index in `literals`: bit i % 32 of word i / 32. Not to be changed: equal results may share the array. */
  search(bytes: Uint8Array): Uint32Array;
}

/**
 * Makes the search for literals of at least one character: case counts. It is true of the bytes what `anyOf` says of their text, and of literals that
 * are no words what `includes` says. Making it costs some milliseconds.
 */
export function createByteSearch(literals: readonly Literal[]): ByteSearch {
  const distinct = [...new Map(literals.map((literal) => [literalKey(literal), literal])).values()];
  const indexes = new Map(distinct.map((literal, index) => [literalKey(literal), index]));
  const duplicates = literals.length > distinct.length ? literals.map((literal) => indexes.get(literalKey(literal)) ?? 0) : undefined;
  const encoder = new TextEncoder();
  const tables = searchTables(distinct.map(edgesOf).map(({ text, begins, ends }) => ({ bytes: encoder.encode(text), begins, ends })));
  const words = Math.ceil(distinct.length / 32);
  const instance = instanceFor(tables, words);
  const known = new KnownWords();
  return {
    search(bytes) {
      const found = instance().search(bytes, tables, words, known);
      return duplicates ? spread(found, duplicates) : found;
    },
  };
}

/**
 * Memory of this many bytes that searches read from: what is written there is searched without being copied. It holds until the next call, or until a longer
 * text is searched.
 */
export function searchMemory(length: number): Uint8Array {
  return byteSearchInstance().textMemory(length);
}

/** Lets go of memory for texts that are larger than most. For who has searched many files and goes on with something else; `searchMemory` does not hold any more. */
export function releaseSearchMemory(): void {
  releaseLargeMemory();
}

/** Whether the literal of an index was found. */
export function isFound(found: Uint32Array, index: number): boolean {
  return (((found[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
}

function spread(found: Uint32Array, sources: readonly number[]): Uint32Array {
  const result = new Uint32Array(Math.ceil(sources.length / 32));
  for (const [index, source] of sources.entries()) {
    if (isFound(found, source)) result[index >>> 5] = (result[index >>> 5] ?? 0) | (1 << (index & 31));
  }
  return result;
}
