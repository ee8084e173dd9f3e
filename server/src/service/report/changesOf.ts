import type { Migration } from '../../analysis/migration.ts';
import { ownRules } from '../ownRules.ts';
import type { UpgradeItem } from '../upgrade/upgradeTypes.ts';
import { groupBy } from './groupBy.ts';
import type { Places } from './places.ts';
import { addProgress, noProgress, total } from './progress.ts';
import type { ReportChange, ReportItem, ReportProgress } from './reportTypes.ts';
import type { AppliedChange } from './runsOf.ts';

/** Places of one migration (or of none), done and left. */
export interface Work {
  readonly items: readonly UpgradeItem[];
  readonly applied: readonly AppliedChange[];
}

/** What the items and runs of a file or a change come to. */
export function progressOf(items: readonly Pick<ReportItem, 'applicability' | 'done'>[], applied: readonly AppliedChange[]): ReportProgress {
  const count = (applicability: string): number => items.filter((item) => !item.done && item.applicability === applicability).length;
  return {
    done: items.filter(({ done }) => done).length + applied.reduce((sum, { change }) => sum + change.count, 0),
    safe: count('safe'), unsafe: count('unsafe'), manual: count('manual'),
  };
}

/** The changes of a migration, and what of the work is none of its guide's entries, by rule. Without a migration: everything by rule. */
export function changesOf(work: Work, migration: Migration | undefined, places: Places, markedDone: ReadonlySet<string>): readonly ReportChange[] {
  const guide = migration?.changes ?? [];
  const entries = new Set(guide.map(({ id }) => id));
  const keyOf = (change: string | null | undefined, rule: string | undefined): string => (change && entries.has(change) ? change : rule ?? '');
  const items = groupBy(work.items, ({ change, rule }) => keyOf(change, rule));
  const applied = groupBy(work.applied, ({ change }) => keyOf(change.change, change.rule));
  const make = (id: string, title: string, impact: ReportChange['impact']): ReportChange => {
    const shown = (items.get(id) ?? []).map((item) => reportItem(item, places, markedDone)).sort(byPlace);
    return {
      id, title, impact, items: shown,
      progress: progressOf(shown, applied.get(id) ?? []),
      files: new Set(shown.filter(({ done }) => !done).map(({ place }) => place.uri)).size,
    };
  };
  const rules = [...new Set([...items.keys(), ...applied.keys()])].filter((key) => !entries.has(key)).sort();
  return [
    ...guide.map(({ id, title, impact }) => make(id, title, impact)),
    ...rules.map((rule) => make(rule, ruleTitle(rule, migration), undefined)).filter(({ progress }) => total(progress) > 0),
  ];
}

/** Everything in a list of changes. */
export function progressOfChanges(changes: readonly ReportChange[]): ReportProgress {
  return changes.length === 0 ? noProgress : addProgress(changes.map(({ progress }) => progress));
}

function reportItem({ id, uri, range, message, applicability, lifecycle, fix }: UpgradeItem, places: Places, markedDone: ReadonlySet<string>): ReportItem {
  return {
    id, place: places.place(uri, range.start), message, applicability, lifecycle, fix,
    done: applicability === 'manual' && markedDone.has(id),
  };
}

function byPlace(a: ReportItem, b: ReportItem): number {
  if (a.place.path !== b.place.path) return a.place.path < b.place.path ? -1 : 1;
  return a.place.line - b.place.line;
}

/** What comes before the first full stop or colon of the rule's description. */
function ruleTitle(rule: string, migration: Migration | undefined): string {
  const known = migration?.rules.find(({ id }) => id === rule) ?? Object.values(ownRules).find(({ id }) => id === rule);
  if (!known) return 'Changes that the journal does not name';
  return known.description.replace(/[.:](?:\s.*)?$/s, '').replaceAll('`', '');
}
