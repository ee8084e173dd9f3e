import * as vscode from 'vscode';
import { explainableRequest, type ExplainableResult } from '../../../server/src/protocol.ts';
import { showExplanation } from '../explainPage.ts';
import type { Server } from '../server.ts';

/** "Upguide: Explain Change": the page of the given id; without one, a list to pick from, changes at the cursor first. */
export async function explainChange(server: Server, id: unknown): Promise<boolean> {
  const chosen = typeof id === 'string' ? id : await pick(server);
  return chosen !== undefined && await showExplanation(server, chosen);
}

async function pick(server: Server): Promise<string | undefined> {
  const explainable = await server.request<ExplainableResult>(explainableRequest, {});
  const atCursor = idsAtCursor();
  const items = explainable.map((each) => ({ label: each.id, description: each.title, near: atCursor.has(each.id) }));
  items.sort((a, b) => Number(b.near) - Number(a.near));
  const picked = await vscode.window.showQuickPick(
    items.map((item) => (item.near ? { ...item, detail: 'at the cursor' } : item)),
    { title: 'Upguide: Explain Change', placeHolder: 'A change of a guide, or a rule', matchOnDescription: true },
  );
  return picked?.label;
}

function idsAtCursor(): ReadonlySet<string> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return new Set();
  const here = vscode.languages.getDiagnostics(editor.document.uri)
    .filter(({ source, range }) => source === 'upguide' && range.contains(editor.selection.active));
  return new Set(here.map(({ code }) => String(typeof code === 'object' ? code.value : code)));
}
