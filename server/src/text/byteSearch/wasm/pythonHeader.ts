/**
 * The header of a Python module, exactly as the regular expression of service/pythonHeader.ts and what is made of its matches have it, for texts in UTF-8 whose
 * lines end with line feeds where it matters.
 *
 * What is found is written down in words, and each name in turn behind the one before; a name is given by where it ends. Words of a record:
 *   0 from  of the top level: name of the module, place in UTF-16 units, place in bytes
 *   1 from  behind an indentation: name of the module
 *   2 name that the last `from` takes: name
 *   3 the same with `as`: name, local name
 *   4 import of the top level: first part of the module, place in units, place in bytes
 *   5 class: name
 *   6 function of the top level: name
 *   7 variable of the top level: name
 *   8 what the class, function or variable comes from: last part of a dotted name; 9 a name without dots
 *   10 and 11 what the last function of the top level returns: as 8 and 9
 */

import { closing, hasMark, isWord, setText, skipBlanks, skipDotted, skipWord, textEnd, textStart } from './moduleText';
import { chunkSize, findPlaces } from './statementPlaces';

/** False when the header has to be found otherwise, or does not fit. */
let isPlain: bool = true;
let records: usize = 0;
let recordsEnd: usize = 0;
let namesStart: usize = 0;
let names: usize = 0;
let namesEnd: usize = 0;
/** Nothing before this place is looked at any more: the statements so far hold it. */
let open: usize = 0;
/** Whether the function that was defined last stands at the top level. */
let inTopFunction: bool = false;
/** UTF-16 units up to `unitsAt`. */
let units: u32 = 0;
let unitsAt: usize = 0;
let isAscii: bool = false;

/**
 * Writes records and names into memory of the given sizes, after `kindOfText`. How many words they are; -1 when the text has to be read otherwise.
 * `places`: memory of `placesSize`.
 */
export function readHeader(text: usize, length: usize, places: usize, into: usize, size: usize, namesInto: usize, namesSize: usize): i32 {
  setText(text, text + length);
  if (hasMark()) setText(text + 3, text + length);
  isPlain = true;
  records = into;
  recordsEnd = into + size;
  namesStart = namesInto;
  names = namesInto;
  namesEnd = namesInto + namesSize;
  inTopFunction = false;
  units = 0;
  unitsAt = textStart;
  open = textStart;
  if (isWord(load<u8>(textStart))) topLine(textStart);
  else if (load<u8>(textStart) === 0x20 || load<u8>(textStart) === 9) indentedLine(skipBlanks(textStart));
  for (let chunk = textStart; chunk < textEnd && isPlain; chunk += chunkSize) {
    const end = findPlaces(chunk, textEnd, places);
    for (let place = places; place < end && isPlain; place += 4) {
      const at = <usize>load<u32>(place);
      if (at >= open) statement(at);
    }
  }
  return isPlain ? <i32>((records - into) >>> 2) : -1;
}

/** How many bytes the names of the last header are. */
export function namesLength(): u32 {
  return <u32>(names - namesStart);
}

/** Whether the text is ASCII without NUL: 0; with other characters, or no UTF-8: 1; with NUL: 2. */
export function kindOfText(text: usize, length: usize): u32 {
  const none = i8x16.splat(0);
  let all = none;
  let least = i8x16.splat(-1);
  const end = text + length;
  let at = text;
  for (; at + 16 <= end; at += 16) {
    const bytes = v128.load(at);
    all = v128.or(all, bytes);
    least = i8x16.min_u(least, bytes);
  }
  let isBeyond = i8x16.bitmask(all) !== 0;
  for (; at < end; at++) {
    if (load<u8>(at) === 0) return 2;
    isBeyond = isBeyond || load<u8>(at) >= 0x80;
  }
  if (!i8x16.all_true(least)) return 2;
  isAscii = !isBeyond;
  return isBeyond ? 1 : 0;
}

function statement(at: usize): void {
  // U+2028 and U+2029 end lines for a regular expression.
  if (load<u8>(at) === 0xE2) {
    isPlain = false;
    return;
  }
  if (at === textStart) return;
  const before = load<u8>(at - 1);
  if (before === 10) topLine(at);
  else if (before === 0x20 || before === 9) {
    let start = at - 1;
    while (start > textStart && (load<u8>(start - 1) === 0x20 || load<u8>(start - 1) === 9)) start--;
    if (start === textStart) return;
    const end = load<u8>(start - 1);
    if (end === 10) indentedLine(at);
    else if (end === 13) isPlain = false;
  } else if (before === 13) isPlain = false;
}

function topLine(at: usize): void {
  const end = keyword(at, true);
  open = max(end === 0 ? assignment(at) : end, at + 1);
}

function indentedLine(at: usize): void {
  open = max(keyword(at, false), open);
}

/** Reads a statement that begins with a keyword; where it ends, or 0 when there is none. */
function keyword(at: usize, isTop: bool): usize {
  const first = load<u8>(at);
  if (first === 0x66) { // from
    if (load<u32>(at) === 0x6D6F7266) return from(at, isTop);
  } else if (first === 0x69) { // import
    if (isTop && load<u32>(at) === 0x6F706D69 && load<u16>(at, 4) === 0x7472) return importation(at);
  } else if (first === 0x63) { // class
    if (load<u32>(at) === 0x73616C63 && load<u8>(at, 4) === 0x73) return classDefinition(at + 5);
  } else if (first === 0x64 || first === 0x61) { // def, async
    return functionDefinition(at, isTop);
  } else if (first === 0x72) { // return
    if (load<u32>(at) === 0x75746572 && load<u16>(at, 4) === 0x6E72) return returned(at + 6);
  }
  return 0;
}

function from(at: usize, isTop: bool): usize {
  const module = skipBlanks(at + 4);
  const moduleEnd = skipDotted(module);
  const next = skipBlanks(moduleEnd);
  if (module === at + 4 || moduleEnd === module || next === moduleEnd || load<u32>(next) !== 0x6F706D69 || load<u16>(next, 4) !== 0x7472) return 0;
  write(isTop ? 0 : 1);
  writeName(module, moduleEnd);
  if (isTop) writePlace(at);
  const list = skipBlanks(next + 6);
  let end = textEnd;
  if (load<u8>(list) === 0x28) end = closing(list + 1);
  if (end < textEnd) end++;
  else {
    for (end = list; end < textEnd; end++) {
      const character = load<u8>(end);
      if (character === 10 || character === 0x23 || character === 0x3B) break;
    }
  }
  importedNames(list, end, 0);
  return end;
}

function importation(at: usize): usize {
  const list = skipBlanks(at + 6);
  if (list === at + 6) return 0;
  let end = list;
  for (let character = load<u8>(end); isWord(character) || character === 0x2E || character === 0x2C || character === 0x20 || character === 9;) character = load<u8>(++end);
  // Of several blanks, the last is taken for the list.
  if (end === list) return list - at > 7 ? end : 0;
  importedNames(list, end, at);
  return end;
}

/** Reads a list of names with `as`, commas, comments; what is no name is passed over. `importAt`: the place of an `import` of the top level, or 0 for `from`. */
function importedNames(start: usize, end: usize, importAt: usize): void {
  let at = start;
  for (;;) {
    let count = 0;
    let isName = true;
    let isApart = true;
    let name: usize = 0;
    let nameEnd: usize = 0;
    let local: usize = 0;
    let localEnd: usize = 0;
    while (at < end) {
      const character = load<u8>(at);
      if (character === 0x2C) break;
      if (character === 0x23) {
        while (at < end && load<u8>(at) !== 10) at++;
      } else if (isSpace(character) || character === 0x28 || character === 0x29 || character === 0x5C) {
        isApart = true;
        at++;
      } else if (isWord(character) || character === 0x2E || character === 0x2A) {
        const from = at;
        at = character === 0x2A ? at + 1 : skipDotted(at);
        if (!isApart) isName = false;
        isApart = false;
        if (count === 0) {
          name = from;
          nameEnd = at;
        } else if (count === 1) {
          if (at - from !== 2 || load<u16>(from) !== 0x7361) isName = false; // as
        } else {
          local = from;
          localEnd = at;
          if (count > 2 || skipWord(from) !== at) isName = false;
        }
        count++;
      } else {
        // Some characters beyond ASCII are white space.
        if (character >= 0x80) isPlain = false;
        isName = false;
        at++;
      }
    }
    if (isName && (count === 1 || count === 3)) {
      if (importAt !== 0) {
        write(4);
        writeName(name, skipWord(name));
        writePlace(importAt);
      } else {
        write(count === 1 ? 2 : 3);
        writeName(name, nameEnd);
        if (count === 3) writeName(local, localEnd);
      }
    }
    if (at >= end) return;
    at++;
  }
}

function classDefinition(behind: usize): usize {
  const name = skipBlanks(behind);
  const nameEnd = skipWord(name);
  if (name === behind || nameEnd === name) return 0;
  const next = skipBlanks(nameEnd);
  const isCall = load<u8>(next) === 0x28;
  if (!isCall && load<u8>(next) !== 0x3A) return 0;
  const close = isCall ? closing(next + 1) : next;
  if (close >= textEnd) return 0;
  write(5);
  writeName(name, nameEnd);
  let isKnown = false;
  for (let at = next + 1; at < close;) {
    const character = load<u8>(at);
    if (isWord(character) || character === 0x2E) {
      const from = at;
      at = skipDotted(at);
      // Of each base the first name at its end or before its brackets.
      if (isKnown || load<u8>(at - 1) === 0x2E) continue;
      let behindName = at;
      while (behindName < close && isSpace(load<u8>(behindName))) behindName++;
      if (behindName < close && load<u8>(behindName) !== 0x2C && load<u8>(behindName) !== 0x5B) continue;
      isKnown = true;
      writeDerived(from, at, 8);
    } else {
      if (character === 0x2C) isKnown = false;
      else if (character >= 0x80) isPlain = false;
      at++;
    }
  }
  return close + 1;
}

function functionDefinition(start: usize, isTop: bool): usize {
  let at = start;
  if (load<u32>(at) === 0x6E797361 && load<u8>(at, 4) === 0x63) { // async
    at = skipBlanks(start + 5);
    if (at === start + 5) return 0;
  }
  if ((load<u32>(at) & 0xFFFFFF) !== 0x666564) return 0; // def
  const name = skipBlanks(at + 3);
  const nameEnd = skipWord(name);
  if (name === at + 3 || nameEnd === name) return 0;
  const parenthesis = skipBlanks(nameEnd);
  if (load<u8>(parenthesis) !== 0x28) return 0;
  const close = closing(parenthesis + 1);
  if (close >= textEnd) return 0;
  inTopFunction = isTop;
  if (isTop) {
    write(6);
    writeName(name, nameEnd);
  }
  at = skipBlanks(close + 1);
  if (load<u16>(at) !== 0x3E2D) return close + 1; // ->
  at += 2;
  while (at < textEnd) {
    const character = load<u8>(at);
    if (character === 10 || character === 0x3A) break;
    if (isTop && (isWord(character) || character === 0x2E)) {
      const from = at;
      at = skipDotted(at);
      let end = at;
      while (end > from && load<u8>(end - 1) === 0x2E) end--;
      if (end > from) writeDerived(from, end, 8);
    } else at++;
  }
  return at;
}

function returned(behind: usize): usize {
  const name = skipBlanks(behind);
  const end = name === behind ? 0 : called(name);
  if (end !== 0 && inTopFunction) writeDerived(name, end, 10);
  return end;
}

function assignment(start: usize): usize {
  const nameEnd = skipWord(start);
  let at = skipBlanks(nameEnd);
  if (nameEnd === start) return 0;
  if (load<u8>(at) === 0x3A) {
    do at++; while (at < textEnd && load<u8>(at) !== 0x3D && load<u8>(at) !== 10);
  }
  if (load<u8>(at) !== 0x3D) return 0;
  const from = skipBlanks(at + 1);
  const end = called(from);
  if (end === 0) return 0;
  write(7);
  writeName(start, nameEnd);
  writeDerived(from, end, 8);
  return end;
}

/** Where the dotted name ends that begins here and is called, or 0. */
function called(start: usize): usize {
  let at = skipWord(start);
  if (at === start) return 0;
  while (load<u8>(at) === 0x2E) {
    const next = skipWord(at + 1);
    if (next === at + 1) return 0;
    at = next;
  }
  return load<u8>(at) === 0x28 ? at : 0;
}

@inline
function isSpace(character: u8): bool {
  return character === 0x20 || <u8>(character - 9) < 5;
}

/** Writes the last part of a dotted name. */
function writeDerived(from: usize, to: usize, kind: u32): void {
  let last = to;
  while (last > from && load<u8>(last - 1) !== 0x2E) last--;
  write(last > from ? kind : kind + 1);
  writeName(last, to);
}

function write(word: u32): void {
  if (records >= recordsEnd) isPlain = false;
  else {
    store<u32>(records, word);
    records += 4;
  }
}

function writeName(from: usize, to: usize): void {
  const length = to - from;
  if (names + length > namesEnd) isPlain = false;
  else {
    memory.copy(names, from, length);
    names += length;
  }
  write(<u32>(names - namesStart));
}

/** Writes the place of a statement: bytes, and UTF-16 units behind a byte order mark. */
function writePlace(at: usize): void {
  for (; unitsAt < at && !isAscii; unitsAt++) {
    const byte = load<u8>(unitsAt);
    if ((byte & 0xC0) !== 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  write(isAscii ? <u32>(at - textStart) : units);
  write(<u32>(at - textStart));
}
