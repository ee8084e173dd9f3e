/** Up to this length a list takes no more memory than it has things: most have one or two. */
const longestExact = 16;

/** Lists of things by number. Thousands of lists with a few things each. */
export class ThingLists<Thing extends object> {
  readonly #lists = new Map<number, Thing | Thing[]>();

  /** The things of a number in the order in which they came. */
  of(number: number | undefined): readonly Thing[] {
    const list = number === undefined ? undefined : this.#lists.get(number);
    return list === undefined ? [] : isList(list) ? list : [list];
  }

  /** Numbers that have things. */
  numbers(): Iterable<number> {
    return this.#lists.keys();
  }

  /** Adds a thing that is not the last one of its list. All that are the same have to be added one after the other. */
  add(number: number, thing: Thing): void {
    const list = this.#lists.get(number);
    if (list === undefined) this.#lists.set(number, thing);
    else if (!isList(list)) {
      if (list !== thing) this.#lists.set(number, [list, thing]);
    } else if (list.at(-1) !== thing) {
      if (list.length < longestExact) this.#lists.set(number, [...list, thing]);
      else list.push(thing);
    }
  }

  remove(number: number, thing: Thing): void {
    const left = this.of(number).filter((one) => one !== thing);
    if (left.length === 0) this.#lists.delete(number);
    else this.#lists.set(number, left);
  }
}

function isList<Thing extends object>(list: Thing | Thing[]): list is Thing[] {
  return Array.isArray(list);
}
