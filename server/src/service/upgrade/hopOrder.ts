import type { UpgradePlace } from '../../analysis/route.ts';
import { overlaps, type Range } from '../../text/range.ts';
import type { PlannedEdit } from './upgradeTypes.ts';

/** Where migrations of one system stand on its route, by id; empty where no system has several. */
export type UpgradeOrder = ReadonlyMap<string, UpgradePlace>;

/** Of fixes that belong to several hops of one system, those of the earliest: the rules of the next one are about what it leaves. */
export function earliestHops<Fix extends { readonly migration: string }>(fixes: readonly Fix[], order: UpgradeOrder): readonly Fix[] {
  const first = new Map<string, number>();
  for (const { migration } of fixes) {
    const at = order.get(migration);
    if (at) first.set(at.system, Math.min(at.place, first.get(at.system) ?? at.place));
  }
  return first.size === 0 ? fixes : fixes.filter(({ migration }) => {
    const at = order.get(migration);
    return at === undefined || at.place === first.get(at.system);
  });
}

/** Whether the one belongs to an earlier hop of the same system than the other. Takes ids of migrations. */
export function isEarlierHop(one: string, other: string, order: UpgradeOrder): boolean {
  const [before, after] = [order.get(one), order.get(other)];
  return before !== undefined && after !== undefined && before.system === after.system && before.place < after.place;
}

/** The edits whose new text a range of the edited text touches. `edits` are sorted and do not overlap. */
export function editsAt(edits: readonly PlannedEdit[], range: Range): readonly PlannedEdit[] {
  let shift = 0;
  return edits.filter((edit) => {
    const start = edit.range.start + shift;
    shift += edit.newText.length - (edit.range.end - edit.range.start);
    return overlaps({ start, end: start + edit.newText.length }, range);
  });
}
