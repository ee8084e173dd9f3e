/** With more than this it begins anew: what is common comes up again soon, and nobody holds the rest for longer than it is needed. */
const mostKnown = 1000;
/** Arrays share buffers of this length. */
const bufferLength = 4096;

/** Lists of words of which equal ones are the same array: of tens of thousands of files, most have the same literals as some other. */
export class KnownWords {
  /** By hash; two lists with the same hash take turns. */
  readonly #known = new Map<number, Uint32Array>();
  #buffer = new Uint32Array(0);
  #next = 0;

  /** An array with the words of `from` that begin at `start`. Not to be changed. */
  of(from: Uint32Array, start: number, length: number): Uint32Array {
    let hash = length;
    for (let i = 0; i < length; i++) hash = Math.imul(hash ^ (from[start + i] ?? 0), 0x01000193) ^ (hash >>> 15);
    const known = this.#known.get(hash);
    if (known?.length === length && isAt(known, from, start)) return known;
    if (this.#known.size >= mostKnown) this.#known.clear();
    const own = this.#copy(from, start, length);
    this.#known.set(hash, own);
    return own;
  }

  #copy(from: Uint32Array, start: number, length: number): Uint32Array {
    if (this.#next + length > this.#buffer.length) {
      this.#buffer = new Uint32Array(Math.max(bufferLength, length));
      this.#next = 0;
    }
    const own = this.#buffer.subarray(this.#next, this.#next += length);
    for (let i = 0; i < length; i++) own[i] = from[start + i] ?? 0;
    return own;
  }
}

function isAt(words: Uint32Array, from: Uint32Array, start: number): boolean {
  for (let i = 0; i < words.length; i++) if (words[i] !== from[start + i]) return false;
  return true;
}
