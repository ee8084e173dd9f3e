import { ownCopy } from './ownCopy.ts';

/** Longer texts are hardly ever the same. */
const longestShared = 80;

/**
 * Strings of which each is kept once, and known by a number. What a search or a parser finds are windows into the text that it read, and each would keep the whole
 * text of its file in memory: half a gigabyte in a large repository.
 */
export class OwnStrings {
  readonly #numbers = new Map<string, number>();
  readonly #strings: string[] = [];

  /** The number of a string, which is taken in. */
  take(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const own = ownCopy(text);
    this.#numbers.set(own, this.#strings.length);
    return this.#strings.push(own) - 1;
  }

  /** The number of a string, if it was taken in. */
  find(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** The string of a number that `take` gave. */
  at(number: number): string {
    return this.#strings[number] ?? '';
  }

  /** An equal string that is no window into another one. */
  own(text: string): string {
    return text.length > longestShared ? ownCopy(text) : this.at(this.take(text));
  }
}
