import type { TransactionHost } from './transactionHost.ts';

/** Removes what ended processes left behind: runs that had not begun, staged texts of finished runs. Every run does it too. */
export declare function tidyRuns(root: string, host: TransactionHost): Promise<void>;
