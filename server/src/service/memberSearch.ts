import { createByteSearch, isFound, type ByteSearch } from '../text/byteSearch/byteSearch.ts';
import { words } from '../text/literal.ts';

/** Finds in the bytes of files which migrations' names are taken out of something there (`module.Name`), before anybody makes a text of them. */
export class MemberSearch {
  readonly #search: ByteSearch;
  /** By migration: which of the literals are its names. */
  readonly #indexes: readonly { readonly migration: string; readonly indexes: readonly number[] }[];

  /** The names by migration. */
  constructor(members: ReadonlyMap<string, Iterable<string>>) {
    const numbers = new Map<string, number>();
    const numberOf = (name: string): number => {
      const number = numbers.get(name) ?? numbers.size;
      numbers.set(name, number);
      return number;
    };
    this.#indexes = [...members].map(([migration, names]) => ({ migration, indexes: [...names].map(numberOf) }));
    this.#search = createByteSearch(words([...numbers.keys()].map((name) => `.${name}`)));
  }

  /** Ids of the migrations of which a name stands behind a dot. */
  in(bytes: Uint8Array): ReadonlySet<string> {
    const found = this.#search.search(bytes);
    return new Set(this.#indexes.filter(({ indexes }) => indexes.some((index) => isFound(found, index))).map(({ migration }) => migration));
  }
}
