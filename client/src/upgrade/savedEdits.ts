import * as vscode from 'vscode';

/** How long after an upgrade a tab may come that VS Code opens by itself. */
const lateTabsMs = 10_000;

/** The part of LSP's WorkspaceEdit that names documents. */
interface EditedDocuments {
  readonly changes?: Readonly<Record<string, unknown>>;
  readonly documentChanges?: readonly object[];
}

/**
 * Saves, while an upgrade is applied, the documents that the server edits through the editor and that had no unsaved changes before: no unsaved
 * tab stays behind, and what is on disk is what the journal says. Edits at other times (a lens, a fix) are the user's to save.
 */
export class SavedEdits implements vscode.Disposable {
  readonly #log: vscode.LogOutputChannel;
  /** Documents that no tab showed when they were edited. */
  readonly #hidden = new Set<string>();
  #upgrades = 0;
  #listener: vscode.Disposable | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(log: vscode.LogOutputChannel) {
    this.#log = log;
  }

  /** Saves what is edited until `work` is through. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#upgrades++;
    clearTimeout(this.#rest);
    this.#listener ??= vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => this.#closeUnasked([...opened, ...changed]));
    try {
      return await work();
    } finally {
      this.#upgrades--;
      // The editor's window is a process of its own: what it opens for the last documents shows some time after the run.
      if (this.#upgrades === 0) this.#rest = setTimeout(() => this.dispose(), lateTabsMs);
    }
  }

  dispose(): void {
    clearTimeout(this.#rest);
    this.#listener?.dispose();
    this.#listener = undefined;
    this.#hidden.clear();
  }

  /** Carries out an edit of the server: `apply` hands it to VS Code. The documents are saved when this is through. */
  async through<T>(edit: EditedDocuments, apply: () => Promise<T>): Promise<T> {
    if (this.#upgrades === 0 || !savesRefactorings()) return await apply();
    const uris = new Set([...urisOf(edit)].map((uri) => vscode.Uri.parse(uri).toString()));
    const clean = vscode.workspace.textDocuments.filter((document) => uris.has(document.uri.toString()) && !document.isDirty && !document.isUntitled);
    const shown = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(uriOfTab)));
    for (const { uri } of clean) if (!shown.has(uri.toString())) this.#hidden.add(uri.toString());
    const result = await apply();
    await Promise.all(clean.map((document) => this.#save(document)));
    return result;
  }

  /** VS Code opens a tab for what stays unsaved for a moment, which a busy machine needs. Nobody asked for it; a tab that the user opens begins as a preview. */
  #closeUnasked(tabs: readonly vscode.Tab[]): void {
    // Each of them once: then the document's tabs are the user's.
    const unasked = tabs.filter((tab) => !tab.isDirty && !tab.isPreview && this.#hidden.delete(uriOfTab(tab) ?? ''));
    // A tab that is gone already is as good as closed.
    if (unasked.length > 0) vscode.window.tabGroups.close(unasked, true).then(undefined, () => undefined);
  }

  async #save(document: vscode.TextDocument): Promise<void> {
    if (!document.isDirty || await document.save()) return;
    this.#log.warn(`${vscode.workspace.asRelativePath(document.uri)} was upgraded in its editor, but VS Code could not save it. Save it yourself.`);
  }
}

/** VS Code's own setting for what refactorings leave behind; who has switched it off saves by hand. */
function savesRefactorings(): boolean {
  return vscode.workspace.getConfiguration('files').get<unknown>('refactoring.autoSave') !== false;
}

function uriOfTab({ input }: vscode.Tab): string | undefined {
  return input instanceof vscode.TabInputText ? input.uri.toString() : undefined;
}

function * urisOf({ changes, documentChanges }: EditedDocuments): Generator<string> {
  yield* Object.keys(changes ?? {});
  for (const change of documentChanges ?? []) {
    if ('textDocument' in change && typeof change.textDocument === 'object' && change.textDocument !== null && 'uri' in change.textDocument) {
      yield String(change.textDocument.uri);
    }
  }
}
