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

/** A window by which a literal is found: its bytes as a number, lowest first, and its place in the literal. */
interface Window {
  readonly bytes: number;
  readonly literal: number;
  readonly offset: number;
  /** What the module needs to know beside. */
  readonly more: readonly [number, number];
}

/** A literal in UTF-8, and on which of its sides no letter may stand. */
export interface SearchedBytes {
  readonly bytes: Uint8Array;
  readonly begins: boolean;
  readonly ends: boolean;
}

/** The tables for a search. */
export function searchTables(searched: readonly SearchedBytes[]): Uint8Array {
  const literals = searched.map(({ bytes }) => bytes);
  const long: Window[] = [];
  const short: Window[] = [];
  const single: number[] = [];
  const chosen = new Set<number>();
  // Short ones have less choice.
  for (const [index, literal] of [...literals.entries()].sort(([, a], [, b]) => a.length - b.length)) {
    if (literal.length === 1) single.push(byteAt(literal, 0), index);
    else if (literal.length === 2) short.push({ bytes: (bytesAt(literal, 0, 2) | pairMark) >>> 0, literal: index, offset: 0, more: [0, 0] });
    else if (literal.length < 7) short.push(...windowsOf(literal, index, 3, 1, chosen));
    else long.push(...windowsOf(literal, index, 4, 4, chosen));
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

/** The `stride` neighbouring windows of `size` bytes that are rarest together; among equals, those that another literal has chosen. */
function windowsOf(literal: Uint8Array, index: number, size: number, stride: number, chosen: Set<number>): readonly Window[] {
  const shares = Array.from({ length: literal.length - size + 1 }, (_, start) => (size === 3 ? trigramShare(bytesAt(literal, start, 3))
    : Math.min(trigramShare(bytesAt(literal, start, 3)), trigramShare(bytesAt(literal, start + 1, 3)))));
  let best = 0;
  let bestShare = Infinity;
  for (let start = 0; start + stride <= shares.length; start++) {
    const bytes = bytesAt(literal, start, size);
    const share = shares.slice(start, start + stride).reduce((sum, each) => sum + each) * (chosen.has(bytes) ? 0.1 : 1);
    if (share < bestShare) [best, bestShare] = [start, share];
  }
  chosen.add(bytesAt(literal, best, size));
  return Array.from({ length: stride }, (_, step) => {
    const offset = best + step;
    const other = offset >= size ? 0 : literal.length - size;
    return { bytes: bytesAt(literal, offset, size), literal: index, offset, more: [bytesAt(literal, other, size), other] };
  });
}

function bytesAt(literal: Uint8Array, offset: number, size: number): number {
  let bytes = 0;
  for (let place = 0; place < size; place++) bytes |= byteAt(literal, offset + place) << (place * 8);
  return bytes >>> 0;
}

function filterOf(windows: readonly Window[]): Uint32Array {
  const filter = new Uint32Array(filterWords);
  for (const { bytes } of windows) {
    const hash = Math.imul(bytes, hashFactor);
    filter[hash >>> 21] = (filter[hash >>> 21] ?? 0) | (1 << ((hash >>> 16) & 31));
  }
  return filter;
}

function bucketsOf(windows: readonly Window[]): Uint32Array {
  const bucketOf = ({ bytes }: Window): number => Math.imul(bytes, hashFactor) >>> 20;
  const sorted = [...windows].sort((a, b) => bucketOf(a) - bucketOf(b));
  const result = new Uint32Array(buckets + 1 + sorted.length * 5);
  for (const [index, window] of sorted.entries()) {
    result[bucketOf(window) + 1] = index + 1;
    result.set([window.bytes, window.literal, window.offset, ...window.more], buckets + 1 + index * 5);
  }
  // A bucket without entries ends where the one before it does.
  for (let bucket = 1; bucket <= buckets; bucket++) result[bucket] = Math.max(result[bucket] ?? 0, result[bucket - 1] ?? 0);
  return result;
}

/** Distributes the windows over groups, as the module looks for them. Pairs have one of their own, in which the third byte may be any. */
function shortTable(windows: readonly Window[]): readonly Uint32Array[] {
  const bytes = [...new Set(windows.map((window) => window.bytes))];
  const pairs = bytes.filter((each) => each >= pairMark);
  const triples = bytes.filter((each) => each < pairMark);
  const groups = pairs.length === 0 ? groupWindows(triples, groupCount) : [...groupWindows(triples, groupCount - 1), pairs];
  const groupOf = new Map(groups.flatMap((members, group) => members.map((each) => [each, group] as const)));
  const grouped = windows.map((window): Window => ({ ...window, more: [groupOf.get(window.bytes) ?? 0, 0] }));
  const halves = new Uint8Array(6 * 16);
  for (const [each, group] of groupOf) {
    for (let place = 0; place < 3; place++) {
      for (const byte of each >= pairMark && place === 2 ? everyHalf : [(each >>> (place * 8)) & 255]) {
        halves[place * 32 + (byte & 15)] = (halves[place * 32 + (byte & 15)] ?? 0) | (1 << group);
        halves[place * 32 + 16 + (byte >>> 4)] = (halves[place * 32 + 16 + (byte >>> 4)] ?? 0) | (1 << group);
      }
    }
  }
  const counts = groups.map((_, group) => grouped.filter(({ more }) => more[0] === group).length);
  return [new Uint32Array(halves.buffer), Uint32Array.from(counts), Uint32Array.of(pairs.length === 0 ? 0 : pairMark), filterOf(grouped), bucketsOf(grouped)];
}

/** Bytes that have every lower and every upper half. */
const everyHalf = Array.from({ length: 16 }, (_, half) => half * 17);

function byteAt(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
