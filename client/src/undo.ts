import * as vscode from 'vscode';
import type { PlannedDocument } from './plannedDocument.ts';

interface ChangedFile {
  readonly uri: vscode.Uri;
  readonly before: string;
  readonly after: string;
  /** It had no unsaved changes, so the restored text is saved again. */
  readonly save: boolean;
}

/**
 * Takes back the last upgrade as a whole, without a question for each file. VS Code's own Undo works, too; this also
 * works with no changed file in front, and saves again what was saved.
 */
export class UpgradeUndo {
  #files: readonly ChangedFile[] = [];

  /** Remembers what an upgrade did. */
  remember(documents: readonly PlannedDocument[]): void {
    this.#files = documents
      .map(({ uri, document, before, wasDirty }) => ({ uri, before, after: document.getText(), save: !wasDirty && !document.isDirty }))
      .filter(({ before, after }) => before !== after);
    void vscode.commands.executeCommand('setContext', 'upguide.canUndo', this.#files.length > 0);
  }

  /** Restores the texts. Files that have changed since stay as they are and are named. */
  async undo(): Promise<{ readonly restored: number; readonly kept: readonly string[] }> {
    const edit = new vscode.WorkspaceEdit();
    const restored: { readonly document: vscode.TextDocument; readonly save: boolean }[] = [];
    const kept: string[] = [];
    for (const { uri, before, after, save } of this.#files) {
      const document = await vscode.workspace.openTextDocument(uri);
      const now = document.getText();
      if (now === before) continue;
      if (now !== after) {
        kept.push(vscode.workspace.asRelativePath(uri));
        continue;
      }
      const { start, end, newText } = difference(after, before);
      edit.replace(uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), newText);
      restored.push({ document, save });
    }
    if (restored.length > 0 && !await vscode.workspace.applyEdit(edit)) {
      return { restored: 0, kept: this.#files.map(({ uri }) => vscode.workspace.asRelativePath(uri)) };
    }
    for (const { document, save } of restored) if (save) await document.save();
    this.#files = [];
    void vscode.commands.executeCommand('setContext', 'upguide.canUndo', false);
    return { restored: restored.length, kept };
  }
}

/** What differs, between a common beginning and a common end: cursors outside of it stay where they are. */
function difference(from: string, to: string): { readonly start: number; readonly end: number; readonly newText: string } {
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start++;
  // Not between the halves of a line end, which VS Code takes for one character.
  if (from[start - 1] === '\r') start--;
  let tail = 0;
  while (tail < from.length - start && tail < to.length - start && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++;
  if (from[from.length - tail] === '\n') tail--;
  return { start, end: from.length - tail, newText: to.slice(start, to.length - tail) };
}
