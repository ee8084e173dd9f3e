import * as vscode from 'vscode';
import type { Status, StatusMigration } from '../../server/src/protocol.ts';
import { documentSelector } from './documents.ts';
import type { Server } from './server.ts';

/** Id of the command behind the item; not in the palette. */
export const evidenceCommand = 'upguide.showEvidence';

/** Says, for the file in front, which migrations are active and why; a click shows the evidence. */
export function registerStatus(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('upguide.status', documentSelector.map((filter) => ({ ...filter })));
  item.name = 'Upguide';
  item.command = { command: evidenceCommand, title: 'Show Evidence' };
  let latest: Status | undefined;
  const render = (): void => {
    const { text, detail, busy } = statusText(latest, vscode.window.activeTextEditor?.document.uri.toString());
    item.text = text;
    item.detail = detail;
    item.busy = busy;
  };
  render();
  return vscode.Disposable.from(
    item,
    server.onStatus((status) => {
      latest = status;
      render();
    }),
    vscode.window.onDidChangeActiveTextEditor(render),
    vscode.commands.registerCommand(evidenceCommand, () => showEvidence(server)),
  );
}

/** What the item says about a file: the migrations of its own project root, else those of the workspace. */
export function statusText(status: Status | undefined, uri: string | undefined): { readonly text: string; readonly detail: string; readonly busy: boolean } {
  if (!status) return { text: 'Upguide', detail: 'starting', busy: true };
  const active = status.migrations.filter((migration) => migration.active);
  const here = active.filter(({ root }) => uri !== undefined && holds(root, uri));
  const shown = here.length > 0 ? here : active;
  const text = shown.length === 0 ? 'No migration is active' : [...new Set(shown.map(nameOf))].join(', ');
  const { total, safe, unsafe, manual } = status.findings;
  const detail = total === 0 ? 'no findings' : `${total} findings: ${safe} safe, ${unsafe} unsafe, ${manual} manual`;
  return { text, detail: status.scanning ? 'reading the workspace' : detail, busy: status.scanning };
}

function nameOf({ title, from, to }: StatusMigration): string {
  return `${title} ${from} → ${to}`;
}

function holds(root: string, uri: string): boolean {
  // The server and VS Code escape differently; parsed, the two are alike.
  const folder = vscode.Uri.parse(root).toString();
  const file = vscode.Uri.parse(uri).toString();
  return file === folder || file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

interface EvidenceItem extends vscode.QuickPickItem {
  readonly file?: vscode.Uri;
}

async function showEvidence(server: Server): Promise<void> {
  const status = await server.status();
  const items = status.migrations.flatMap(evidenceItems);
  for (const { uri, reason } of status.files.skipped) {
    const file = vscode.Uri.parse(uri);
    items.push({ label: `$(circle-slash) ${vscode.workspace.asRelativePath(file)}`, description: `not checked: ${reason}`, file });
  }
  if (items.length === 0) items.push({ label: `No migration was found in ${status.files.scanned} files`, description: '`upguide.migrations` switches one on' });
  const picked = await vscode.window.showQuickPick(items, { title: 'Upguide: active migrations and their evidence', matchOnDescription: true });
  if (picked?.file) await vscode.commands.executeCommand('vscode.open', picked.file);
}

function evidenceItems(migration: StatusMigration): EvidenceItem[] {
  const root = vscode.Uri.parse(migration.root);
  const where = vscode.workspace.asRelativePath(root, true);
  const heading = { label: `${nameOf(migration)} in ${where} (${migration.active ? 'active' : 'off'})`, kind: vscode.QuickPickItemKind.Separator };
  const source = migration.file === undefined ? [] : [evidenceItem(root, `${migration.file}: where it comes from`)];
  return [heading, ...source, ...migration.evidence.map((evidence) => evidenceItem(root, evidence))];
}

/** Evidence reads `requirements.txt: greenlang==0.2.0`, the file relative to the workspace folder. */
function evidenceItem(root: vscode.Uri, evidence: string): EvidenceItem {
  const [file = '', ...rest] = evidence.split(': ');
  const folder = vscode.workspace.getWorkspaceFolder(root);
  if (rest.length === 0 || file === 'settings' || !folder) return { label: evidence };
  return { label: file, description: rest.join(': '), file: vscode.Uri.joinPath(folder.uri, file) };
}
