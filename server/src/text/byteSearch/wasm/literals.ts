/**
 * Finds literals by fingerprints. For each literal, the face has chosen a few neighbouring windows of four (or three) bytes, as
 * many as the stride, so that one of them lies at a multiple of the stride wherever the literal stands. Only these places are
 * looked at: one multiplication and one bit. What passes is compared with the literals of the fingerprint.
 *
 * Tables are read only. Layout, in 32-bit words (addresses are relative to the tables' beginning):
 *   0 windows of 4 bytes, 1 windows of 3 bytes: address of an index or 0; 2 address of the pairs, 3 their number;
 *   4 address of the literals (two words each: address, length)
 * Index: 2048 words with a bit for each hash, 4097 words with the first entry of each bucket, entries of three words: window, literal,
 * place of the window in the literal. Pair: three words: first byte, second byte (or 256 for none), literal.
 */

const hashFactor: u32 = 0x9E3779B1;
const filterSize: usize = 8192;
const headsSize: usize = 4097 * 4;

let tables: usize = 0;
let found: usize = 0;
let textStart: usize = 0;
let textEnd: usize = 0;

/** Sets a bit of `into` for each literal of the tables that stands in the text. Sixteen bytes behind the text must be readable. */
export function findLiterals(text: usize, length: usize, tablesAt: usize, into: usize): void {
  tables = tablesAt;
  found = into;
  textStart = text;
  textEnd = text + length;
  const long = load<u32>(tablesAt);
  if (long !== 0) scanLong(tablesAt + long);
  const short = load<u32>(tablesAt, 4);
  if (short !== 0) scanShort(tablesAt + short);
  let pair = tablesAt + load<u32>(tablesAt, 8);
  for (let left = load<u32>(tablesAt, 12); left > 0; left--, pair += 12) {
    if (hasPair(load<u32>(pair), load<u32>(pair, 4))) setFound(load<u32>(pair, 8));
  }
}

@inline
function hashOf(window: u32): u32 {
  return (window * hashFactor) >>> 16;
}

@inline
function passes(filter: usize, window: u32): u32 {
  const hash = hashOf(window);
  return load<u32>(filter + ((hash >>> 5) << 2)) >>> (hash & 31);
}

function scanLong(index: usize): void {
  const end = textEnd;
  for (let at = textStart; at < end; at += 16) {
    const hit = passes(index, load<u32>(at)) | passes(index, load<u32>(at, 4)) | passes(index, load<u32>(at, 8)) | passes(index, load<u32>(at, 12));
    if (hit & 1) {
      for (let place = at; place < at + 16; place += 4) {
        const window = load<u32>(place);
        if (passes(index, window) & 1) verify(index, window, place);
      }
    }
  }
}

function scanShort(index: usize): void {
  const end = textEnd;
  for (let at = textStart; at < end; at++) {
    const window = load<u32>(at) & 0xFFFFFF;
    if (passes(index, window) & 1) verify(index, window, at);
  }
}

function verify(index: usize, window: u32, at: usize): void {
  const head = index + filterSize + ((hashOf(window) >>> 4) << 2);
  const entries = index + filterSize + headsSize;
  const last = entries + load<u32>(head, 4) * 12;
  for (let entry = entries + load<u32>(head) * 12; entry < last; entry += 12) {
    if (load<u32>(entry) !== window) continue;
    const literal = load<u32>(entry, 4);
    if (isFound(literal)) continue;
    const start = at - load<u32>(entry, 8);
    const description = tables + load<u32>(tables, 16) + (literal << 3);
    const length = load<u32>(description, 4);
    if (start < textStart || start + length > textEnd) continue;
    if (memory.compare(start, tables + load<u32>(description), length) === 0) setFound(literal);
  }
}

@inline
function isFound(literal: u32): bool {
  return ((load<u32>(found + ((literal >>> 5) << 2)) >>> (literal & 31)) & 1) !== 0;
}

function setFound(literal: u32): void {
  const word = found + ((literal >>> 5) << 2);
  store<u32>(word, load<u32>(word) | (<u32>1 << (literal & 31)));
}

function hasPair(first: u32, second: u32): bool {
  const firsts = i8x16.splat(<i8>first);
  const seconds = i8x16.splat(<i8>second);
  const single = second === 256;
  for (let at = textStart; at < textEnd; at += 16) {
    let equal = i8x16.eq(v128.load(at), firsts);
    if (!single) equal = v128.and(equal, i8x16.eq(v128.load(at, 1), seconds));
    const hits = i8x16.bitmask(equal);
    // Later ones of the last block may lie behind the text.
    if (hits !== 0) return at + ctz(hits) + (single ? 1 : 2) <= textEnd;
  }
  return false;
}
