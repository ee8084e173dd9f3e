import type { TransactionHost } from './transactionHost.ts';

/**
 * Tells that an editor has saved files that were handed to it (`via: 'editor'`). Their bytes on disk count as the new ones from now on,
 * since an editor may format what it saves. Files that still have their old bytes are left as they are. `undefined`, or what went wrong.
 */
export declare function confirmEdited(root: string, id: string, paths: readonly string[], host: TransactionHost): Promise<string | undefined>;
