import type { TransactionHost } from './transactionHost.ts';
import type { RunSummary } from './transactionTypes.ts';

/** The runs of a workspace folder, newest first; damaged ones too, with their problem. Never throws for what the disk does. */
export declare function listRuns(root: string, host: TransactionHost): Promise<readonly RunSummary[]>;
/** Runs (and rollbacks) whose process ended midway. Ask at start, then offer `finishRun` or `restoreRun`. */
export declare function unfinishedRuns(root: string, host: TransactionHost): Promise<readonly RunSummary[]>;
/** The bytes a file had before a run; `undefined` when the run does not have them (any more), or damaged. */
export declare function readOriginal(root: string, id: string, path: string, host: TransactionHost): Promise<Uint8Array | undefined>;
