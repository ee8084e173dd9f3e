import type { ReportInputRun, ReportInputRunChange } from './reportInput.ts';
import type { Places } from './places.ts';
import type { ReportRun, ReportRunChange } from './reportTypes.ts';

/** A change that a run made to a file and that still stands. */
export interface AppliedChange {
  readonly uri: string;
  readonly change: ReportInputRunChange;
}

const states = { prepared: 'interrupted', done: 'done', rolledBack: 'rolledBack', damaged: 'damaged' } as const;

/** The runs as the report shows them, in the order given. */
export function reportRuns(runs: readonly ReportInputRun[], places: Places): readonly ReportRun[] {
  return runs.map(({ id, started, title, origin, state, files }) => ({
    id,
    started,
    title,
    origin,
    state: states[state],
    files: files.map(({ uri, now, changes }) => ({ uri, path: places.path(uri), now, places: changes.reduce((sum, { count }) => sum + count, 0) })),
    changes: summed(files.flatMap(({ changes }) => changes)),
  }));
}

/**
 * What runs have done that was not taken back: not by a rollback, nor by anything else that gave a file its old text again. Where two runs left
 * a file with the same text, something took the older one back in between, and only the newer counts. `runs` are newest first.
 */
export function appliedChanges(runs: readonly ReportInputRun[]): readonly AppliedChange[] {
  const standing = new Set<string>();
  const applied: AppliedChange[] = [];
  for (const { state, files } of runs) {
    if (state !== 'done') continue;
    for (const { uri, now, changes } of files) {
      if (now === 'old' || (now === 'new' && standing.has(uri))) continue;
      if (now === 'new') standing.add(uri);
      applied.push(...changes.map((change) => ({ uri, change })));
    }
  }
  return applied;
}

/** By the guide's entry. */
function summed(changes: readonly ReportInputRunChange[]): readonly ReportRunChange[] {
  const sums = new Map<string, ReportRunChange>();
  for (const { change, title, applicability, count } of changes) {
    const key = JSON.stringify([change ?? null, title, applicability]);
    sums.set(key, { change: change ?? undefined, title, applicability, places: (sums.get(key)?.places ?? 0) + count });
  }
  return [...sums.values()].sort((a, b) => ((a.change ?? '~') < (b.change ?? '~') ? -1 : Number((a.change ?? '~') > (b.change ?? '~'))));
}
