import { trigramShare } from './frequencies.ts';
import { groupWindows } from './windowGroups.ts';

/**
 * The tables of `wasm/literals.ts`, whose head describes them: for each literal, the neighbouring windows by which it is found, chosen so
 * that they are rare in code.
 */

const filterWords = 2048;
const buckets = 4096;
const hashFactor = 0x9e3779b1;
const groupCount = 8;
/** What is added to the two bytes of a pair: so no window of three equals one. */
const pairMark = 2 ** 31;
/** Of a literal's length. */
const beginsBit = 2 ** 31;
const endsBit = 2 ** 30;

/**
 * Windows by which literals are found, `windowSize` numbers each, as the module has them: its bytes as a number, lowest first; its literal; its place in
 * there; two that the module needs to know beside.
 */
type Windows = number[];

const windowSize = 5;

/** A literal in UTF-8, and on which of its sides no letter may stand. */
export interface SearchedBytes {
  readonly bytes: Uint8Array;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** The tables for a search. */
export function searchTables(searched: readonly SearchedBytes[]): Uint8Array {
  const literals = searched.map(({ bytes }) => bytes);
  const long: Windows = [];
  const short: Windows = [];
  const single: number[] = [];
  const chosen = new Set<number>();
  // Short ones have less choice.
  for (const [index, literal] of [...literals.entries()].sort(([, a], [, b]) => a.length - b.length)) {
    if (literal.length === 1) single.push(byteAt(literal, 0), index);
    else if (literal.length === 2) short.push((bytesAt(literal, 0, 2) | pairMark) >>> 0, index, 0, 0, 0);
    else if (literal.length < 7) addWindows(short, literal, index, { size: 3, stride: 1, chosen });
    else addWindows(long, literal, index, { size: 4, stride: 4, chosen });
  }
  const described = literals.length * 2;
  const parts = [
    long.length > 0 ? [filterOf(long), bucketsOf(long)] : [],
    short.length > 0 ? shortTable(short) : [],
    [Uint32Array.from(single)],
  ];
  const sizes = parts.map((tables) => tables.reduce((size, { length }) => size + length, 0));
  const [longSize = 0, shortSize = 0, singleSize = 0] = sizes;
  const headSize = 5;
  const words = new Uint32Array(headSize + longSize + shortSize + singleSize + described);
  const [longAt, shortAt, singleAt, literalsAt] = [headSize, headSize + longSize, headSize + longSize + shortSize, headSize + longSize + shortSize + singleSize];
  words.set([long.length > 0 ? longAt * 4 : 0, short.length > 0 ? shortAt * 4 : 0, singleAt * 4, single.length / 2, literalsAt * 4]);
  let next = headSize;
  for (const table of parts.flat()) {
    words.set(table, next);
    next += table.length;
  }
  const bytes = literals.reduce((size, { length }) => size + length, 0);
  const result = new Uint8Array(words.byteLength + bytes);
  let address = words.byteLength;
  for (const { bytes: literal, begins, ends } of searched) {
    words.set([address, literal.length + (begins ? beginsBit : 0) + (ends ? endsBit : 0)], next);
    result.set(literal, address);
    next += 2;
    address += literal.length;
  }
  result.set(new Uint8Array(words.buffer));
  return result;
}

/** Adds the `stride` neighbouring windows of `size` bytes that are rarest together; among equals, those that another literal has chosen. */
function addWindows(windows: Windows, literal: Uint8Array, index: number, { size, stride, chosen }: { readonly size: 3 | 4; readonly stride: number; readonly chosen: Set<number> }): void {
  const starts = literal.length - size + 1;
  const shares = new Float64Array(starts);
  let share = trigramShare(bytesAt(literal, 0, 3));
  for (let start = 0; start < starts; start++) {
    const next = size === 3 && start + 1 === starts ? share : trigramShare(bytesAt(literal, start + 1, 3));
    shares[start] = size === 3 ? share : Math.min(share, next);
    share = next;
  }
  let best = 0;
  let bestShare = Infinity;
  for (let start = 0; start + stride <= starts; start++) {
    let sum = 0;
    for (let step = 0; step < stride; step++) sum += shares[start + step] ?? 0;
    if (sum < bestShare || (sum * 0.1 < bestShare && chosen.has(bytesAt(literal, start, size)))) {
      if (chosen.has(bytesAt(literal, start, size))) sum *= 0.1;
      [best, bestShare] = [start, sum];
    }
  }
  chosen.add(bytesAt(literal, best, size));
  for (let offset = best; offset < best + stride; offset++) {
    const other = offset >= size ? 0 : literal.length - size;
    windows.push(bytesAt(literal, offset, size), index, offset, bytesAt(literal, other, size), other);
  }
}

function bytesAt(literal: Uint8Array, offset: number, size: number): number {
  let bytes = 0;
  for (let place = 0; place < size; place++) bytes |= byteAt(literal, offset + place) << (place * 8);
  return bytes >>> 0;
}

function filterOf(windows: Windows): Uint32Array {
  const filter = new Uint32Array(filterWords);
  for (let at = 0; at < windows.length; at += windowSize) {
    const hash = Math.imul(windows[at] ?? 0, hashFactor);
    filter[hash >>> 21] = (filter[hash >>> 21] ?? 0) | (1 << ((hash >>> 16) & 31));
  }
  return filter;
}

/** Windows by the bucket that their bytes fall into; in front, where each bucket begins. */
function bucketsOf(windows: Windows): Uint32Array {
  const bucketAt = (at: number): number => Math.imul(windows[at] ?? 0, hashFactor) >>> 20;
  const result = new Uint32Array(buckets + 1 + windows.length);
  for (let at = 0; at < windows.length; at += windowSize) result[bucketAt(at) + 1] = (result[bucketAt(at) + 1] ?? 0) + 1;
  for (let bucket = 1; bucket <= buckets; bucket++) result[bucket] = (result[bucket] ?? 0) + (result[bucket - 1] ?? 0);
  const free = result.slice(0, buckets);
  for (let at = 0; at < windows.length; at += windowSize) {
    const place = free[bucketAt(at)] ?? 0;
    free[bucketAt(at)] = place + 1;
    for (let part = 0; part < windowSize; part++) result[buckets + 1 + place * windowSize + part] = windows[at + part] ?? 0;
  }
  return result;
}

/** Distributes the windows over groups, as the module looks for them. Pairs have one of their own, in which the third byte may be any. */
function shortTable(windows: Windows): readonly Uint32Array[] {
  const bytes = [...new Set(windows.filter((_, place) => place % windowSize === 0))];
  const pairs = bytes.filter((each) => each >= pairMark);
  const triples = bytes.filter((each) => each < pairMark);
  const groups = pairs.length === 0 ? groupWindows(triples, groupCount) : [...groupWindows(triples, groupCount - 1), pairs];
  const groupOf = new Map(groups.flatMap((members, group) => members.map((each) => [each, group] as const)));
  const counts = new Uint32Array(groups.length);
  for (let at = 0; at < windows.length; at += windowSize) {
    const group = groupOf.get(windows[at] ?? 0) ?? 0;
    windows[at + windowSize - 2] = group;
    windows[at + windowSize - 1] = 0;
    counts[group] = (counts[group] ?? 0) + 1;
  }
  const halves = new Uint8Array(6 * 16);
  for (const [each, group] of groupOf) {
    for (let place = 0; place < 3; place++) {
      for (const byte of each >= pairMark && place === 2 ? everyHalf : [(each >>> (place * 8)) & 255]) {
        halves[place * 32 + (byte & 15)] = (halves[place * 32 + (byte & 15)] ?? 0) | (1 << group);
        halves[place * 32 + 16 + (byte >>> 4)] = (halves[place * 32 + 16 + (byte >>> 4)] ?? 0) | (1 << group);
      }
    }
  }
  return [new Uint32Array(halves.buffer), counts, Uint32Array.of(pairs.length === 0 ? 0 : pairMark), filterOf(windows), bucketsOf(windows)];
}

/** Bytes that have every lower and every upper half. */
const everyHalf = Array.from({ length: 16 }, (_, half) => half * 17);

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
