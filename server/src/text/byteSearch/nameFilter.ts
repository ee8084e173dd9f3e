import { byteSearchInstance } from './instance.ts';

/** Names of a file, as a filter that says "no" only when a name is not there. */
export interface NameFilter {
  /** Whether the name may be there; of a name with dots, whether all of its parts may. */
  mayHave(name: string): boolean;
  /** The filter as plain data, which another thread can take over; `nameFilterOf` is the way back. Not to be changed. */
  readonly words: Uint32Array;
}

/**
 * The names that `pythonHeader` (service/pythonHeader.ts) would find in the text of the bytes: modules, imported names, bases, classes, and functions and
 * constructed variables of the top level. About one name in a hundred that is not there may be said to be.
 */
export function pythonHeaderNames(bytes: Uint8Array): NameFilter {
  return nameFilterOf(byteSearchInstance().names(bytes));
}

/** The filter of words that another filter had. */
export function nameFilterOf(words: Uint32Array): NameFilter {
  const mask = words.length * 32 - 1;
  const has = (bit: number): boolean => (((words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  const mayHavePart = (part: string): boolean => {
    const hash = hashOf(part);
    return has(hash & mask) && has((hash >>> 16) & mask);
  };
  return {
    words,
    mayHave: (name) => (name.includes('.') ? name.split('.').every((part) => part === '' || mayHavePart(part)) : name === '' || mayHavePart(name)),
  };
}

/** The same hash as in `wasm/pythonNames.ts`; names have ASCII characters alone. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash;
}
