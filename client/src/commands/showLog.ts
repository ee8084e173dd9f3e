import type * as vscode from 'vscode';

/** "Upguide: Show Log". */
export function showLog(log: vscode.LogOutputChannel): void {
  log.show();
}
