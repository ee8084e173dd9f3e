import type { Journal } from './journal.ts';
import { readRun } from './journalStore.ts';
import { isRunId, type RunPlace, runsFolderOf } from './layout.ts';
import { takeLock } from './lock.ts';
import { Refusal } from './refusal.ts';
import { hasRunsFolder } from './runsFolder.ts';
import type { TransactionHost } from './transactionHost.ts';

/**
 * Does some work on one run, by the lock of its workspace folder. What the work gives; or, as a sentence for the user, why it could not
 * begin or broke off: no such run, a damaged one, another process at work, or the disk.
 */
export async function withRun<T>(root: string, id: string, host: TransactionHost, work: (journal: Journal, place: RunPlace) => Promise<T>): Promise<T | { readonly problem: string }> {
  const { disk } = host;
  try {
    const none = `There is no run ${isRunId(id) ? id : 'of that id'} in this folder.`;
    if (!isRunId(id) || !await hasRunsFolder(root, disk)) return { problem: none };
    const lock = await takeLock(root, host);
    try {
      const run = await readRun(root, id, host);
      if (run.kind === 'absent') return { problem: none };
      if (run.kind === 'damaged') return { problem: run.problem };
      return await work(run.journal, run.place);
    } finally {
      await lock.release();
    }
  } catch (error) {
    return { problem: error instanceof Refusal ? error.message : `The journal in ${runsFolderOf(root, disk)} could not be used: ${disk.describeError(error)}.` };
  }
}
