/**
 * Finds literals in two passes over a text, one for those of seven bytes and more, one for shorter ones.
 *
 * Long literals: the face has chosen four neighbouring windows of four bytes of each, so that one of them lies at a multiple of four
 * wherever the literal stands. Only these places are looked at: one multiplication and one bit. What passes is compared.
 * Short literals: one window of three bytes each, in one of eight groups. For each of the three bytes, two look-ups by its halves tell for
 * sixteen places at once which groups may have it there. Where a group has all three, the literals with that window are compared; a group
 * whose literals are all found is not looked for any longer. Literals of two bytes have a group of their own, in which the third byte may be any.
 * A single byte is looked for by itself.
 *
 * Tables are read only. Layout in 32-bit words; addresses are relative to the tables' beginning:
 *   0 address of the table of long literals, or 0; 1 of the short ones, or 0; 2 of the single bytes; 3 their number;
 *   4 address of the literals (two words each: address, length; the two highest bits of the length say that no letter may stand before or behind)
 * Table of long ones: 2048 words with a bit for each hash of a window; buckets.
 * Table of short ones: 6 * 16 bytes, the groups by lower and upper half of the first, second and third byte; 8 words, how many literals each group
 * has; the highest bit if there are literals of two bytes, whose window is these with that bit; 2048 words with a bit for each hash of a window; buckets.
 * Buckets: 4097 words with the first entry of each bucket, then the entries.
 * Entry of five words: window, literal, place of the window in the literal; for long ones four other bytes of the literal and their place, for
 * short ones the group and nothing.
 * Single byte of two words: byte, literal.
 */

import { isWord } from './moduleText';

const hashFactor: u32 = 0x9E3779B1;
const filterSize: usize = 8192;
const halvesSize: usize = 96;
const countsSize: usize = 32;
const pairsSize: usize = 4;
const headsSize: usize = 4097 * 4;
const entrySize: usize = 20;
/** Bytes of a text that are looked through before hits are compared: eight bytes for each sixteen fit into the scratch memory. */
const chunkSize: usize = 4096;

/** Letters and digits that an escape has at most: `\U0001F600`. */
const longestEscape: usize = 9;

const lowerHalf: usize = memory.data<u8>([15]);

let tables: usize = 0;
let found: usize = 0;
let textStart: usize = 0;
let textEnd: usize = 0;
/** How many literals of each group are still to be found. */
let missing: usize = 0;
/** Where hits are written down until a chunk is through. */
let hitsAt: usize = 0;
/** A bit for each group that still has some. */
let wanted: u32 = 0;

/** Sets a bit of `into` for each literal of the tables that stands in the text. 64 bytes behind the text must be readable; `scratch` has 4,096 bytes. */
export function findLiterals(text: usize, length: usize, tablesAt: usize, into: usize, scratch: usize): void {
  tables = tablesAt;
  found = into;
  missing = scratch;
  hitsAt = scratch + countsSize;
  textStart = text;
  textEnd = text + length;
  const long = load<u32>(tablesAt);
  if (long !== 0) scanLong(tablesAt + long);
  const short = load<u32>(tablesAt, 4);
  if (short !== 0) scanShort(tablesAt + short);
  let single = tablesAt + load<u32>(tablesAt, 8);
  for (let left = load<u32>(tablesAt, 12); left > 0; left--, single += 8) {
    if (hasByte(load<u32>(single), load<u32>(single, 4))) setFound(load<u32>(single, 4));
  }
}

/** In the lowest bit whether the filter has the window. (Shifts are modulo 32.) */
@inline
function passes(filter: usize, window: u32): u32 {
  const hash = window * hashFactor;
  return load<u32>(filter + ((hash >>> 21) << 2)) >>> (hash >>> 16);
}

function scanLong(filter: usize): void {
  const end = textEnd;
  const buckets = filter + filterSize;
  for (let chunk = textStart; chunk < end; chunk += chunkSize) {
    let next = hitsAt;
    for (let at = chunk, chunkEnd = min(chunk + chunkSize, end); at < chunkEnd; at += 16) {
      const hit = passes(filter, load<u32>(at)) | passes(filter, load<u32>(at, 4)) | passes(filter, load<u32>(at, 8)) | passes(filter, load<u32>(at, 12));
      store<u32>(next, <u32>at);
      next += (hit & 1) << 2;
    }
    for (let hit = hitsAt; hit < next; hit += 4) {
      const at = <usize>load<u32>(hit);
      let hits = (passes(filter, load<u32>(at)) & 1) | ((passes(filter, load<u32>(at, 4)) & 1) << 1)
        | ((passes(filter, load<u32>(at, 8)) & 1) << 2) | ((passes(filter, load<u32>(at, 12)) & 1) << 3);
      for (; hits !== 0; hits &= hits - 1) {
        const place = at + (ctz(hits) << 2);
        compareLong(buckets, load<u32>(place), place);
      }
    }
  }
}

function compareLong(buckets: usize, window: u32, at: usize): void {
  const head = buckets + (((window * hashFactor) >>> 20) << 2);
  const entries = buckets + headsSize;
  const last = entries + load<u32>(head, 4) * entrySize;
  for (let entry = entries + load<u32>(head) * entrySize; entry < last; entry += entrySize) {
    if (load<u32>(entry) !== window) continue;
    const literal = load<u32>(entry, 4);
    const start = at - load<u32>(entry, 8);
    if (isInText(start, literal) && load<u32>(start + load<u32>(entry, 16)) === load<u32>(entry, 12) && !isFound(literal) && isAt(start, literal) && isWhole(start, literal)) setFound(literal);
  }
}

function scanShort(halves: usize): void {
  const counts = halves + halvesSize;
  const pairs = load<u32>(counts + countsSize);
  const filter = counts + countsSize + pairsSize;
  // A lane tells of three bytes, so a pair at the end shows one place behind it.
  const end = textEnd + (pairs !== 0 ? 1 : 0);
  const buckets = filter + filterSize;
  memory.copy(missing, counts, countsSize);
  wanted = 255;
  let groups = wanted;
  let lower0 = v128.load(halves);
  const upper0 = v128.load(halves, 16);
  const lower1 = v128.load(halves, 32);
  const upper1 = v128.load(halves, 48);
  const lower2 = v128.load(halves, 64);
  const upper2 = v128.load(halves, 80);
  // In memory, as the compiler would make a constant anew in each turn of the loop.
  const low = v128.load_splat<u8>(lowerHalf);
  const none = i8x16.splat(0);
  let before0 = none;
  let before1 = none;
  for (let chunk = textStart; chunk < end; chunk += chunkSize) {
    let next = hitsAt;
    for (let at = chunk, chunkEnd = min(chunk + chunkSize, end); at < chunkEnd; at += 16) {
      const bytes = v128.load(at);
      const lower = v128.and(bytes, low);
      const upper = v128.and(i16x8.shr_u(bytes, 4), low);
      const first = v128.and(i8x16.swizzle(lower0, lower), i8x16.swizzle(upper0, upper));
      const second = v128.and(i8x16.swizzle(lower1, lower), i8x16.swizzle(upper1, upper));
      const third = v128.and(i8x16.swizzle(lower2, lower), i8x16.swizzle(upper2, upper));
      const all = v128.and(third, v128.and(
        v128.shuffle<u8>(before0, first, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
        v128.shuffle<u8>(before1, second, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
      ));
      before0 = first;
      before1 = second;
      // Written down in any case, and kept if there is something: a branch would be guessed wrong too often.
      const hits = <u32>i8x16.bitmask(i8x16.eq(all, none)) ^ 0xFFFF;
      store<u32>(next, <u32>at);
      store<u32>(next, hits, 4);
      next += <usize>(hits !== 0) << 3;
    }
    for (let hit = hitsAt; hit < next; hit += 8) {
      // A lane tells of the window that ends there.
      const at = <usize>load<u32>(hit) - 2;
      for (let hits = load<u32>(hit, 4); hits !== 0; hits &= hits - 1) {
        const window = load<u32>(at + ctz(hits)) & 0xFFFFFF;
        if (passes(filter, window) & 1) compareShort(buckets, window, at + ctz(hits));
        if (pairs !== 0 && passes(filter, (window & 0xFFFF) | pairs) & 1) compareShort(buckets, (window & 0xFFFF) | pairs, at + ctz(hits));
      }
    }
    if (wanted !== groups) {
      if (wanted === 0) return;
      groups = wanted;
      const still = i8x16.splat(<i8>groups);
      lower0 = v128.and(lower0, still);
      before0 = v128.and(before0, still);
    }
  }
}

function compareShort(buckets: usize, window: u32, at: usize): void {
  const head = buckets + (((window * hashFactor) >>> 20) << 2);
  const entries = buckets + headsSize;
  const last = entries + load<u32>(head, 4) * entrySize;
  for (let entry = entries + load<u32>(head) * entrySize; entry < last; entry += entrySize) {
    if (load<u32>(entry) !== window) continue;
    const literal = load<u32>(entry, 4);
    const start = at - load<u32>(entry, 8);
    if (isFound(literal) || !isInText(start, literal) || !isAt(start, literal) || !isWhole(start, literal)) continue;
    setFound(literal);
    const group = load<u32>(entry, 12);
    const left = load<u32>(missing + (group << 2)) - 1;
    store<u32>(missing + (group << 2), left);
    if (left === 0) wanted &= ~(1 << group);
  }
}

@inline
function isInText(start: usize, literal: u32): bool {
  return start >= textStart && start + lengthOf(literal) <= textEnd;
}

@inline
function describedLength(literal: u32): u32 {
  return load<u32>(tables + load<u32>(tables, 16) + (literal << 3), 4);
}

@inline
function lengthOf(literal: u32): u32 {
  return describedLength(literal) & 0x3FFFFFFF;
}

/** Whether no letter stands beside a literal that is a word. */
function isWhole(start: usize, literal: u32): bool {
  const described = describedLength(literal);
  if ((described & 0x40000000) !== 0) {
    const end = start + (described & 0x3FFFFFFF);
    if (end < textEnd && isWord(load<u8>(end))) return false;
  }
  return (described & 0x80000000) === 0 || isBeginning(start);
}

/** Whether a word may begin at a place: behind no letter, or behind what may be an escape or an option. */
function isBeginning(start: usize): bool {
  let at = start;
  while (at > textStart && start - at < longestEscape && isWord(load<u8>(at - 1))) at--;
  if (at === start) return true;
  if (at === textStart) return false;
  const before = load<u8>(at - 1);
  return before === 0x5C || before === 0x2D;
}

@inline
function isAt(start: usize, literal: u32): bool {
  const description = tables + load<u32>(tables, 16) + (literal << 3);
  return memory.compare(start, tables + load<u32>(description), lengthOf(literal)) === 0;
}

@inline
function isFound(literal: u32): bool {
  return ((load<u32>(found + ((literal >>> 5) << 2)) >>> (literal & 31)) & 1) !== 0;
}

function setFound(literal: u32): void {
  const word = found + ((literal >>> 5) << 2);
  store<u32>(word, load<u32>(word) | (<u32>1 << (literal & 31)));
}

function hasByte(byte: u32, literal: u32): bool {
  const bytes = i8x16.splat(<i8>byte);
  for (let at = textStart; at < textEnd; at += 16) {
    for (let hits = <u32>i8x16.bitmask(i8x16.eq(v128.load(at), bytes)); hits !== 0; hits &= hits - 1) {
      const start = at + ctz(hits);
      // Later ones of the last block may lie behind the text.
      if (start >= textEnd) return false;
      if (isWhole(start, literal)) return true;
    }
  }
  return false;
}
