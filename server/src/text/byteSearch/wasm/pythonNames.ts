/**
 * The names on the lines of a Python module that import, define or derive something, in a Bloom filter. What counts is what the
 * regular expression of service/pythonHeader.ts matches; where following it exactly would be slow, more names are taken, never fewer.
 *
 * Most lines say nothing of this kind, so lines are not looked at one after the other: sixteen places at a time are asked for beginnings of lines
 * of the top level, and for the first three letters of the keywords that count behind an indentation.
 */

/** Bytes of the filter before it is folded; both hashes of a name are smaller than its bits. */
const filterBytes: u32 = 4096;
const filterBits: u32 = filterBytes * 8;
const minFilterBytes: u32 = 32;

let textStart: usize = 0;
let textEnd: usize = 0;
let filter: usize = 0;
/** Whether the function that was defined last, as far as is known, stands at the top level. */
let inTopFunction: bool = false;
/** Where the parentheses of all statements so far are closed: a definition before that may be part of one of them. */
let parenthesesEnd: usize = 0;
/** The first closing parenthesis at or behind `closeAskedAt`. */
let closeAt: usize = 0;
let closeAskedAt: usize = 0;

/** Fills the 4,096 bytes at `into` and folds them; how many bytes then are the filter. Behind the text there must be 64 bytes of zeros. */
export function collectNames(text: usize, length: usize, into: usize): u32 {
  textStart = text;
  textEnd = text + length;
  filter = into;
  inTopFunction = false;
  parenthesesEnd = text;
  closeAskedAt = text;
  closeAt = text;
  memory.fill(into, 0, filterBytes);
  topLine(text, true);
  if (hasMark()) topLine(text + 3, true);
  scan();
  return fold();
}

/** Whether the text begins with a byte order mark. */
function hasMark(): bool {
  return textEnd - textStart >= 3 && load<u16>(textStart) === 0xBBEF && load<u8>(textStart, 2) === 0xBF;
}

/**
 * Bits by lower and upper half of a byte, for three neighbouring bytes; where all six look-ups have a bit, there is one of fro(m), cla(ss), def, asy(nc),
 * ret(urn), or U+2028 or U+2029 as the sixth. The highest bit, of the first byte alone, is a line feed or a carriage return. Then 15 and 47 as
 * they are. In memory, as the compiler would make each constant anew in each turn of the loop.
 */
const constants: usize = memory.data<u8>([
  0, 8, 16 | 32, 2, 4, 0, 1, 0, 0, 0, 128, 0, 0, 128, 0, 0,
  128, 0, 0, 0, 0, 0, 15, 16, 0, 0, 0, 0, 0, 0, 32, 0,
  32, 0, 1, 8, 0, 4 | 16, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0,
  0, 0, 0, 0, 0, 0, 22, 9, 32, 0, 0, 0, 0, 0, 0, 0,
  0, 2, 0, 0, 16, 0, 4, 0, 32, 8 | 32, 0, 0, 0, 0, 0, 1,
  0, 0, 0, 0, 0, 0, 7, 24, 0, 0, 32, 0, 0, 0, 0, 0,
  15, 47,
]);

function scan(): void {
  const lower1 = v128.load(constants);
  const upper1 = v128.load(constants, 16);
  const lower2 = v128.load(constants, 32);
  const upper2 = v128.load(constants, 48);
  const lower3 = v128.load(constants, 64);
  const upper3 = v128.load(constants, 80);
  const low = v128.load_splat<u8>(constants, 96);
  const belowNames = v128.load_splat<u8>(constants, 97);
  let before1 = i8x16.splat(0);
  let before2 = i8x16.splat(0);
  for (let block = textStart; block < textEnd; block += 16) {
    const bytes = v128.load(block);
    const lower = v128.and(bytes, low);
    const upper = v128.and(i16x8.shr_u(bytes, 4), low);
    const first = v128.and(i8x16.swizzle(lower1, lower), i8x16.swizzle(upper1, upper));
    const second = v128.and(i8x16.swizzle(lower2, lower), i8x16.swizzle(upper2, upper));
    const third = v128.and(i8x16.swizzle(lower3, lower), i8x16.swizzle(upper3, upper));
    // A lane tells of the three bytes that end there.
    const triples = v128.and(third, v128.and(
      v128.shuffle<u8>(before1, first, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29),
      v128.shuffle<u8>(before2, second, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30),
    ));
    before1 = first;
    before2 = second;
    // What counts at the top level begins with a letter, a digit or a low line: nothing up to 47 does, or beyond ASCII, which is negative.
    const tops = i8x16.bitmask(v128.and(first, i8x16.gt_s(v128.load(block, 1), belowNames)));
    if (tops === 0 && !v128.any_true(triples)) continue;
    // By the place where a statement begins: bit 0 is two bytes before the block.
    let hits = (<u32>tops << 3) | (<u32>i8x16.bitmask(i8x16.eq(triples, i8x16.splat(0))) ^ 0xFFFF);
    while (hits !== 0) {
      const at = block + ctz(hits) - 2;
      hits &= hits - 1;
      const before = load<u8>(at - 1);
      if (before === 0x20 || before === 9) indentedLine(at);
      else if (before === 10 || before === 13) topLine(at, before === 10);
      if (load<u8>(at) === 0xE2) topLine(at + 3, false);
    }
  }
}

/** Reads a line of the top level. `isWhole`: behind a line feed or at the beginning, which no statement of a line before can reach. */
function topLine(at: usize, isWhole: bool): void {
  const first = load<u8>(at);
  if (first === 0x69) { // import
    if (load<u32>(at) === 0x6F706D69 && load<u16>(at, 4) === 0x7472) readImport(at + 6);
  } else readKeyword(at, true, isWhole);
  readAssignment(at);
}

/** Reads a line from the first place behind its indentation, if it is that. U+2028 and U+2029 end lines for a regular expression. */
function indentedLine(at: usize): void {
  let start = at - 1;
  if (start < textStart) return;
  while (start > textStart && (load<u8>(start - 1) === 0x20 || load<u8>(start - 1) === 9)) start--;
  const isFirst = start === textStart || (start === textStart + 3 && hasMark());
  const end = load<u8>(start - 1);
  if (isFirst || end === 10) readKeyword(at, false, true);
  else if (end === 13 || (start >= textStart + 3 && load<u16>(start - 3) === 0x80E2 && (end | 1) === 0xA9)) readKeyword(at, false, false);
}

function readKeyword(at: usize, isTop: bool, isWhole: bool): void {
  const first = load<u8>(at);
  if (first === 0x66) { // from
    if (load<u32>(at) === 0x6D6F7266) readFrom(at + 4);
  } else if (first === 0x63) { // class
    if (load<u32>(at) === 0x73616C63 && load<u8>(at, 4) === 0x73) readClass(at + 5);
  } else if (first === 0x64 || first === 0x61) { // def, async
    readFunction(at, isTop, isWhole);
  } else if (first === 0x72) { // return
    if (inTopFunction && load<u32>(at) === 0x75746572 && load<u16>(at, 4) === 0x6E72) readReturn(at + 6);
  }
}

function readFrom(behind: usize): void {
  const module = skipBlanks(behind);
  if (module === behind) return;
  const moduleEnd = skipDotted(module);
  const keyword = skipBlanks(moduleEnd);
  if (moduleEnd === module || keyword === moduleEnd || load<u32>(keyword) !== 0x6F706D69 || load<u16>(keyword, 4) !== 0x7472) return;
  addWords(module, moduleEnd);
  let at = skipBlanks(keyword + 6);
  if (load<u8>(at) === 0x28) {
    const close = closing(at + 1);
    if (close < textEnd) {
      while (at < close) {
        const character = load<u8>(at);
        if (character === 0x23) while (at < close && load<u8>(at) !== 10) at++;
        else if (isWord(character)) at = addWord(at);
        else at++;
      }
      parenthesesEnd = max(parenthesesEnd, close);
      return;
    }
  }
  while (at < textEnd) {
    const character = load<u8>(at);
    if (character === 10 || character === 0x23 || character === 0x3B) return;
    at = isWord(character) ? addWord(at) : at + 1;
  }
}

function readImport(behind: usize): void {
  let at = skipBlanks(behind);
  if (at === behind) return;
  for (;;) {
    const character = load<u8>(at);
    if (isWord(character)) at = addWord(at);
    else if (character === 0x2E || character === 0x2C || character === 0x20 || character === 9) at++;
    else return;
  }
}

function readClass(behind: usize): void {
  const name = skipBlanks(behind);
  const nameEnd = skipWord(name);
  if (name === behind || nameEnd === name) return;
  const at = skipBlanks(nameEnd);
  const next = load<u8>(at);
  if (next === 0x28) {
    const close = closing(at + 1);
    if (close >= textEnd) return;
    addWords(at, close);
    parenthesesEnd = max(parenthesesEnd, close);
  } else if (next !== 0x3A) return;
  addWord(name);
}

function readFunction(start: usize, isTop: bool, isWhole: bool): void {
  let at = start;
  if (load<u32>(at) === 0x6E797361 && load<u8>(at, 4) === 0x63) { // async
    at = skipBlanks(start + 5);
    if (at === start + 5) return;
  }
  if ((load<u32>(at) & 0xFFFFFF) !== 0x666564) return; // def
  const name = skipBlanks(at + 3);
  const nameEnd = skipWord(name);
  if (name === at + 3 || nameEnd === name) return;
  const open = skipBlanks(nameEnd);
  if (load<u8>(open) !== 0x28) return;
  const close = closing(open + 1);
  if (close >= textEnd) return;
  if (isTop) {
    inTopFunction = true;
    addWord(name);
    at = skipBlanks(close + 1);
    if (load<u16>(at) === 0x3E2D) {
      at += 2;
      while (at < textEnd) {
        const character = load<u8>(at);
        if (character === 10 || character === 0x3A) break;
        at = isWord(character) ? addWord(at) : at + 1;
      }
    }
  } else if (isWhole && start >= parenthesesEnd) inTopFunction = false;
  parenthesesEnd = max(parenthesesEnd, close);
}

function readReturn(behind: usize): void {
  const at = skipBlanks(behind);
  if (at !== behind) addCalled(at);
}

function readAssignment(start: usize): void {
  const nameEnd = skipWord(start);
  if (nameEnd === start) return;
  let at = skipBlanks(nameEnd);
  if (load<u8>(at) === 0x3A) {
    do at++; while (at < textEnd && load<u8>(at) !== 0x3D && load<u8>(at) !== 10);
  }
  if (load<u8>(at) === 0x3D && addCalled(skipBlanks(at + 1))) addWord(start);
}

/** Adds the last part of the dotted name at `start` if a parenthesis follows. */
function addCalled(start: usize): bool {
  const end = skipDotted(start);
  if (end === start || load<u8>(end) !== 0x28) return false;
  let last = end;
  while (last > start && isWord(load<u8>(last - 1))) last--;
  if (last === end) return false;
  addWord(last);
  return true;
}

/** The first closing parenthesis at or behind a place, or the end of the text. Linear over all calls, as places mostly grow. */
function closing(from: usize): usize {
  if (from >= closeAskedAt && from <= closeAt && closeAt > closeAskedAt) return closeAt;
  const closes = i8x16.splat(0x29);
  let at = from;
  let result = textEnd;
  for (; at < textEnd; at += 16) {
    const hits = i8x16.bitmask(i8x16.eq(v128.load(at), closes));
    if (hits !== 0) {
      result = min(at + ctz(hits), textEnd);
      break;
    }
  }
  closeAskedAt = from;
  closeAt = result;
  return result;
}

function skipBlanks(from: usize): usize {
  let at = from;
  while (load<u8>(at) === 0x20 || load<u8>(at) === 9) at++;
  return at;
}

/** Whether a byte is a letter, a digit or a low line of ASCII. */
@inline
export function isWord(character: u8): bool {
  return <u8>((character | 0x20) - 0x61) < 26 || <u8>(character - 0x30) < 10 || character === 0x5F;
}

function skipWord(from: usize): usize {
  let at = from;
  while (isWord(load<u8>(at))) at++;
  return at;
}

function skipDotted(from: usize): usize {
  let at = from;
  while (isWord(load<u8>(at)) || load<u8>(at) === 0x2E) at++;
  return at;
}

function addWords(from: usize, to: usize): void {
  let at = from;
  while (at < to) at = isWord(load<u8>(at)) ? addWord(at) : at + 1;
}

/** Adds the word at a place; the place behind it. The face has the same hash. */
function addWord(from: usize): usize {
  let hash: u32 = 0x811C9DC5;
  let at = from;
  for (let character = load<u8>(at); isWord(character); character = load<u8>(++at)) hash = (hash ^ character) * 0x01000193;
  hash ^= hash >>> 15;
  hash *= 0x2C1B3C6D;
  hash ^= hash >>> 13;
  setBit(hash & (filterBits - 1));
  setBit((hash >>> 16) & (filterBits - 1));
  return at;
}

@inline
function setBit(bit: u32): void {
  const word = filter + ((bit >>> 5) << 2);
  store<u32>(word, load<u32>(word) | (<u32>1 << (bit & 31)));
}

/**
 * Makes the filter smaller while at least 16 bits for a name stay: as bits are counted modulo a power of two, one half can be laid over the other. Two
 * bits are set for a name.
 */
function fold(): u32 {
  let set: u32 = 0;
  for (let at: u32 = 0; at < filterBytes; at += 8) set += <u32>popcnt(load<u64>(filter + at));
  let size = filterBytes;
  while (size > minFilterBytes && size / 2 >= set) {
    size /= 2;
    for (let at: u32 = 0; at < size; at += 16) v128.store(filter + at, v128.or(v128.load(filter + at), v128.load(filter + at + size)));
  }
  return size;
}
