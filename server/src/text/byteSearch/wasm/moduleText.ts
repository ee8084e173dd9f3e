/** The text of a Python module that is being read, and the steps that all readers of it take. Behind the text there must be 64 bytes of zeros. */

export let textStart: usize = 0;
export let textEnd: usize = 0;
/** The first closing parenthesis at or behind `closeAskedAt`. */
let closeAt: usize = 0;
let closeAskedAt: usize = 0;

/** Begins with another text. */
export function setText(start: usize, end: usize): void {
  textStart = start;
  textEnd = end;
  closeAskedAt = start;
  closeAt = start;
}

/** Whether the text begins with a byte order mark. */
export function hasMark(): bool {
  return textEnd - textStart >= 3 && load<u16>(textStart) === 0xBBEF && load<u8>(textStart, 2) === 0xBF;
}

/** The first closing parenthesis at or behind a place, or the end of the text. Linear over all calls, as places mostly grow. */
export function closing(from: usize): usize {
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

export function skipBlanks(from: usize): usize {
  let at = from;
  while (load<u8>(at) === 0x20 || load<u8>(at) === 9) at++;
  return at;
}

@inline
export function isWord(character: u8): bool {
  return <u8>((character | 0x20) - 0x61) < 26 || <u8>(character - 0x30) < 10 || character === 0x5F;
}

export function skipWord(from: usize): usize {
  let at = from;
  while (isWord(load<u8>(at))) at++;
  return at;
}

export function skipDotted(from: usize): usize {
  let at = from;
  while (isWord(load<u8>(at)) || load<u8>(at) === 0x2E) at++;
  return at;
}
