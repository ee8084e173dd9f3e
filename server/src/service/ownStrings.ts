import { ownCopy } from './ownCopy.ts';

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

  /** A copy of plain data, made of strings that are kept here. */
  copy<T>(data: T): T {
    return this.#copy(data) as T;
  }

  #copy(data: unknown): unknown {
    if (typeof data === 'string') return this.at(this.take(data));
    if (Array.isArray(data)) return data.map((one: unknown) => this.#copy(one));
    if (typeof data !== 'object' || data === null) return data;
    // Copied as a whole, objects of the same kind keep one form.
    const result: Record<string, unknown> = { ...data };
    for (const name of Object.keys(result)) result[name] = this.#copy(result[name]);
    return result;
  }
}
