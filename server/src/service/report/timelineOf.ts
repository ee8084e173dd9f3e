import type { GuideChange } from '../../analysis/migration.ts';
import { left } from './progress.ts';
import type { ReportChange, ReportRemoval } from './reportTypes.ts';

/** The days on which versions take old forms away, soonest first. `changes` are the guide's entries with their progress; `today` is an ISO date. */
export function timelineOf(guide: readonly GuideChange[], changes: readonly ReportChange[], today: string): readonly ReportRemoval[] {
  const removals = new Map<string, ReportRemoval>();
  for (const { id, removedIn, removedOn } of guide) {
    if (removedIn === undefined || removedOn === undefined) continue;
    const key = `${removedOn} ${removedIn}`;
    const before = removals.get(key);
    const progress = changes.find((change) => change.id === id)?.progress;
    removals.set(key, {
      date: removedOn, version: removedIn, past: today >= removedOn,
      changes: [...before?.changes ?? [], id],
      left: (before?.left ?? 0) + (progress ? left(progress) : 0),
    });
  }
  return [...removals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, removal]) => removal);
}
