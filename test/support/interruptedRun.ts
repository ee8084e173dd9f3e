import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransactionHost } from '../../server/src/node/transaction/transactionHost.ts';
import { runUpgrade, type TransactionHost } from '../../server/src/service/transaction/index.ts';

/** The number of a process that no system gives to one. */
const endedPid = 2 ** 30;

/** This machine, where `before` is called with the destination of each renaming: it may fail, or never come to an end. */
export function hostWhereRenaming(before: (to: string) => void | Promise<void>): TransactionHost {
  const host = createTransactionHost();
  const rename = async (from: string, to: string): Promise<void> => {
    await before(to);
    await host.disk.rename(from, to);
  };
  return { ...host, disk: { ...host.disk, rename } };
}

/**
 * Leaves a run as a process does that is killed while it moves files into place: the first one is upgraded, the others are not. `files` are paths in the
 * folder `root`.
 */
export async function interruptRun(root: string, files: readonly string[], upgrade: (text: string) => string): Promise<void> {
  let killed = (): void => undefined;
  const end = new Promise<void>((resolve) => { killed = resolve; });
  let moved = 0;
  const host = hostWhereRenaming(async (to) => {
    if (path.relative(root, to).startsWith('.upguide') || ++moved === 1) return;
    // As after a kill, nothing comes after this.
    killed();
    await new Promise(() => undefined);
  });
  const planned = await Promise.all(files.map(async (file) => {
    const before = await readFile(path.join(root, file), 'utf8');
    return { path: path.join(root, file), before, after: upgrade(before), changes: [], via: 'disk' as const };
  }));
  const process = { ...host.process, pid: endedPid, started: 'long ago' };
  const run = runUpgrade({ root, origin: 'cli', title: 'GreenLang 0.2 → 0.3', files: planned }, { ...host, process });
  const result = await Promise.race([end, run]);
  if (result) throw new Error(`the run came to its end: ${JSON.stringify(result)}`);
}
