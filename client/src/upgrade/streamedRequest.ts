import type * as vscode from 'vscode';
import { ProgressType, WorkDoneProgress } from 'vscode-languageclient/node';
import { itemsRequest, type ItemsParams, type ItemsResult, type ProtocolFileItems } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** What is told while the items are read. */
export interface ItemsListener {
  readonly onItems: (files: readonly ProtocolFileItems[]) => void;
  /** How far it is, as the server says it: a text, or percent. */
  readonly onProgress: (progress: { readonly message?: string; readonly percentage?: number }) => void;
}

let requests = 0;

/** Asks for all items, which come in parts. Brings the LSP library with it: import it late. */
export async function requestItems(server: Server, listener: ItemsListener, token: vscode.CancellationToken): Promise<ItemsResult> {
  const client = await server.client();
  const id = ++requests;
  const params: ItemsParams = { workDoneToken: `upguide-items-${id}`, partialResultToken: `upguide-items-part-${id}` };
  const parts = client.onProgress(new ProgressType<readonly ProtocolFileItems[]>(), `upguide-items-part-${id}`, listener.onItems);
  const work = client.onProgress(WorkDoneProgress.type, `upguide-items-${id}`, (progress) => {
    if (progress.kind !== 'end') listener.onProgress(progress);
  });
  try {
    return await client.sendRequest<ItemsResult>(itemsRequest, params, token);
  } finally {
    parts.dispose();
    work.dispose();
  }
}

/** Sends a request that reports its progress. Gives what the server answers; brings the LSP library with it: import it late. */
export async function requestWithProgress<Result>(server: Server, method: string, params: object, report: (message: string) => void, token: vscode.CancellationToken): Promise<Result> {
  const client = await server.client();
  const workDoneToken = `upguide-work-${++requests}`;
  const work = client.onProgress(WorkDoneProgress.type, workDoneToken, (progress) => {
    if (progress.kind !== 'end' && progress.message !== undefined) report(progress.message);
  });
  try {
    return await client.sendRequest<Result>(method, { ...params, workDoneToken }, token);
  } finally {
    work.dispose();
  }
}
