/**
 * Finds where statements that make the header of a Python module may begin.
 *
 * Most lines say nothing of this kind, so lines are not looked at one after the other: sixteen places at a time are asked for beginnings of lines
 * of the top level, and for the first three letters of the keywords that count behind an indentation.
 */

/** Bytes of a text that are looked through at a time. */
export const chunkSize: usize = 1024;
/** Bytes that their places may take. */
export const placesSize: usize = chunkSize * 4;

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

/**
 * Writes the places of one chunk, as words in the order of the text, and gives where they end. Some are two bytes before the chunk. What is in front of
 * the text is taken for part of it: the first places may be wrong, and any may be in the middle of a line.
 */
export function findPlaces(chunk: usize, textEnd: usize, into: usize): usize {
  const lower1 = v128.load(constants);
  const upper1 = v128.load(constants, 16);
  const lower2 = v128.load(constants, 32);
  const upper2 = v128.load(constants, 48);
  const lower3 = v128.load(constants, 64);
  const upper3 = v128.load(constants, 80);
  const low = v128.load_splat<u8>(constants, 96);
  const belowNames = v128.load_splat<u8>(constants, 97);
  const front = v128.load(chunk - 16);
  let before1 = v128.and(i8x16.swizzle(lower1, v128.and(front, low)), i8x16.swizzle(upper1, v128.and(i16x8.shr_u(front, 4), low)));
  let before2 = v128.and(i8x16.swizzle(lower2, v128.and(front, low)), i8x16.swizzle(upper2, v128.and(i16x8.shr_u(front, 4), low)));
  let next = into;
  for (let block = chunk, end = min(chunk + chunkSize, textEnd); block < end; block += 16) {
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
    for (let hits = (<u32>tops << 3) | (<u32>i8x16.bitmask(i8x16.eq(triples, i8x16.splat(0))) ^ 0xFFFF); hits !== 0; hits &= hits - 1) {
      store<u32>(next, <u32>(block + ctz(hits) - 2));
      next += 4;
    }
  }
  return next;
}
