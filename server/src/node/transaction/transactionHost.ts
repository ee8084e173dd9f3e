import type { TransactionHost } from '../../service/transaction/index.ts';

/** Transactions on this machine, by this process. */
export declare function createTransactionHost(): TransactionHost;
