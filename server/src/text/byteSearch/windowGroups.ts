import { byteShare, commonTrigrams, trigramShare } from './frequencies.ts';

/** More gain little. */
const rounds = 2;

/** At each of three places, the bits of the halves that bytes there have: the lower half's in bits 0 to 15, the upper half's in bits 16 to 31. */
type Halves = readonly [number, number, number];

interface Group {
  readonly members: Set<number>;
  halves: Halves;
  share: number;
}

const none: Halves = [0, 0, 0];

/** Three words for each of the common sequences: its halves. */
const trigramHalves = Int32Array.from([...commonTrigrams.keys()].flatMap(halvesOf));
const trigramShares = Float64Array.from(commonTrigrams.values());

/**
 * Puts windows of three bytes (lowest first) into `groupCount` groups. A group takes, at each place, every byte that has the lower half of one of its
 * members' and the upper half of one of them; so those go together that take few others with them.
 */
export function groupWindows(windows: readonly number[], groupCount: number): readonly (readonly number[])[] {
  const groups = Array.from({ length: groupCount }, (): Group => ({ members: new Set(), halves: none, share: 0 }));
  const shares = new Map(windows.map((window) => [window, trigramShare(window)]));
  // Rare ones first: those that look alike find each other before common ones are put to some of them.
  const sorted = [...windows].sort((a, b) => (shares.get(a) ?? 0) - (shares.get(b) ?? 0) || a - b);
  const shareOf = createShares();
  const homes = new Map<number, Group>();
  for (let round = 0; round < rounds; round++) {
    for (const window of sorted) {
      const home = homes.get(window);
      if (home && !leave(home, window, shareOf)) continue;
      const found = homeFor(groups, halvesOf(window), shareOf);
      found?.members.add(window);
      if (found) homes.set(window, found);
    }
  }
  return groups.map(({ members }) => [...members]);
}

/** Takes a window out of its group, unless it is there for nothing. */
function leave(group: Group, window: number, shareOf: ShareOf): boolean {
  let halves = none;
  for (const member of group.members) if (member !== window) halves = joined(halves, halvesOf(member));
  if (equal(halves, group.halves)) return false;
  group.members.delete(window);
  group.halves = halves;
  group.share = shareOf(halves, Infinity);
  return true;
}

/** The group to which a window adds the least, widened for it. */
function homeFor(groups: readonly Group[], window: Halves, shareOf: ShareOf): Group | undefined {
  const holding = groups.find(({ halves }) => equal(joined(halves, window), halves));
  if (holding) return holding;
  let best: { readonly group: Group; readonly halves: Halves; readonly share: number } | undefined;
  let least = Infinity;
  for (const group of groups) {
    const halves = joined(group.halves, window);
    const share = shareOf(halves, group.share + least);
    if (share - group.share >= least) continue;
    best = { group, halves, share };
    least = share - group.share;
  }
  if (!best) return undefined;
  best.group.halves = best.halves;
  best.group.share = best.share;
  return best.group;
}

function halvesOf(window: number): Halves {
  const halves = (byte: number): number => (1 << (byte & 15)) | (1 << (16 + (byte >>> 4)));
  return [halves(window & 255), halves((window >>> 8) & 255), halves((window >>> 16) & 255)];
}

function joined(a: Halves, b: Halves): Halves {
  return [a[0] | b[0], a[1] | b[1], a[2] | b[2]];
}

function equal(a: Halves, b: Halves): boolean {
  return a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}

/** About which share of all places in code a group takes. From `enough` on nobody wants to know it exactly. */
type ShareOf = (halves: Halves, enough: number) => number;

function createShares(): ShareOf {
  // Groups have the same halves at one place many times.
  const known = new Map<number, number>();
  const placeShare = (halves: number): number => {
    let share = known.get(halves);
    if (share === undefined) known.set(halves, share = bytesShare(halves));
    return share;
  };
  return ([first, second, third], enough) => {
    let share = 0.1 * placeShare(first) * placeShare(second) * placeShare(third);
    for (let index = 0, at = 0; index < trigramShares.length && share < enough; index++, at += 3) {
      const one = trigramHalves[at] ?? 0;
      if ((first & one) !== one) continue;
      const two = trigramHalves[at + 1] ?? 0;
      const three = trigramHalves[at + 2] ?? 0;
      if ((second & two) === two && (third & three) === three) share += trigramShares[index] ?? 0;
    }
    return share;
  };
}

/** Of ASCII: what is beyond is rare, and so are windows with it. */
function bytesShare(halves: number): number {
  let share = 0;
  for (let byte = 10; byte < 128; byte++) if (((halves >>> (byte & 15)) & (halves >>> (16 + (byte >>> 4))) & 1) === 1) share += byteShare(byte);
  return share;
}
