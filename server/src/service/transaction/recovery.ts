import { isMissing } from './diskSteps.ts';
import type { Journal, JournalFile } from './journal.ts';
import { writeJournal } from './journalStore.ts';
import { type RunPlace, stagedPath } from './layout.ts';
import { changedMeanwhile, moveIntoPlace, removeBeside, syncFolders } from './moveIntoPlace.ts';
import { withRun } from './openRun.ts';
import { Refusal } from './refusal.ts';
import { absolutePath, restoreFiles } from './restoreFiles.ts';
import { checkWritable, findTarget, fingerprint, isSame, stateOf } from './target.ts';
import { removeRemains } from './tidy.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { RollbackFileResult, RollbackOptions, RollbackResult, RunFileResult, RunResult } from './transactionTypes.ts';

type RecoveryOptions = Pick<RollbackOptions, 'roots' | 'onProgress'>;

/**
 * After a crash: gives every file of an unfinished run its new text. Files that others changed are left and named. Once a rollback has
 * begun there is no way forward any more; the result is `failed` and says so.
 */
export async function finishRun(root: string, id: string, host: TransactionHost, options: RecoveryOptions = {}): Promise<RunResult> {
  const result = await withRun<RunResult>(root, id, host, async (journal, place) => {
    if (journal.state === 'done') return { id, state: 'done', files: journal.files.map((file) => ({ path: absolutePath(file, place, host), outcome: 'unchanged' })) };
    if (journal.state !== 'prepared') throw new Refusal(`The run ${id} is being taken back, so it cannot be finished. Take back the rest of it: upguide rollback ${id}.`);
    return finishPrepared(journal, place, options, host);
  });
  return 'problem' in result ? { id: undefined, state: 'failed', reason: result.problem, files: [] } : result;
}

async function finishPrepared(journal: Journal, place: RunPlace, options: RecoveryOptions, host: TransactionHost): Promise<RunResult> {
  const { disk } = host;
  const { id } = journal;
  const files: RunFileResult[] = [];
  const folders: string[] = [];
  for (const [index, file] of journal.files.entries()) {
    const path = absolutePath(file, place, host);
    try {
      folders.push(...await finishFile(file, path, place, options.roots ?? [], host));
      files.push({ path, outcome: 'written' });
    } catch (error) {
      files.push(error instanceof Refusal
        ? { path, outcome: 'refused', reason: error.message }
        : { path, outcome: 'failed', reason: `It could not be written: ${disk.describeError(error)}. The file is as it was.` });
    }
    options.onProgress?.({ done: index + 1, total: journal.files.length, path });
  }
  await syncFolders(folders, host);
  const failed = files.filter(({ outcome }) => outcome === 'failed').length;
  if (failed > 0) return { id, files, state: 'unfinished', reason: `${failed} of ${files.length} files could not be written. Finish the run again, or take it back with upguide rollback ${id}.` };
  try {
    await writeJournal(place, { ...journal, state: 'done' }, host);
  } catch (error) {
    return { id, files, state: 'unfinished', reason: `The journal could not be completed: ${disk.describeError(error)}. Finish the run again.` };
  }
  await removeRemains(place, host);
  return { id, files, state: 'done' };
}

/** Gives one file its new text, unless it has it; the folders that changed. */
async function finishFile(file: JournalFile, path: string, place: RunPlace, roots: readonly string[], host: TransactionHost): Promise<readonly string[]> {
  const { disk } = host;
  const all = [place.root, ...roots];
  const target = await findTarget(path, all, disk);
  if (target === undefined) throw new Refusal('It was deleted or moved since.');
  await removeBeside(target.path, file.slot, place, host);
  const state = await stateOf(target, file, host);
  if (state === 'new') return [];
  if (state === 'changed') throw new Refusal(changedMeanwhile);
  if (file.via === 'editor') throw new Refusal('It was open in an editor that ended before it changed it. Run the command again.');
  await checkWritable(target, disk);
  await checkStaged(file, place, host);
  await moveIntoPlace({ slot: file.slot, path, target: { ...target, bytes: file.before }, look: target.entry, roots: all }, place, host);
  return [disk.parent(target.path)];
}

/** Rejects with a `Refusal` when the new bytes are not the ones that were staged, or were moved already and somebody put the old ones back. */
async function checkStaged(file: JournalFile, place: RunPlace, host: TransactionHost): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await host.disk.read(stagedPath(place, file.slot, host.disk));
  } catch (error) {
    if (isMissing(error, host.disk)) throw new Refusal('Its new text is not in the journal any more. Run the command again.');
    throw error;
  }
  if (!isSame(fingerprint(bytes, host), file.after)) throw new Refusal('Its new text in the journal is damaged. Run the command again.');
}

/** After a crash: gives every file of an unfinished run (or rollback) its original bytes back. Files that others changed are left and named. */
export async function restoreRun(root: string, id: string, host: TransactionHost, options: RecoveryOptions = {}): Promise<RollbackResult> {
  const result = await withRun<RollbackResult>(root, id, host, (journal, place) => takeBack(journal, place, options, host));
  return 'problem' in result ? { id, state: 'failed', reason: result.problem, files: [] } : result;
}

/**
 * Puts a whole run back, by whoever has the lock. The journal says so before the first file is touched and after the last one, so that a
 * killed process is noticed.
 */
export async function takeBack(journal: Journal, place: RunPlace, options: Omit<RollbackOptions, 'files'>, host: TransactionHost): Promise<RollbackResult> {
  const { id } = journal;
  await writeJournal(place, { ...journal, state: 'restoring' }, host);
  const results = await restoreFiles(journal.files, place, options, host);
  const count = (...outcomes: readonly RollbackFileResult['outcome'][]) => results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const failed = count('failed');
  const wasFinished = journal.state === 'done' || journal.state === 'restored';
  // Of a finished run, the rest is still finished.
  if (failed > 0 && !wasFinished) return { id, files: results, state: 'unfinished', reason: `${failed} of ${results.length} files could not be restored. When the reason is gone, roll back again: upguide rollback ${id}.` };
  try {
    await writeJournal(place, { ...journal, state: wasFinished && count('failed', 'refused') > 0 ? journal.state : 'restored' }, host);
  } catch (error) {
    return { id, files: results, state: 'unfinished', reason: `The journal could not be completed: ${host.disk.describeError(error)}. Roll back again: upguide rollback ${id}.` };
  }
  await removeRemains(place, host);
  return { id, files: results, state: 'done' };
}
