/** Shorter words are a slip away from too many others. */
const minimumLength = 3;
/** Nobody mistypes longer words, and the work grows with the square of the length. */
const maximumLength = 60;

/**
 * The candidates that a word may be a slip for, nearest first: written with other case or separators, or at most one typing
 * mistake away (two in words of six letters and more). Stricter than `closest` of text/, since findings hang on it: words
 * that differ in digits alone (`level2`) are meant as they are.
 */
export function nearby(word: string, candidates: readonly string[]): readonly string[] {
  const plain = normalise(word);
  if (plain.length < minimumLength || word.length > maximumLength) return [];
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const other = normalise(candidate);
    if (candidate === word || other.length < minimumLength) continue;
    if (other !== plain && withoutDigits(other) === withoutDigits(plain)) continue;
    const limit = Math.min(plain.length, other.length) < 6 ? 1 : 2;
    if (Math.abs(plain.length - other.length) > limit) continue;
    const distance = mistakesBetween(plain, other);
    if (distance <= limit) found.push({ candidate, distance });
  }
  found.sort((a, b) => a.distance - b.distance);
  // The same word in another spelling leaves no doubt.
  return found.filter(({ distance }) => distance === 0 || found[0]?.distance !== 0).map(({ candidate }) => candidate);
}

/** Whether two words differ only in case and separators. */
export function isSpellingVariant(a: string, b: string): boolean {
  return normalise(a) === normalise(b);
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/[-_. ]/g, '');
}

function withoutDigits(word: string): string {
  return word.replace(/\d/g, '');
}

/** Letters too much, missing, wrong, or swapped with the next one. */
function mistakesBetween(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const change = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, change);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? a.length;
}
