import { byteShare, commonTrigrams, trigramShare } from './frequencies.ts';

/** More gain little. */
const rounds = 3;

const trigrams = Int32Array.from(commonTrigrams.keys());
const trigramShares = Float64Array.from(commonTrigrams.values());

/** A bit for each half of a byte that members have: lower and upper of the first, second and third byte. */
type Halves = readonly [number, number, number, number, number, number];

interface Group {
  members: number[];
  halves: Halves;
  share: number;
}

const none: Halves = [0, 0, 0, 0, 0, 0];

/**
 * Puts windows of three bytes (lowest first) into `groupCount` groups. A group takes, at each place, every byte that has the lower half of one of its
 * members' and the upper half of one of them; so those go together that take few others with them.
 */
export function groupWindows(windows: readonly number[], groupCount: number): readonly (readonly number[])[] {
  const groups = Array.from({ length: groupCount }, (): Group => ({ members: [], halves: none, share: 0 }));
  // Rare ones first: those that look alike find each other before common ones are put to some of them.
  const sorted = [...windows].sort((a, b) => trigramShare(a) - trigramShare(b) || a - b);
  for (let round = 0; round < rounds; round++) {
    for (const window of sorted) {
      const home = groups.find(({ members }) => members.includes(window));
      if (home && !leave(home, window)) continue;
      join(groups, window);
    }
  }
  return groups.map(({ members }) => members);
}

/** Takes a window out of its group, unless it is there for nothing. */
function leave(group: Group, window: number): boolean {
  const members = group.members.filter((member) => member !== window);
  const halves = members.reduce(withWindow, none);
  if (equal(halves, group.halves)) return false;
  group.members = members;
  group.halves = halves;
  group.share = shareOf(halves);
  return true;
}

/** Puts a window where it adds the least. */
function join(groups: readonly Group[], window: number): void {
  let best: { readonly group: Group; readonly halves: Halves; readonly share: number; readonly added: number } | undefined;
  for (const group of groups) {
    const halves = withWindow(group.halves, window);
    const share = equal(halves, group.halves) ? group.share : shareOf(halves);
    if (best === undefined || share - group.share < best.added) best = { group, halves, share, added: share - group.share };
  }
  if (!best) return;
  best.group.members.push(window);
  best.group.halves = best.halves;
  best.group.share = best.share;
}

function withWindow(halves: Halves, window: number): Halves {
  const bit = (shift: number): number => 1 << ((window >>> shift) & 15);
  return [halves[0] | bit(0), halves[1] | bit(4), halves[2] | bit(8), halves[3] | bit(12), halves[4] | bit(16), halves[5] | bit(20)];
}

function equal(a: Halves, b: Halves): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2] && a[3] === b[3] && a[4] === b[4] && a[5] === b[5];
}

/** About which share of all places in code a group takes. */
function shareOf([lower0, upper0, lower1, upper1, lower2, upper2]: Halves): number {
  let share = 0.1 * bytesShare(lower0, upper0) * bytesShare(lower1, upper1) * bytesShare(lower2, upper2);
  for (let index = 0; index < trigrams.length; index++) {
    const bytes = trigrams[index] ?? 0;
    const taken = (lower0 >>> (bytes & 15)) & (upper0 >>> ((bytes >>> 4) & 15)) & (lower1 >>> ((bytes >>> 8) & 15))
      & (upper1 >>> ((bytes >>> 12) & 15)) & (lower2 >>> ((bytes >>> 16) & 15)) & (upper2 >>> ((bytes >>> 20) & 15));
    if ((taken & 1) === 1) share += trigramShares[index] ?? 0;
  }
  return share;
}

/** Of ASCII: what is beyond is rare, and so are windows with it. */
function bytesShare(lower: number, upper: number): number {
  let share = 0;
  for (let byte = 10; byte < 128; byte++) if (((lower >>> (byte & 15)) & (upper >>> (byte >>> 4)) & 1) === 1) share += byteShare(byte);
  return share;
}
