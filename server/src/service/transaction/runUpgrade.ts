import type { TransactionHost } from './transactionHost.ts';
import type { RunRequest, RunResult } from './transactionTypes.ts';

/**
 * Writes the files of a request as one run that can be taken back: all of them, or those that may be written, each file whole.
 * Never throws for what the disk does: what went wrong is in the result, in words for the user.
 */
export declare function runUpgrade(request: RunRequest, host: TransactionHost): Promise<RunResult>;
