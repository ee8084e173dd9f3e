import { moveIntoPlace, syncFolders } from './moveIntoPlace.ts';
import type { PreparedFile } from './prepareRun.ts';
import { Refusal } from './refusal.ts';
import type { RunPlace } from './layout.ts';
import type { TransactionHost } from './transactionHost.ts';
import type { RunFileResult, RunRequest } from './transactionTypes.ts';

/** What became of the prepared files. */
export interface MoveOutcome {
  readonly moved: readonly PreparedFile[];
  readonly results: ReadonlyMap<string, RunFileResult>;
  /** Why the moving ended before its end; the files after that one are as they were. */
  readonly failure?: { readonly file: PreparedFile; readonly reason: string };
}

/** Moves the prepared files into place, each in one step. Stops at the first failure of the system; what others changed is skipped. */
export async function moveFiles(files: readonly PreparedFile[], request: RunRequest, place: RunPlace, host: TransactionHost): Promise<MoveOutcome> {
  const { disk } = host;
  const roots = [request.root, ...request.roots ?? []];
  const moved: PreparedFile[] = [];
  const results = new Map<string, RunFileResult>();
  for (const [index, file] of files.entries()) {
    const { path, via } = file.request;
    try {
      if (via === 'disk') await moveIntoPlace({ slot: file.journal.slot, path, target: { ...file.target, bytes: file.journal.before }, look: file.target.entry, roots }, place, host);
      moved.push(file);
      results.set(path, { path, outcome: 'written' });
    } catch (error) {
      if (!(error instanceof Refusal)) return { moved, results, failure: { file, reason: disk.describeError(error) } };
      results.set(path, { path, outcome: 'refused', reason: error.message });
    }
    request.onProgress?.({ done: 2 * request.files.length - files.length + index + 1, total: 2 * request.files.length, path });
  }
  await syncFolders(moved.filter(({ request: { via } }) => via === 'disk').map(({ target }) => disk.parent(target.path)), host);
  return { moved, results };
}
