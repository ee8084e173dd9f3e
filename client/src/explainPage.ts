import * as vscode from 'vscode';
import { explainRequest, type ExplainParams, type ExplainResult } from '../../server/src/protocol.ts';
import type { Server } from './server.ts';

const scheme = 'upguide-explain';

/** Start of the links that diagnostics carry: `vscode://upguide.upguide/explain/`. The id follows. */
export function explainPrefix(context: vscode.ExtensionContext): string {
  return `${vscode.env.uriScheme}://${context.extension.id}/explain/`;
}

/** Shows the page of a change or rule beside what the user looks at. */
export async function showExplanation(server: Server, id: string): Promise<boolean> {
  const page = await explain(server, id);
  if (!page) {
    void vscode.window.showWarningMessage(`Upguide knows no change or rule "${id}".`);
    return false;
  }
  await vscode.commands.executeCommand('markdown.showPreview', pageUri(page.id));
  return true;
}

/** The pages as read-only documents, so that VS Code's own Markdown preview shows them, and the links that lead there. */
export function registerExplainPages(server: Server): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async (uri) => {
        const page = await explain(server, idOf(uri.path));
        return page?.markdown ?? `Upguide knows no change or rule "${idOf(uri.path)}".`;
      },
    }),
    vscode.window.registerUriHandler({
      handleUri: async (uri) => {
        const [, id] = /^\/explain\/(.+)$/.exec(uri.path) ?? [];
        if (id !== undefined) await showExplanation(server, id);
      },
    }),
  );
}

/** Links say `greenlang/BC-007`; a rule's id is of the same form, a change's is the last part alone. */
async function explain(server: Server, id: string): Promise<ExplainResult | null> {
  const ask = (each: string): Promise<ExplainResult | null> => {
    const params: ExplainParams = { id: each };
    return server.request<ExplainResult | null>(explainRequest, params);
  };
  return await ask(id) ?? await ask(id.slice(id.lastIndexOf('/') + 1));
}

function pageUri(id: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${id}.md` });
}

function idOf(path: string): string {
  return path.replace(/^\//, '').replace(/\.md$/, '');
}
