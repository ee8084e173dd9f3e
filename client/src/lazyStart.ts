import * as vscode from 'vscode';
import { isOurs } from './documents.ts';
import { ownFilesGlob } from './ownFiles.ts';

/**
 * Calls back once, when there is a first file to look at: one that is open and of a kind that we read, or one of a system's own in the
 * workspace or created later. A server for windows that have neither would be a waste.
 */
export function startWhenNeeded(start: () => void): vscode.Disposable {
  const listeners: vscode.Disposable[] = [];
  let done = false;
  const found = (): void => {
    if (done) return;
    done = true;
    vscode.Disposable.from(...listeners).dispose();
    start();
  };
  const search = (): void => {
    vscode.workspace.findFiles(ownFilesGlob, '**/node_modules/**', 1).then((files) => { if (files.length > 0) found(); }, () => undefined);
  };
  if (vscode.workspace.textDocuments.some(isOurs)) {
    found();
  } else {
    const watcher = vscode.workspace.createFileSystemWatcher(ownFilesGlob, false, true, true);
    listeners.push(
      watcher,
      watcher.onDidCreate(found),
      vscode.workspace.onDidOpenTextDocument((document) => { if (isOurs(document)) found(); }),
      vscode.workspace.onDidChangeWorkspaceFolders(search),
    );
    search();
  }
  return vscode.Disposable.from(...listeners);
}
