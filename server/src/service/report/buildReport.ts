import type { Migration } from '../../analysis/migration.ts';
import { isWithin } from '../../text/uri.ts';
import { changesOf, progressOf, progressOfChanges, type Work } from './changesOf.ts';
import { folderProgress, type FileProgress } from './folderProgress.ts';
import { groupBy } from './groupBy.ts';
import { effortOf, stepsOf } from './guideTables.ts';
import { placesIn, type Places } from './places.ts';
import { addProgress, left, total } from './progress.ts';
import type { ReportInput } from './reportInput.ts';
import { reportRoutes } from './routesIn.ts';
import type { ReportFileReason, ReportMigration, ReportModel } from './reportTypes.ts';
import { appliedChanges, reportRuns, type AppliedChange } from './runsOf.ts';
import { timelineOf } from './timelineOf.ts';
import { whyNothing } from './whyNothing.ts';

/** Takes what the service and the host know, and gives everything that the report says. */
export function buildReport(input: ReportInput): ReportModel {
  const { today, folders, runs, baseline, scan } = input;
  const places = placesIn(folders, input.text);
  const markedDone = input.markedDone ?? new Set<string>();
  const applied = appliedChanges(runs);
  const work = workOf(input, applied);
  const migrations = input.migrations
    .map((migration) => reportMigration(migration, heldBy(migration, work.get(migration.id) ?? noWork), input, places, markedDone))
    .filter(({ projects, progress }) => projects.some(({ state }) => state === 'active') || total(progress) > 0);
  const others = changesOf(work.get(undefined) ?? noWork, undefined, places, markedDone);
  const totals = addProgress([...migrations.map(({ progress }) => progress), progressOfChanges(others)]);
  const files = fileProgress(input, applied, places, markedDone);
  const reasons = (list: readonly { readonly uri: string; readonly reason: string }[]): readonly ReportFileReason[] => list.map(({ uri, reason }) => ({ uri, path: places.path(uri), reason }));
  return {
    today,
    folders: folders.map(({ uri, name }) => ({ uri, name })),
    migrations,
    routes: reportRoutes({ routes: input.routes, migrations: input.migrations, workOf: (id) => work.get(id) ?? noWork, places, markedDone }),
    others,
    totals,
    files: { looked: scan.scanned, affected: files.filter(({ progress }) => left(progress) > 0).length, skipped: reasons(scan.skipped), refused: reasons(input.refused) },
    byFolder: folderProgress(files),
    runs: reportRuns(runs, places),
    baseline: { accepted: baseline.accepted, stale: baseline.stale },
    whyNothing: left(totals) > 0 ? [] : whyNothing(input, totals),
  };
}

const noWork: Work = { items: [], applied: [] };

/** Of the work under a migration's id its own: two folders may have migrations of one id. */
function heldBy({ folder }: Migration, work: Work): Work {
  if (folder === undefined) return work;
  return { items: work.items.filter(({ uri }) => isWithin(folder, uri)), applied: work.applied.filter(({ uri }) => isWithin(folder, uri)) };
}

/** By the id of the migration; under `undefined` what belongs to none. */
function workOf(input: ReportInput, applied: readonly AppliedChange[]): ReadonlyMap<string | undefined, Work> {
  const ids = new Set(input.migrations.map(({ id }) => id));
  const items = groupBy(input.items, ({ migration }) => (ids.has(migration) ? migration : undefined));
  const done = groupBy(applied, ({ change }) => migrationOf(change.change ?? undefined, change.rule, input));
  return new Map([...new Set([...items.keys(), ...done.keys()])].map((id) => [id, { items: items.get(id) ?? [], applied: done.get(id) ?? [] }]));
}

/** By the rule's name, otherwise by the guide that has the entry: an active migration first. */
function migrationOf(change: string | undefined, rule: string | undefined, { migrations, detected }: ReportInput): string | undefined {
  if (rule !== undefined) return migrations.find(({ id }) => rule.startsWith(`${id}/`))?.id;
  const having = migrations.filter(({ changes }) => changes.some(({ id }) => id === change));
  const active = new Set(detected.filter(({ state }) => state === 'active').map(({ migration }) => migration));
  return (having.find(({ id }) => active.has(id)) ?? having[0])?.id;
}

function reportMigration(migration: Migration, work: Work, { detected, today }: ReportInput, places: Places, markedDone: ReadonlySet<string>): ReportMigration {
  const { id, title, from, to, guideTitle, folder } = migration;
  const changes = changesOf(work, migration, places, markedDone);
  return {
    id, title, from, to, guideTitle, changes,
    projects: detected.filter((each) => each.migration === id && (folder === undefined || isWithin(folder, each.root))).map(({ root, state, evidence }) => ({ path: places.path(root), state, evidence })),
    progress: progressOfChanges(changes),
    effort: effortOf(migration, changes),
    steps: stepsOf(migration, changes),
    timeline: timelineOf(migration.changes, changes, today),
  };
}

function fileProgress({ items }: ReportInput, applied: readonly AppliedChange[], places: Places, markedDone: ReadonlySet<string>): readonly FileProgress[] {
  const itemsOf = groupBy(items, ({ uri }) => uri);
  const appliedTo = groupBy(applied, ({ uri }) => uri);
  return [...new Set([...itemsOf.keys(), ...appliedTo.keys()])].map((uri) => ({
    path: places.path(uri),
    progress: progressOf(
      (itemsOf.get(uri) ?? []).map(({ id, applicability }) => ({ applicability, done: applicability === 'manual' && markedDone.has(id) })),
      appliedTo.get(uri) ?? [],
    ),
  }));
}
