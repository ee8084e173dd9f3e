import { byteSearchInstance, type WordRange } from './instance.ts';

/** Names of a file, as a filter that says "no" only when a name is not there, and "yes" by mistake once in many millions. */
export interface NameFilter {
  /** Whether the name may be there; of a name with dots, whether all of its parts may. */
  mayHave(name: string): boolean;
  /** Whether one of several names may be there. It takes time for the names of the file, however many are asked for. */
  mayHaveAny(names: NameQuery): boolean;
  /** The filter as plain data, which another thread can take over; `nameFilterOf` is the way back. Not to be changed. */
  readonly words: Uint32Array;
}

/** Several names to ask many filters for. */
export interface NameQuery {
  /** Hashes of names without dots. */
  readonly hashes: ReadonlySet<number>;
  /** A bit for the lower half of each of these hashes. */
  readonly bits: Uint32Array;
  /** Of names with dots, the hashes of all parts. */
  readonly dotted: readonly (readonly number[])[];
}

/** What stands alone for all names there are. */
const allNames: WordRange = { words: Uint32Array.of(0), start: 0, end: 1 };

/**
 * The names that `pythonHeader` (service/pythonHeader.ts) would find in the text of the bytes: modules, imported names, bases, classes, and functions and
 * constructed variables of the top level.
 */
export function pythonHeaderNames(bytes: Uint8Array): NameFilter {
  return new HashedNames(byteSearchInstance().names(bytes) ?? allNames);
}

/** The filter of words that another filter had; they are `words` from `start` to `end`, which are not copied. */
export function nameFilterOf(words: Uint32Array, start = 0, end = words.length): NameFilter {
  return new HashedNames({ words, start, end });
}

/** Makes a query. */
export function nameQuery(names: Iterable<string>): NameQuery {
  const hashes = new Set<number>();
  const dotted: number[][] = [];
  for (const name of names) {
    const parts = name.split('.').filter((part) => part !== '').map(hashOf);
    if (parts.length === 1) hashes.add(parts[0] ?? 0);
    else dotted.push(parts);
  }
  const bits = new Uint32Array(2048);
  for (const hash of hashes) bits[(hash >>> 5) & 2047] = (bits[(hash >>> 5) & 2047] ?? 0) | (1 << (hash & 31));
  return { hashes, bits, dotted };
}

/** Tens of thousands of them have their words in few arrays: a view for each would take more than the words. */
class HashedNames implements NameFilter {
  readonly #words: Uint32Array;
  readonly #start: number;
  readonly #end: number;

  constructor({ words, start, end }: WordRange) {
    this.#words = words;
    this.#start = start;
    this.#end = end;
  }

  get words(): Uint32Array {
    return this.#words.subarray(this.#start, this.#end);
  }

  mayHave(name: string): boolean {
    return this.#hasAll() || name.split('.').every((part) => part === '' || this.#has(hashOf(part)));
  }

  mayHaveAny({ hashes, bits, dotted }: NameQuery): boolean {
    const words = this.#words;
    for (let index = this.#start; index < this.#end; index++) {
      const word = words[index] ?? 0;
      if ((((bits[(word >>> 5) & 2047] ?? 0) >>> (word & 31)) & 1) === 1 && hashes.has(word)) return true;
    }
    return this.#hasAll() ? hashes.size + dotted.length > 0 : dotted.some((parts) => parts.every((part) => this.#has(part)));
  }

  #has(hash: number): boolean {
    for (let index = this.#start; index < this.#end; index++) if (this.#words[index] === hash) return true;
    return false;
  }

  #hasAll(): boolean {
    return this.#end - this.#start === 1 && this.#words[this.#start] === 0;
  }
}

/** The same hash as in `wasm/pythonNames.ts`, where no name has 0; names have ASCII characters alone. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash === 0 ? 1 : hash >>> 0;
}
