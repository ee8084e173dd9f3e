import type { Journal } from './journal.ts';
import type { RunPlace } from './layout.ts';
import { withRun } from './openRun.ts';
import { takeBack } from './recovery.ts';
import { Refusal } from './refusal.ts';
import { absolutePath, restoreFiles } from './restoreFiles.ts';
import { removeRemains } from './tidy.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { RollbackFileResult, RollbackOptions, RollbackResult } from './transactionTypes.ts';

/** Takes a run back, byte for byte and with its modes. Doing it twice changes nothing, and after a crash it goes on. */
export async function rollbackRun(root: string, id: string, options: RollbackOptions, host: TransactionHost): Promise<RollbackResult> {
  const result = await withRun<RollbackResult>(root, id, host, async (journal, place) => {
    if (options.files === undefined) return takeBack(journal, place, options, host);
    return rollbackFiles(options.files, journal, place, options, host);
  });
  return 'problem' in result ? { id, state: 'failed', reason: result.problem, files: [] } : result;
}

async function rollbackFiles(paths: readonly string[], journal: Journal, place: RunPlace, options: RollbackOptions, host: TransactionHost): Promise<RollbackResult> {
  if (journal.state === 'prepared' || journal.state === 'restoring') throw new Refusal(`The run ${journal.id} was interrupted. Put all of its files back (upguide rollback ${journal.id}), or finish it first (upguide fix --resume).`);
  const wanted = new Set(paths.map((path) => host.disk.relative(place.root, path)));
  const files = journal.files.filter(({ path }) => wanted.has(path));
  const known = new Set(files.map((file) => absolutePath(file, place, host)));
  const foreign = paths.filter((path) => !known.has(path)).map((path): RollbackFileResult => ({ path, outcome: 'refused', reason: `It is not a file of the run ${journal.id}.` }));
  // Each file is whole at every moment, so a part of a run needs no mark in the journal.
  const results = await restoreFiles(files, place, options, host);
  await removeRemains(place, host);
  return { id: journal.id, files: [...results, ...foreign], state: 'done' };
}
