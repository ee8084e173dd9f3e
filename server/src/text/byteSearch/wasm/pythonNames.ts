/**
 * The names on the lines of a Python module that import, define or derive something, in a Bloom filter. What counts is what the
 * regular expression of service/pythonHeader.ts matches; where following it exactly would be slow, more names are taken, never fewer.
 */

/** Bits of the filter; both hashes of a name are smaller. The face folds it to what the number of names needs. */
const filterBits: u32 = 32768;

let textEnd: usize = 0;
let filter: usize = 0;
/** Whether the function that was defined last, as far as is known, stands at the top level. */
let inTopFunction: bool = false;
/** Where the parentheses of all statements so far are closed: a definition before that may be part of one of them. */
let parenthesesEnd: usize = 0;
/** The first closing parenthesis at or behind `closeAskedAt`. */
let closeAt: usize = 0;
let closeAskedAt: usize = 0;

/** Fills the 4,096 bytes at `into`. Behind the text there must be 64 bytes of zeros. */
export function collectNames(text: usize, length: usize, into: usize): void {
  textEnd = text + length;
  filter = into;
  inTopFunction = false;
  parenthesesEnd = text;
  closeAskedAt = text;
  closeAt = text;
  memory.fill(into, 0, filterBits / 8);
  line(text, true);
  if (length >= 3 && load<u16>(text) === 0xBBEF && load<u8>(text, 2) === 0xBF) line(text + 3, true);
  const feeds = i8x16.splat(10);
  const returns = i8x16.splat(13);
  const separators = i8x16.splat(<i8>0xE2);
  for (let block = text; block < textEnd; block += 16) {
    const bytes = v128.load(block);
    let ends = <u32>i8x16.bitmask(v128.or(v128.or(i8x16.eq(bytes, feeds), i8x16.eq(bytes, returns)), i8x16.eq(bytes, separators)));
    while (ends !== 0) {
      const at = block + ctz(ends);
      ends &= ends - 1;
      const end = load<u8>(at);
      if (end === 0xE2) {
        // U+2028 and U+2029 end lines for a regular expression.
        if (load<u8>(at, 1) === 0x80 && (load<u8>(at, 2) | 1) === 0xA9) line(at + 3, false);
      } else line(at + 1, end === 10);
    }
  }
}

/** Reads the line that begins at `start`. `isWhole`: behind a line feed or at the beginning, which no statement of a line before can reach. */
function line(start: usize, isWhole: bool): void {
  const at = skipBlanks(start);
  const isTop = at === start;
  const first = load<u8>(at);
  if (first === 0x66) { if (load<u32>(at) === 0x6D6F7266) readFrom(at + 4); } // from
  else if (first === 0x63) { if (load<u32>(at) === 0x73616C63 && load<u8>(at, 4) === 0x73) readClass(at + 5); } // class
  else if (first === 0x64 || first === 0x61) readFunction(at, isTop, isWhole); // def, async
  else if (first === 0x72) { if (inTopFunction && load<u32>(at) === 0x75746572 && load<u16>(at, 4) === 0x6E72) readReturn(at + 6); } // return
  else if (first === 0x69) { if (isTop && load<u32>(at) === 0x6F706D69 && load<u16>(at, 4) === 0x7472) readImport(at + 6); } // import
  if (isTop) readAssignment(at);
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

@inline
function isWord(character: u8): bool {
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
