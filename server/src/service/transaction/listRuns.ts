import type { Journal, JournalFile } from './journal.ts';
import { readRun, readRuns, type StoredRun } from './journalStore.ts';
import { isRunId, startOfId } from './layout.ts';
import { isLocked } from './lock.ts';
import { absolutePath, readOriginalBytes } from './restoreFiles.ts';
import { isFinished } from './tidy.ts';
import { stateOf } from './target.ts';
import { isMissing } from './diskSteps.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { FileState, RunSummary, RunSummaryChange } from './transactionTypes.ts';

/** The runs of a workspace folder, newest first; damaged ones too, with their problem. Never throws for what the disk does. */
export async function listRuns(root: string, host: TransactionHost): Promise<readonly RunSummary[]> {
  return summaries(await runsOrNone(root, host), host);
}

/** Runs (and rollbacks) whose process ended midway. Ask at start, then offer `finishRun` or `restoreRun`. Never throws for what the disk does. */
export async function unfinishedRuns(root: string, host: TransactionHost): Promise<readonly RunSummary[]> {
  const open = (await runsOrNone(root, host)).filter((run) => run.kind === 'journal' && !isFinished(run));
  // Asked after the journals were read: a run that ends in between is not reported, one that begins is not in the list.
  return open.length === 0 || await isLocked(root, host).catch(() => true) ? [] : summaries(open, host);
}

/** The bytes a file had before a run; `undefined` when the run does not have them (any more), or damaged. */
export async function readOriginal(root: string, id: string, path: string, host: TransactionHost): Promise<Uint8Array | undefined> {
  return (await originalsOf(root, id, host))(path);
}

/** `readOriginal` for many files of one run: its journal is read once, as it is now. */
export async function originalsOf(root: string, id: string, host: TransactionHost): Promise<(path: string) => Promise<Uint8Array | undefined>> {
  const run = isRunId(id) ? await readRun(root, id, host) : undefined;
  if (run?.kind !== 'journal') return () => Promise.resolve(undefined);
  const files = new Map(run.journal.files.map((file) => [file.path, file]));
  return async (path) => {
    const file = files.get(host.disk.relative(root, path) ?? '');
    return file === undefined ? undefined : readOriginalBytes(file, run.place, host).catch(() => undefined);
  };
}

/** An unreadable folder of runs has none to show; whoever begins a run is told why. */
async function runsOrNone(root: string, host: TransactionHost): Promise<readonly StoredRun[]> {
  try {
    return await readRuns(root, host);
  } catch {
    return [];
  }
}

async function summaries(runs: readonly StoredRun[], host: TransactionHost): Promise<readonly RunSummary[]> {
  const list: RunSummary[] = [];
  for (const run of runs) {
    const { id } = run.place;
    if (run.kind === 'damaged') list.push({ id, started: startOfId(id), origin: undefined, title: '', state: 'damaged', problem: run.problem, files: [], changes: [] });
    else if (run.kind === 'journal') list.push(await summarize(run, host));
  }
  return list;
}

async function summarize({ journal, place }: Extract<StoredRun, { kind: 'journal' }>, host: TransactionHost): Promise<RunSummary> {
  const files = [];
  for (const file of journal.files) {
    const path = absolutePath(file, place, host);
    files.push({ path, via: file.via, changes: file.changes, state: await stateNow(file, path, host) });
  }
  const { id, started, origin, title, state } = journal;
  return { id, started, origin, title, state, files, changes: sumChanges(journal) };
}

/** What cannot be read is not what the run left. */
async function stateNow(file: JournalFile, path: string, host: TransactionHost): Promise<FileState> {
  try {
    const real = await host.disk.realPath(path);
    const entry = await host.disk.stat(real);
    return entry.kind === 'file' ? await stateOf({ path: real, entry }, file, host) : 'changed';
  } catch (error) {
    return isMissing(error, host.disk) ? 'missing' : 'changed';
  }
}

function sumChanges({ files }: Journal): RunSummaryChange[] {
  const sums = new Map<string, RunSummaryChange>();
  for (const { changes } of files) {
    const seen = new Set<string>();
    for (const change of changes) {
      const key = JSON.stringify([change.change, change.rule, change.title, change.applicability]);
      const sum = sums.get(key);
      sums.set(key, { ...change, count: (sum?.count ?? 0) + change.count, files: (sum?.files ?? 0) + (seen.has(key) ? 0 : 1) });
      seen.add(key);
    }
  }
  return [...sums.values()];
}
