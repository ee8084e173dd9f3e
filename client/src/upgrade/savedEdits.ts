import * as vscode from 'vscode';

/** The part of LSP's WorkspaceEdit that names documents. */
interface EditedDocuments {
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly documentChanges?: readonly object[];
}

/**
 * Saves, while an upgrade is applied, the documents that the server edits through the editor and that had no unsaved changes before: no unsaved
 * tab stays behind, and what is on disk is what the journal says. Edits at other times (a lens, a fix) are the user's to save.
 */
export class SavedEdits {
  readonly #log: vscode.LogOutputChannel;
  #upgrades = 0;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Saves what is edited until `work` is through. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#upgrades++;
    try {
      return await work();
    } finally {
      this.#upgrades--;
    }
  }

  /** Carries out an edit of the server: `apply` hands it to VS Code. The documents are saved when this is through. */
  async through<T>(edit: EditedDocuments, apply: () => Promise<T>): Promise<T> {
    if (this.#upgrades === 0 || !savesRefactorings()) return await apply();
    const uris = new Set([...urisOf(edit)].map((uri) => vscode.Uri.parse(uri).toString()));
    const clean = vscode.workspace.textDocuments.filter((document) => uris.has(document.uri.toString()) && !document.isDirty && !document.isUntitled);
    const result = await apply();
    await Promise.all(clean.map((document) => this.#save(document)));
    return result;
  }

  async #save(document: vscode.TextDocument): Promise<void> {
    if (!document.isDirty || await document.save()) return;
    this.#log.warn(`${vscode.workspace.asRelativePath(document.uri)} was upgraded in its editor, but VS Code could not save it. Save it yourself.`);
  }
}

/** VS Code's own setting for what refactorings leave behind; who has switched it off saves by hand. */
export function savesRefactorings(): boolean {
  return vscode.workspace.getConfiguration('files').get<unknown>('refactoring.autoSave') !== false;
}

function * urisOf({ changes, documentChanges }: EditedDocuments): Generator<string> {
  yield* Object.keys(changes ?? {});
  for (const change of documentChanges ?? []) {
    if ('textDocument' in change && typeof change.textDocument === 'object' && change.textDocument !== null && 'uri' in change.textDocument) {
      yield String(change.textDocument.uri);
    }
  }
}
