import type { TransactionHost } from './transactionHost.ts';
import type { RollbackOptions, RollbackResult, RunResult } from './transactionTypes.ts';

/**
 * After a crash: gives every file of an unfinished run its new text. Files that others changed are left and named. Once a rollback has
 * begun there is no way forward any more; the result is `failed` and says so.
 */
export declare function finishRun(root: string, id: string, host: TransactionHost, options?: Pick<RollbackOptions, 'roots' | 'onProgress'>): Promise<RunResult>;
/** After a crash: gives every file of an unfinished run (or rollback) its original bytes back. Files that others changed are left and named. */
export declare function restoreRun(root: string, id: string, host: TransactionHost, options?: Pick<RollbackOptions, 'roots' | 'onProgress'>): Promise<RollbackResult>;
