/**
 * The tables of `wasm/literals.ts`, whose head describes them: for each literal, the neighbouring windows by which it is found, chosen so
 * that they are rare in code.
 */

/** Characters of code and documentation, from common to rare; all others are rarer still. */
const commonness = ' etaisrno\n=lc"d_u-pmfg.:,yh()0vbEATCkSRwD1#IP2ON*Lx[]F|M{}5G/\'>Uq3`BHz4V6W8j9+%7<KY@Q\\X;$JZ!&~?^';

const filterWords = 2048;
const heads = 4097;

interface Entry {
  readonly window: number;
  readonly literal: number;
  readonly offset: number;
}

/** The tables for literals in UTF-8. */
export function searchTables(literals: readonly Uint8Array[]): Uint8Array {
  const long: Entry[] = [];
  const short: Entry[] = [];
  const pairs: number[] = [];
  for (const [index, literal] of literals.entries()) {
    if (literal.length <= 2) pairs.push(at(literal, 0), literal.length === 2 ? at(literal, 1) : 256, index);
    else if (literal.length < 7) short.push(...windowsOf(literal, index, 3, 1));
    else long.push(...windowsOf(literal, index, 4, 4));
  }
  const words = [0, 0, 0, pairs.length / 3, 0];
  const addTable = (slot: number, table: readonly number[]): void => {
    words[slot] = words.length * 4;
    words.push(...table);
  };
  if (long.length > 0) addTable(0, indexOf(long));
  if (short.length > 0) addTable(1, indexOf(short));
  addTable(2, pairs);
  let address = (words.length + literals.length * 2) * 4;
  addTable(4, literals.flatMap((literal) => {
    address += literal.length;
    return [address - literal.length, literal.length];
  }));
  const result = new Uint8Array(address);
  result.set(new Uint8Array(Uint32Array.from(words).buffer));
  let end = words.length * 4;
  for (const literal of literals) {
    result.set(literal, end);
    end += literal.length;
  }
  return result;
}

/** The `stride` neighbouring windows of `size` bytes that are rarest together. */
function windowsOf(literal: Uint8Array, index: number, size: number, stride: number): readonly Entry[] {
  let best = 0;
  let bestRarity = -1;
  const rarities = Array.from(literal, rarityOf);
  for (let start = 0; start + size + stride - 1 <= literal.length; start++) {
    let rarity = 0;
    for (let offset = start; offset < start + size + stride - 1; offset++) rarity += rarities[offset] ?? 0;
    if (rarity > bestRarity) [best, bestRarity] = [start, rarity];
  }
  return Array.from({ length: stride }, (_, step) => ({ window: windowAt(literal, best + step, size), literal: index, offset: best + step }));
}

function windowAt(literal: Uint8Array, offset: number, size: number): number {
  let window = 0;
  for (let place = 0; place < size; place++) window |= at(literal, offset + place) << (place * 8);
  return window >>> 0;
}

function rarityOf(byte: number): number {
  const rank = commonness.indexOf(String.fromCharCode(byte));
  return Math.log2(2 + (rank < 0 ? 128 : rank));
}

function indexOf(entries: readonly Entry[]): readonly number[] {
  const filter = new Uint32Array(filterWords);
  const buckets = Array.from({ length: heads - 1 }, (): Entry[] => []);
  for (const entry of entries) {
    const hash = Math.imul(entry.window, 0x9e3779b1) >>> 16;
    filter[hash >>> 5] = (filter[hash >>> 5] ?? 0) | (1 << (hash & 31));
    buckets[hash >>> 4]?.push(entry);
  }
  let before = 0;
  const starts = buckets.map((bucket) => (before += bucket.length) - bucket.length);
  return [...filter, ...starts, before, ...buckets.flat().flatMap(({ window, literal, offset }) => [window, literal, offset])];
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
