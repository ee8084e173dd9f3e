/** Longer words are not compared: nobody mistypes them, and the work grows with the square of the length. */
const maximumWordLength = 100;

/**
 * "Did you mean": the candidate that is fewest typing mistakes away from the word (a unit too much, missing, wrong, or two
 * swapped), if at most about a third of the word is mistyped. Differences in case and between `-`, `_` and `.` count as
 * next to nothing. The first one wins a tie; the word itself is never the answer. `undefined` when nothing is close.
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const plain = normalise(word);
  if (plain === '' || word.length > maximumWordLength) return undefined;
  const limit = Math.max(1, Math.floor(plain.length / 3));
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (candidate === word || candidate.length > maximumWordLength) continue;
    const other = normalise(candidate);
    // Below three units everything is one mistake away from everything.
    const most = Math.min(least - 1, other === plain || Math.min(other.length, plain.length) > 2 ? limit : 0);
    const distance = distanceUpTo(plain, other, most);
    if (distance <= most) {
      best = candidate;
      least = distance;
      if (distance === 0) break;
    }
  }
  return best;
}

function normalise(word: string): string {
  return word.toLowerCase().replace(/[-.]/g, '_');
}

/** Damerau-Levenshtein distance (optimal string alignment), or some number above `most` when it is more than that. */
function distanceUpTo(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  if (a === b) return 0;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(cost);
      smallest = Math.min(smallest, cost);
    }
    if (smallest > most) return most + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? most + 1;
}
