import type { RunChange } from '../transaction/transactionTypes.ts';
import type { DetectedMigration } from '../languageService.ts';
import type { PlannedEdit, UpgradePlan } from './upgradeTypes.ts';

/** What the edits of one file do, as the journal lists it: fixes of one title are one entry with their number. */
export function runChanges(edits: readonly PlannedEdit[]): readonly RunChange[] {
  const found = new Map<string, { readonly change: Omit<RunChange, 'count'>; readonly fixes: Set<number> }>();
  for (const { change, rule, title, applicability, fix } of edits) {
    const key = JSON.stringify([change, rule, title, applicability]);
    let entry = found.get(key);
    if (!entry) found.set(key, (entry = { change: { change, rule, title, applicability }, fixes: new Set() }));
    entry.fixes.add(fix);
  }
  return [...found.values()].map(({ change, fixes }) => ({ ...change, count: fixes.size }));
}

/** The name of a run in lists: the migrations whose items these files settle (`GreenLang 0.2 → 0.3`), in the order of detection. */
export function runTitle(plan: Pick<UpgradePlan, 'items' | 'files'>, detected: readonly DetectedMigration[]): string {
  const settled = new Set(plan.files.flatMap(({ edits }) => edits.flatMap(({ items }) => items)));
  const used = new Set(plan.items.filter(({ id }) => settled.has(id)).map(({ migration }) => migration));
  const titles = detected.filter(({ migration }) => used.has(migration)).map(({ title, from, to }) => `${title} ${from} → ${to}`);
  return titles.length > 0 ? [...new Set(titles)].join(', ') : 'Upgrade';
}
