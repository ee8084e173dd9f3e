import type { TransactionHost } from './transactionHost.ts';
import type { RollbackOptions, RollbackResult } from './transactionTypes.ts';

/** Takes a run back, byte for byte and with its modes. Doing it twice changes nothing, and after a crash it goes on. */
export declare function rollbackRun(root: string, id: string, options: RollbackOptions, host: TransactionHost): Promise<RollbackResult>;
