// Numbers that look random and follow from a seed and a name alone: a file's text does not depend on the files made before it.

/** 32 bits that differ for names that differ a little (FNV-1a). */
function hashOf(name) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** A source of choices for one file. */
export function randomOf(seed, name) {
  let state = (hashOf(name) ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0;
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 up to 1. */
    next,
    /** A whole number, both ends included. */
    int: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (share) => next() < share,
    /** A size with a long tail: half of all sizes are below the median (log-normal, in characters). */
    size: (median, spread, least, most) => {
      const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
      return Math.round(Math.min(most, Math.max(least, median * Math.exp(spread * normal))));
    },
  };
}
