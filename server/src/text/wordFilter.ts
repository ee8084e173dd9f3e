/** Letters, digits and `_` of ASCII: what `\w` is in a regular expression. */
const isWordUnit = Uint8Array.from({ length: 128 }, (_, unit) => Number(/\w/.test(String.fromCharCode(unit))));

/** Tells for most words that they are not in a text, without the text: a small part of its size, in which each word leaves two bits. */
export class WordFilter {
  readonly #bits: Uint32Array;
  readonly #mask: number;

  constructor(text: string) {
    // A word of code takes about 40 units, most of them were there before: a filter of this size lets one in a hundred pass that is not there.
    const size = Math.max(64, 2 ** Math.ceil(Math.log2(Math.max(text.length, 1) / 2)));
    this.#bits = new Uint32Array(size >> 5);
    this.#mask = size - 1;
    let hash = noWord;
    for (let at = 0; at <= text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit < 128 && isWordUnit[unit] === 1) hash = step(hash, unit);
      else if (hash !== noWord) {
        this.#mark(hash);
        this.#mark(other(hash));
        hash = noWord;
      }
    }
  }

  /** Takes a word as `\b\w+\b` finds it in the text. */
  mayHave(word: string): boolean {
    let hash = noWord;
    for (let at = 0; at < word.length; at++) hash = step(hash, word.charCodeAt(at));
    return this.#has(hash) && this.#has(other(hash));
  }

  #mark(hash: number): void {
    const bit = hash & this.#mask;
    this.#bits[bit >> 5] = (this.#bits[bit >> 5] ?? 0) | (1 << (bit & 31));
  }

  #has(hash: number): boolean {
    const bit = hash & this.#mask;
    return ((this.#bits[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
  }
}

/** FNV-1a, which starts with this. */
const noWord = 0x811c9dc5 | 0;

function step(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x01000193);
}

/** A second hash from the first one: its upper bits count here. */
function other(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> 7;
}
