import { attempt, entryAt, isMissing, replacePrivateFile } from './diskSteps.ts';
import { type Journal, parseJournal, printJournal } from './journal.ts';
import { isRunId, placeOf, type RunPlace, runsFolderOf } from './layout.ts';
import { bytesOfText, textOfBytes } from './textBytes.ts';
import type { TransactionHost } from './transactionHost.ts';

/** What is in a run's folder. */
export type StoredRun =
  | { readonly kind: 'journal'; readonly place: RunPlace; readonly journal: Journal }
  /** No journal: nothing outside of the folder was touched, or there is no such run. */
  | { readonly kind: 'absent'; readonly place: RunPlace }
  | { readonly kind: 'damaged'; readonly place: RunPlace; readonly problem: string };

/** Reads the journal of a run. Rejects only for an id that is none. */
export async function readRun(root: string, id: string, { disk }: TransactionHost): Promise<StoredRun> {
  if (!isRunId(id)) throw new Error('This is not the id of a run.');
  const place = placeOf(root, id, disk);
  const damaged = (problem: string): StoredRun => ({
    kind: 'damaged', place, problem: `The journal ${place.journal} cannot be trusted: ${problem}. Copies of the original files are in ${place.originals}.`,
  });
  try {
    // A link could lead to files of others.
    const entries = await Promise.all([place.folder, place.originals].map((path) => entryAt(path, disk)));
    if (entries.some((entry) => entry?.kind === 'link')) return damaged('a folder of the run is a symbolic link');
    const parsed = parseJournal(textOfBytes(await disk.read(place.journal)), id);
    if ('problem' in parsed) return damaged(parsed.problem);
    const foreign = parsed.files.find(({ path }) => disk.relative(root, disk.join(root, ...path.split('/'))) !== path);
    return foreign === undefined ? { kind: 'journal', place, journal: parsed } : damaged('a path in it leads out of the folder');
  } catch (error) {
    return isMissing(error, disk) ? { kind: 'absent', place } : damaged(`it cannot be read: ${disk.describeError(error)}`);
  }
}

/** All runs of a workspace folder, newest first. Rejects when the folder of runs cannot be read; without one there are none. */
export async function readRuns(root: string, host: TransactionHost): Promise<readonly StoredRun[]> {
  const folder = runsFolderOf(root, host.disk);
  const entry = await entryAt(folder, host.disk);
  if (entry?.kind !== 'folder') return [];
  const ids = (await host.disk.list(folder)).filter(isRunId);
  const runs: StoredRun[] = [];
  for (const id of ids) runs.push(await readRun(root, id, host));
  // Ids tell seconds only.
  const key = (run: StoredRun) => `${run.place.id.slice(0, 15)} ${run.kind === 'journal' ? run.journal.started : ''} ${run.place.id}`;
  return runs.sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

/** Writes the journal in one step. That a run is prepared is durable when this resolves; later states can be told from the files too. */
export async function writeJournal(place: RunPlace, journal: Journal, { disk }: TransactionHost): Promise<void> {
  await replacePrivateFile(place.journal, bytesOfText(printJournal(journal), false), disk);
  if (journal.state === 'prepared') await disk.syncFolder(place.folder);
  else await attempt(() => disk.syncFolder(place.folder));
}
