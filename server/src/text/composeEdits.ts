import { applyEdits, checkedEdits } from './applyEdits.ts';
import type { Edit } from './edit.ts';

/** An edit of the first or the second round, with its place in the text between the two. */
interface Placed<T> {
  readonly edit: T;
  readonly second: boolean;
  readonly start: number;
  readonly end: number;
}

/**
 * One set of edits of `before` that does the work of two rounds: `second` are edits of the text that `first` gives.
 * The result is sorted and free of overlaps, and touches nothing but what the two rounds touch; where they cancel out, no
 * edit is left. Edits of the two rounds that only touch each other stay apart. An edit that stays alone is passed on (moved
 * to its place in `before`); several that become one go through `merge`, which takes them in the order of the text.
 * Throws `EditConflictError` when the edits of one round overlap or lie outside their text.
 */
export function composeEdits<T extends Edit>(
  before: string, first: readonly T[], second: readonly T[], merge: (parts: readonly T[], merged: Edit) => T,
): T[] {
  const sortedFirst = checkedEdits(before, first);
  const middle = applyEdits(before, sortedFirst);
  const sortedSecond = checkedEdits(middle, second);

  const places: Placed<T>[] = [];
  let shift = 0;
  for (const edit of sortedFirst) {
    const start = edit.range.start + shift;
    places.push({ edit, second: false, start, end: start + edit.newText.length });
    shift += edit.newText.length - (edit.range.end - edit.range.start);
  }
  for (const edit of sortedSecond) places.push({ edit, second: true, start: edit.range.start, end: edit.range.end });
  places.sort(byPlace);

  const result: T[] = [];
  // `middle offset - shift = offset in before`, with all first edits that end before the current group.
  shift = 0;
  for (let index = 0; index < places.length;) {
    const group = groupAt(places, index);
    index += group.length;
    const composed = compose(before, middle, group, shift, merge);
    if (composed) result.push(composed);
    for (const { edit, second: isSecond } of group) {
      if (!isSecond) shift += edit.newText.length - (edit.range.end - edit.range.start);
    }
  }
  return result;
}

/** At one place: what the second round inserts, then what the first round took out, then what covers text. */
function byPlace<T>(a: Placed<T>, b: Placed<T>): number {
  return a.start - b.start || rank(a) - rank(b);
}

function rank<T>(place: Placed<T>): number {
  if (place.end > place.start) return 2;
  return place.second ? 0 : 1;
}

/** The longest run of edits from `index` on that are connected by overlaps. */
function groupAt<T>(places: readonly Placed<T>[], index: number): readonly Placed<T>[] {
  let next = index + 1;
  let end = places[index]?.end ?? 0;
  for (let place = places[next]; place && place.start < end; place = places[++next]) end = Math.max(end, place.end);
  return places.slice(index, next);
}

function compose<T extends Edit>(
  before: string, middle: string, group: readonly Placed<T>[], shift: number, merge: (parts: readonly T[], merged: Edit) => T,
): T | undefined {
  const head = group[0];
  if (!head) return undefined;
  if (group.length === 1) {
    if (!head.second) return head.edit;
    return shift === 0 ? head.edit : { ...head.edit, range: { start: head.start - shift, end: head.end - shift } };
  }
  let end = head.end;
  let endShift = shift;
  const seconds: Edit[] = [];
  for (const place of group) {
    end = Math.max(end, place.end);
    if (!place.second) endShift += place.edit.newText.length - (place.edit.range.end - place.edit.range.start);
    else seconds.push({ range: { start: place.start - head.start, end: place.end - head.start }, newText: place.edit.newText });
  }
  const range = { start: head.start - shift, end: end - endShift };
  const newText = applyEdits(middle.slice(head.start, end), seconds);
  if (before.slice(range.start, range.end) === newText) return undefined;
  return merge(group.map(({ edit }) => edit), { range, newText });
}
