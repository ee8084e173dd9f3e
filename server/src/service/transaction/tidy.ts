import { attempt, removeIfThere, removeTree, temporaryOf } from './diskSteps.ts';
import { readRuns, type StoredRun } from './journalStore.ts';
import type { RunPlace } from './layout.ts';
import { takeLock } from './lock.ts';
import { hasRunsFolder, ignoreRuns } from './runsFolder.ts';
import type { TransactionHost } from './transactionHost.ts';

/** Finished runs that are kept. */
const keptRuns = 10;

/**
 * Removes what ended processes left behind: runs that had not begun, staged texts of finished runs, all finished runs but the last
 * ten. Every run does it too. Never rejects; where another process is at work nothing is done.
 */
export async function tidyRuns(root: string, host: TransactionHost): Promise<void> {
  try {
    if (!await hasRunsFolder(root, host.disk)) return;
    const lock = await takeLock(root, host);
    try {
      await ignoreRuns(root, host.disk);
      await tidyLocked(await readRuns(root, host), host);
    } finally {
      await lock.release();
    }
  } catch {
    // The next run tidies.
  }
}

/** The same, by whoever has the lock. Takes all runs, newest first. */
export async function tidyLocked(runs: readonly StoredRun[], host: TransactionHost): Promise<void> {
  let finished = 0;
  for (const run of runs) {
    if (run.kind === 'absent') await discardRun(run.place, host);
    else if (run.kind === 'journal' && isFinished(run)) {
      finished++;
      if (finished > keptRuns) await discardRun(run.place, host);
      else await removeRemains(run.place, host);
    }
  }
}

/** Whether nothing is left to do for a run. A damaged one is never finished: its originals may be the only ones. */
export function isFinished(run: StoredRun): boolean {
  return run.kind === 'journal' && (run.journal.state === 'done' || run.journal.state === 'restored');
}

/** Removes a run's folder, its journal first: without one it is remains, whatever else is left. Whether all of it is gone. */
export function discardRun(place: RunPlace, { disk }: TransactionHost): Promise<boolean> {
  return attempt(async () => {
    await removeIfThere(place.journal, disk);
    await removeTree(place.folder, disk);
  });
}

/** Removes what a run that has come to its end does not need: its staged bytes, half a journal. */
export async function removeRemains(place: RunPlace, { disk }: TransactionHost): Promise<void> {
  await attempt(() => removeTree(place.staged, disk));
  await attempt(() => removeIfThere(temporaryOf(place.journal), disk));
}
