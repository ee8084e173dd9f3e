import { createTransactionHost } from '../../../server/src/node/transaction/transactionHost.ts';
import { runUpgrade, type TransactionHost } from '../../../server/src/service/transaction/index.ts';
import { old, renamed } from './editing.ts';
import type { TestWorkspace } from './workspaces.ts';

/** This machine, where `before` is called with the destination of each renaming: it may fail, or never come to an end. */
export function hostWhereRenaming(before: (to: string) => void | Promise<void>): TransactionHost {
  const host = createTransactionHost();
  const rename = async (from: string, to: string): Promise<void> => {
    await before(to);
    await host.disk.rename(from, to);
  };
  return { ...host, disk: { ...host.disk, rename } };
}

/** Leaves a run over these `.env` files as a process does that is killed once it has written the first of them. */
export async function leaveInterrupted(place: TestWorkspace, names: readonly string[]): Promise<void> {
  const [first = '', ...others] = names.map((name) => place.path(name));
  const host = hostWhereRenaming((to) => {
    if (!others.includes(to)) return;
    killed();
    return new Promise(() => undefined);
  });
  let killed = (): void => undefined;
  const dead = new Promise<void>((resolve) => { killed = resolve; });
  // No process has this number.
  const process = { ...host.process, pid: 2 ** 30 };
  void runUpgrade({
    root: place.root, origin: 'editor', title: 'GreenLang 0.2 → 0.3',
    files: [first, ...others].map((path) => ({ path, before: old, after: renamed, changes: [], via: 'disk' })),
  }, { ...host, process });
  await dead;
}
