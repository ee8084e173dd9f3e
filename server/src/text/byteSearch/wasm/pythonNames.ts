/**
 * The names on the lines of a Python module that import, define or derive something, as a list of hashes. What counts is what the
 * regular expression of service/pythonHeader.ts matches; where following it exactly would be slow, more names are taken, never fewer.
 */

import { closing, hasMark, isWord, setText, skipBlanks, skipDotted, skipWord, textEnd, textStart } from './moduleText';
import { chunkSize, findPlaces, placesSize } from './statementPlaces';

/** Slots for the hashes that came last: most of what comes again does so soon. */
const recentSize: usize = 256 * 4;

let hashes: usize = 0;
let hashesEnd: usize = 0;
let recent: usize = 0;
/** Whether the function that was defined last, as far as is known, stands at the top level. */
let inTopFunction: bool = false;
/** Where the parentheses of all statements so far are closed: a definition before that may be part of one of them. */
let parenthesesEnd: usize = 0;

/**
 * Writes the hashes of the names, nearly each once, into `size` bytes; how many there are, or -1 when there is no room for all. `scratch`: memory of
 * `placesSize` and 1,024 bytes more.
 */
export function collectNames(text: usize, length: usize, into: usize, size: usize, scratch: usize): i32 {
  setText(text, text + length);
  hashes = into;
  hashesEnd = into + size;
  recent = scratch + placesSize;
  inTopFunction = false;
  parenthesesEnd = text;
  memory.fill(recent, 0, recentSize);
  topLine(text, true);
  if (hasMark()) topLine(text + 3, true);
  scan(scratch);
  return hashes > hashesEnd ? -1 : <i32>((hashes - into) >>> 2);
}

function scan(places: usize): void {
  for (let chunk = textStart; chunk < textEnd; chunk += chunkSize) {
    const end = findPlaces(chunk, textEnd, places);
    for (let place = places; place < end; place += 4) {
      const at = <usize>load<u32>(place);
      if (at < textStart) continue;
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
  // 0 stands for all names.
  if (hash === 0) hash = 1;
  const slot = recent + ((hash & 255) << 2);
  if (load<u32>(slot) === hash) return at;
  store<u32>(slot, hash);
  if (hashes < hashesEnd) store<u32>(hashes, hash);
  // One too many says that there are too many.
  if (hashes <= hashesEnd) hashes += 4;
  return at;
}
