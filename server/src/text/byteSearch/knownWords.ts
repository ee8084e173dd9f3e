/** With more than this, those that came up first give way. */
const mostKnown = 20_000;

/** Lists of words of which equal ones are the same array: of tens of thousands of files, most have the same literals as some other. */
export class KnownWords {
  /** By hash; two lists with the same hash take turns. */
  readonly #known = new Map<number, Uint32Array>();

  /** An array with the words of `from` that begin at `start`. Not to be changed. */
  of(from: Uint32Array, start: number, length: number): Uint32Array {
    let hash = length;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (from[start + i] ?? 0), 0x01000193) ^ (hash >>> 15);
    const known = this.#known.get(hash);
    if (known?.length === length && isAt(known, from, start)) return known;
    if (this.#known.size >= mostKnown) this.#known.clear();
    const own = from.slice(start, start + length);
    this.#known.set(hash, own);
    return own;
  }
}

function isAt(words: Uint32Array, from: Uint32Array, start: number): boolean {
  for (let i = 0; i < words.length; i++) if (words[i] !== from[start + i]) return false;
  return true;
}
