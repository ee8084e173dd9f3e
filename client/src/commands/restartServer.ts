import * as vscode from 'vscode';
import type { Server } from '../server.ts';

/** "Upguide: Restart Server". */
export async function restartServer(server: Server, log: vscode.LogOutputChannel): Promise<void> {
  log.info('Restarting the server.');
  const options = { location: vscode.ProgressLocation.Window, title: 'Upguide: restarting the server' };
  await vscode.window.withProgress(options, () => server.restart());
}
