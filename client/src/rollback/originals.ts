import * as vscode from 'vscode';
import { type OriginalParams, originalRequest, type OriginalResult, type RunReference } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';

const scheme = 'upguide-original';

/** Files as they were before a run, as read-only documents, and diffs of them with what is there now. */
export class Originals implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #server: Server;
  readonly #registration: vscode.Disposable;

  constructor(server: Server) {
    this.#server = server;
    this.#registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  /** Opens the diff of a file: before the run on the left, now on the right. */
  async show({ root, id }: RunReference, uri: string): Promise<void> {
    const now = vscode.Uri.parse(uri);
    // With the file's own path, so that VS Code knows its language.
    const original = vscode.Uri.from({ scheme, path: now.path, query: JSON.stringify({ root, id, uri }) });
    const there = await vscode.workspace.fs.stat(now).then(() => true, () => false);
    if (!there) {
      await vscode.commands.executeCommand('vscode.open', original);
      return;
    }
    const name = now.path.slice(now.path.lastIndexOf('/') + 1);
    await vscode.commands.executeCommand('vscode.diff', original, now, `${name}: before the upgrade ↔ now`, { preview: true });
  }

  async provideTextDocumentContent({ query }: vscode.Uri): Promise<string> {
    const params = readReference(query);
    const original = params && await this.#server.request<OriginalResult>(originalRequest, params);
    return original?.text ?? 'The journal of this upgrade does not have the file any more.\n';
  }

  dispose(): void {
    this.#registration.dispose();
  }
}

/** Documents outlive windows: the query may be from another version, or from a link that somebody made. */
function readReference(query: string): OriginalParams | undefined {
  try {
    const { root, id, uri } = JSON.parse(query) as Readonly<Record<string, unknown>>;
    return typeof root === 'string' && typeof id === 'string' && typeof uri === 'string' ? { root, id, uri } : undefined;
  } catch {
    return undefined;
  }
}
