import type { JournalFile } from './journal.ts';
import { writeJournal } from './journalStore.ts';
import type { RunPlace } from './layout.ts';
import { withRun } from './openRun.ts';
import { absolutePath } from './restoreFiles.ts';
import { findTarget, fingerprint, isSame } from './target.ts';
import type { TransactionHost } from './transactionHost.ts';

/**
 * Tells that an editor has saved files that were handed to it (`via: 'editor'`). Their bytes on disk count as the new ones from now on,
 * since an editor may format what it saves. Files that still have their old bytes are left as they are. `undefined`, or what went wrong.
 */
export async function confirmEdited(root: string, id: string, paths: readonly string[], host: TransactionHost): Promise<string | undefined> {
  const wanted = new Set(paths.map((path) => host.disk.relative(root, path)));
  const result = await withRun(root, id, host, async (journal, place) => {
    const files: JournalFile[] = [];
    for (const file of journal.files) files.push(file.via === 'editor' && wanted.has(file.path) ? await asSaved(file, place, host) : file);
    if (files.some((file, index) => file !== journal.files[index])) await writeJournal(place, { ...journal, files }, host);
    return undefined;
  });
  return result?.problem;
}

async function asSaved(file: JournalFile, place: RunPlace, host: TransactionHost): Promise<JournalFile> {
  const target = await findTarget(absolutePath(file, place, host), [place.root], host.disk);
  if (target === undefined) return file;
  const now = fingerprint(await host.disk.read(target.path), host);
  return isSame(now, file.before) || isSame(now, file.after) ? file : { ...file, after: now };
}
