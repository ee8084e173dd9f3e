import * as vscode from 'vscode';
import type { RecoverParams, RollbackParams, RollbackResult } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

/** Sends a request that puts files of a run back, or finishes it, with its progress in a notification. Not cancellable: half of it helps nobody. */
export async function requestRun(server: Server, method: string, params: RollbackParams | RecoverParams, title: string): Promise<RollbackResult> {
  const { requestWithProgress } = await import('../upgrade/streamedRequest.ts');
  return await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, (progress, token) =>
    requestWithProgress<RollbackResult>(server, method, params, (message) => progress.report({ message }), token));
}
