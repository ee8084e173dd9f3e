import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransactionHost } from '../../../server/src/node/transaction/transactionHost.ts';
import { runUpgrade, type TransactionHost } from '../../../server/src/service/transaction/index.ts';
import { folder } from './support.ts';

/** The number of a process that no system gives to one. */
const endedPid = 2 ** 30;

/**
 * A run of the command line that was killed while it moved files into place: the first one is upgraded, the others are not. `files` are paths in the
 * (first) folder.
 */
export async function interruptRun(files: readonly string[], upgrade: (text: string) => string): Promise<void> {
  const root = folder().fsPath;
  const host = createTransactionHost();
  let killed = (): void => undefined;
  const end = new Promise<void>((resolve) => { killed = resolve; });
  let moved = 0;
  const dying: TransactionHost = {
    ...host,
    process: { ...host.process, pid: endedPid, started: 'long ago' },
    disk: {
      ...host.disk,
      rename: async (from, to) => {
        const onto = path.relative(root, to);
        if (!onto.startsWith('.upguide') && ++moved > 1) {
          // As after a kill, nothing comes after this.
          killed();
          await new Promise(() => undefined);
        }
        await host.disk.rename(from, to);
      },
    },
  };
  const planned = await Promise.all(files.map(async (file) => {
    const before = await readFile(path.join(root, file), 'utf8');
    return { path: path.join(root, file), before, after: upgrade(before), changes: [], via: 'disk' as const };
  }));
  const run = runUpgrade({ root, origin: 'cli', title: 'GreenLang 0.2 → 0.3', files: planned }, dying);
  const result = await Promise.race([end, run]);
  if (result) throw new Error(`the run came to its end: ${JSON.stringify(result)}`);
}
