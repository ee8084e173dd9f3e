import * as vscode from 'vscode';
import { type PreviewParams, previewRequest, type PreviewResult } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

const scheme = 'upguide-preview';

/** How long a file must be at rest before its preview is made anew. */
const refreshMs = 200;

interface Preview {
  readonly params: PreviewParams;
  before: string;
  after: string;
}

/** Shows a file before and after chosen items in VS Code's diff editor, and keeps what is shown current while the file changes. */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #listeners: vscode.Disposable[];
  /** By the number that their documents carry. */
  readonly #previews = new Map<string, Preview>();
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #shown = 0;

  readonly onDidChange = this.#changed.event;

  constructor(server: Server) {
    this.#server = server;
    this.#listeners = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => { if (uri.scheme === scheme) this.#forget(uri.query); }),
      server.onItems(({ files }) => {
        for (const { uri } of files) for (const [id, { params }] of this.#previews) if (params.uri === uri) this.#refreshSoon(id);
      }),
    ];
  }

  /** Opens the diff of a file with these items, all of its fixable ones without. False when nothing would change. */
  async show(params: PreviewParams, what: string): Promise<boolean> {
    const made = await this.#server.request<PreviewResult>(previewRequest, params);
    const file = vscode.Uri.parse(params.uri);
    if (!made) {
      void vscode.window.showInformationMessage(`Nothing would change in ${vscode.workspace.asRelativePath(file)}: it has changed since, or the items need others that are not selected.`);
      return false;
    }
    const id = String(++this.#shown);
    this.#previews.set(id, { params, ...made });
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    await vscode.commands.executeCommand('vscode.diff', documentUri(file, id, 'before'), documentUri(file, id, 'after'), `${name}: ${what}`, { preview: true });
    return true;
  }

  provideTextDocumentContent({ query, fragment }: vscode.Uri): string {
    const preview = this.#previews.get(query);
    // A window that was closed and opened again has the tab, but not what it was made from.
    if (!preview) return 'This preview is gone. Open it again from the Upgrade view.\n';
    return fragment === 'before' ? preview.before : preview.after;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    vscode.Disposable.from(this.#changed, ...this.#listeners).dispose();
  }

  #forget(id: string): void {
    const open = vscode.workspace.textDocuments.some(({ uri, isClosed }) => !isClosed && uri.scheme === scheme && uri.query === id);
    if (!open) this.#previews.delete(id);
  }

  #refreshSoon(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.set(id, setTimeout(() => {
      this.#timers.delete(id);
      // A server that is going down has no answer; the preview stays as it is.
      this.#refresh(id).catch(() => undefined);
    }, refreshMs));
  }

  async #refresh(id: string): Promise<void> {
    const preview = this.#previews.get(id);
    if (!preview) return;
    const file = vscode.Uri.parse(preview.params.uri);
    const made = await this.#server.request<PreviewResult>(previewRequest, preview.params);
    const before = made?.before ?? (await vscode.workspace.openTextDocument(file)).getText();
    Object.assign(preview, { before, after: made?.after ?? before });
    for (const side of ['before', 'after'] as const) this.#changed.fire(documentUri(file, id, side));
  }
}

/** With the file's own path, so that VS Code knows its language. */
function documentUri(file: vscode.Uri, id: string, side: 'before' | 'after'): vscode.Uri {
  return vscode.Uri.from({ scheme, path: file.path, query: id, fragment: side });
}
