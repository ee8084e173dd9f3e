import type { Range } from './range.ts';

/**
 * A text that stands inside a file, decoded (a script in a YAML block, in a JSON string, in a make recipe), with the way
 * back to the file. Readers of embedded languages take one of these, so a whole file and a part of one are the same to them.
 */
export class EmbeddedText {
  readonly text: string;
  readonly #source: string;
  /** Runs of `text` that the file has unchanged, in order: where each begins in `text` and in the file. */
  readonly #runs: readonly Run[];

  constructor(source: string, runs: readonly Run[], text: string) {
    this.#source = source;
    this.#runs = runs;
    this.text = text;
  }

  /** A part of a file as it stands. Offsets are UTF-16 units. */
  static slice(source: string, start = 0, end = source.length): EmbeddedText {
    return new EmbeddedText(source, [{ index: 0, offset: start }], source.slice(start, end));
  }

  /** A text put together from pieces. */
  static of(source: string, pieces: readonly Piece[]): EmbeddedText {
    const runs: Run[] = [];
    let text = '';
    for (const { text: part, offset } of pieces) {
      if (part === '') continue;
      runs.push({ index: text.length, offset });
      text += part;
    }
    return new EmbeddedText(source, runs.length > 0 ? runs : [{ index: 0, offset: pieces[0]?.offset ?? 0 }], text);
  }

  /** Where the character at `index` stands in the file; behind the last one, where the text would go on. */
  offsetAt(index: number): number {
    const run = this.#runAt(index);
    return run.offset + index - run.index;
  }

  /** The place of a slice in the file, when the file has it unchanged there; `undefined` when an escape or a line's indentation is in it. */
  rangeOf(start: number, end: number): Range | undefined {
    if (start === end) return { start: this.offsetAt(start), end: this.offsetAt(start) };
    const from = this.offsetAt(start);
    const to = this.offsetAt(end - 1) + 1;
    return to - from === end - start && this.#source.slice(from, to) === this.text.slice(start, end) ? { start: from, end: to } : undefined;
  }

  /** A part of this text as a text of its own. */
  part(start: number, end: number = this.text.length): EmbeddedText {
    const runs = this.#runs.flatMap((run, i): Run[] => {
      const next = this.#runs[i + 1]?.index ?? this.text.length + 1;
      if (next <= start || run.index >= Math.max(end, start + 1)) return [];
      const index = Math.max(run.index, start);
      return [{ index: index - start, offset: run.offset + index - run.index }];
    });
    return new EmbeddedText(this.#source, runs.length > 0 ? runs : [{ index: 0, offset: this.offsetAt(start) }], this.text.slice(start, end));
  }

  /** What the file has from the unit at `start` to the one before `end`, escapes and indentation included. */
  original(start: number, end: number): string {
    return end > start ? this.#source.slice(this.offsetAt(start), this.offsetAt(end - 1) + 1) : '';
  }

  /** Whether the file's line begins where the unit at `index` stands. */
  beginsLine(index: number): boolean {
    const offset = this.offsetAt(index);
    return offset === 0 || this.#source[offset - 1] === '\n';
  }

  /** Some slices of this text, in order, as one text. */
  select(slices: readonly Range[]): EmbeddedText {
    const pieces: Piece[] = [];
    let current = 0;
    for (const slice of slices) {
      let start = slice.start;
      while (start < slice.end) {
        while ((this.#runs[current + 1]?.index ?? Infinity) <= start) current++;
        const end = Math.min(this.#runs[current + 1]?.index ?? Infinity, slice.end);
        pieces.push({ text: this.text.slice(start, end), offset: this.offsetAt(start) });
        start = end;
      }
    }
    return pieces.length > 0 ? EmbeddedText.of(this.#source, pieces) : this.part(0, 0);
  }

  #runAt(index: number): Run {
    let low = 0;
    let high = this.#runs.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#runs[middle] as Run).index <= index) low = middle;
      else high = middle - 1;
    }
    return this.#runs[low] as Run;
  }
}

interface Run {
  readonly index: number;
  readonly offset: number;
}

/** Some characters of an embedded text and where the first of them stands in the file. An escape is a piece of its own. */
export interface Piece {
  readonly text: string;
  readonly offset: number;
}
