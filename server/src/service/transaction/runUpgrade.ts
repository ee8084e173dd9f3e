import { attempt, removeIfThere } from './diskSteps.ts';
import type { Journal } from './journal.ts';
import { readRuns, writeJournal } from './journalStore.ts';
import { createRunId, originalPath, placeOf, type RunPlace, runsFolderOf } from './layout.ts';
import { takeLock } from './lock.ts';
import { moveFiles } from './moveFiles.ts';
import { type PreparedFile, prepareRun } from './prepareRun.ts';
import { Refusal } from './refusal.ts';
import { restoreFiles } from './restoreFiles.ts';
import { ignoreRuns, makeRunsFolder } from './runsFolder.ts';
import { discardRun, isFinished, removeRemains, tidyLocked } from './tidy.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { RunFileResult, RunRequest, RunResult } from './transactionTypes.ts';

/**
 * Writes the files of a request as one run that can be taken back: all of them, or those that may be written, each file whole.
 * Never throws for what the disk does: what went wrong is in the result, in words for the user.
 */
export async function runUpgrade(request: RunRequest, host: TransactionHost): Promise<RunResult> {
  try {
    await makeRunsFolder(request.root, host.disk);
    const lock = await takeLock(request.root, host);
    try {
      return await runLocked(request, host);
    } finally {
      await lock.release();
    }
  } catch (error) {
    return nothingChanged(request, reasonOf(error, request.root, host));
  }
}

async function runLocked(request: RunRequest, host: TransactionHost): Promise<RunResult> {
  await ignoreRuns(request.root, host.disk);
  const runs = await readRuns(request.root, host);
  await tidyLocked(runs, host);
  const open = runs.find((run) => run.kind === 'journal' && !isFinished(run));
  if (open !== undefined) {
    const { id } = open.place;
    return nothingChanged(request, `The run ${id} was interrupted. Finish it first (upguide fix --resume), or put its files back (upguide rollback ${id}).`);
  }
  const place = await makeRunFolder(request.root, host);
  let preparation;
  try {
    preparation = await prepareRun(request, place, host);
  } catch (error) {
    await discardRun(place, host);
    return nothingChanged(request, reasonOf(error, request.root, host));
  }
  const { files, results, stopped } = preparation;
  if (stopped || files.length === 0) {
    await discardRun(place, host);
    return stopped ? { ...nothingChanged(request, 'It was stopped before anything was written.'), state: 'stopped' } : { id: undefined, files: inOrder(request, results), state: 'done' };
  }
  const journal: Journal = {
    id: place.id, started: host.now(), origin: request.origin, title: request.title, state: 'prepared', files: files.map((file) => file.journal),
  };
  try {
    await writeJournal(place, journal, host);
  } catch (error) {
    return giveUp(reasonOf(error, request.root, host), [], request, place, host);
  }
  return moveAll(files, results, journal, request, place, host);
}

async function makeRunFolder(root: string, host: TransactionHost): Promise<RunPlace> {
  for (let attempts = 1; ; attempts++) {
    const place = placeOf(root, createRunId(host.now(), host.random), host.disk);
    try {
      await host.disk.makeFolder(place.folder, 0o700);
      return place;
    } catch (error) {
      if (host.disk.errorCode(error) !== 'EEXIST' || attempts === 10) throw error;
    }
  }
}

async function moveAll(files: readonly PreparedFile[], results: Map<string, RunFileResult>, prepared: Journal, request: RunRequest, place: RunPlace, host: TransactionHost): Promise<RunResult> {
  const { disk } = host;
  const outcome = await moveFiles(files, request, place, host);
  for (const [path, result] of outcome.results) results.set(path, result);
  if (outcome.failure !== undefined) {
    const { file, reason } = outcome.failure;
    return giveUp(`${file.request.path} could not be written: ${reason}.`, [...outcome.moved, file], request, place, host);
  }
  if (outcome.moved.length === 0) {
    await discardRun(place, host);
    return { id: undefined, files: inOrder(request, results), state: 'done' };
  }
  try {
    await writeJournal(place, { ...prepared, state: 'done', files: outcome.moved.map(({ journal }) => journal) }, host);
  } catch (error) {
    const reason = `All files are written, but the journal could not be completed: ${disk.describeError(error)}. Finish the run ${place.id}, or take it back with upguide rollback ${place.id}.`;
    return { id: place.id, files: inOrder(request, results), state: 'unfinished', reason };
  }
  await removeRemains(place, host);
  await removeSpareOriginals(files, outcome.moved, place, host);
  await attempt(async () => { await tidyLocked(await readRuns(request.root, host), host); });
  return { id: place.id, files: inOrder(request, results), state: 'done' };
}

/** Copies of files that were left alone after all are of no use, and may hold secrets. */
async function removeSpareOriginals(files: readonly PreparedFile[], moved: readonly PreparedFile[], place: RunPlace, { disk }: TransactionHost): Promise<void> {
  for (const { journal } of files.filter((file) => !moved.includes(file))) await attempt(() => removeIfThere(originalPath(place, journal.slot, disk), disk));
}

/** After a failure: puts back what was moved. If even that fails, the journal stays for the next start. */
async function giveUp(reason: string, touched: readonly PreparedFile[], request: RunRequest, place: RunPlace, host: TransactionHost): Promise<RunResult> {
  const files = touched.filter(({ request: { via } }) => via === 'disk').map(({ journal }) => journal);
  const restored = await restoreFiles(files, place, request.roots === undefined ? {} : { roots: request.roots }, host);
  // An original is given up only where it is known to be in place.
  const stuck = new Map(restored.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed').map(({ path, reason: why }) => [path, why]));
  if (stuck.size === 0 && await discardRun(place, host)) return nothingChanged(request, `${reason} All files are as they were.`);
  const state = stuck.size === 0 ? 'All files are as they were, but the journal could not be removed.' : `${stuck.size} of ${request.files.length} files could not be put back.`;
  return {
    id: place.id, state: 'unfinished', reason: `${reason} ${state} Take the run back with upguide rollback ${place.id}.`,
    files: request.files.map(({ path }) => ({ path, outcome: 'failed', reason: stuck.get(path) ?? notWritten })),
  };
}

const notWritten = 'It was not written, because the run failed.';

function nothingChanged({ files }: RunRequest, reason: string): RunResult {
  return { id: undefined, state: 'failed', reason, files: files.map(({ path }) => ({ path, outcome: 'failed', reason: notWritten })) };
}

function inOrder({ files }: RunRequest, results: ReadonlyMap<string, RunFileResult>): RunFileResult[] {
  return files.map(({ path }) => results.get(path) ?? { path, outcome: 'failed', reason: notWritten });
}

/** Why nothing could begin, in words for the user. */
function reasonOf(error: unknown, root: string, { disk }: TransactionHost): string {
  return error instanceof Refusal ? error.message : `The originals could not be kept in ${runsFolderOf(root, disk)}: ${disk.describeError(error)}.`;
}
