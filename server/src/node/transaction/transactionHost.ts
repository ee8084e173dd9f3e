import { createHash } from 'node:crypto';
import type { TransactionHost } from '../../service/transaction/index.ts';
import { systemRandom } from '../random.ts';
import { isRunning, ownProcess } from './processes.ts';
import { createTransactionDisk } from './transactionDisk.ts';

/** Transactions on this machine, by this process. */
export function createTransactionHost(): TransactionHost {
  return {
    disk: createTransactionDisk(),
    sha256: (bytes) => createHash('sha256').update(bytes).digest('hex'),
    now: () => new Date().toISOString(),
    random: systemRandom,
    process: ownProcess(),
    isRunning,
  };
}
