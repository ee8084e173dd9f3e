import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';

/** How long the editor and the server get for what takes milliseconds on a machine with nothing else to do. */
const deadlineMs = 30_000;
const pollMs = 50;

/** The (first) folder of the workspace, a copy of the example. */
export function folder(): vscode.Uri {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'a folder is open');
  return first.uri;
}

/** A file of the folder. */
export function fileUri(relative: string, base = folder()): vscode.Uri {
  return vscode.Uri.joinPath(base, relative);
}

/** Asks again until the answer is there; fails with the last thing it saw. */
export async function eventually<T>(what: string, probe: () => T | undefined | false | Promise<T | undefined | false>, seen?: () => unknown): Promise<T> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) assert.fail(`${what}: not within ${deadlineMs / 1000} s${seen ? `; there is ${JSON.stringify(seen())}` : ''}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** Opens a file in an editor. */
export async function open(relative: string, base = folder()): Promise<vscode.TextEditor> {
  return await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(relative, base)));
}

/** Our diagnostics of a file, open or not. */
export function diagnosticsOf(relative: string, base = folder()): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(fileUri(relative, base)).filter(({ source }) => source === 'upguide');
}

/** The code that a diagnostic shows. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** Waits for a diagnostic of a file with this code, on this text if one is given. */
export async function diagnostic(relative: string, code: string, on?: string, base = folder()): Promise<vscode.Diagnostic> {
  const document = await vscode.workspace.openTextDocument(fileUri(relative, base));
  return await eventually(
    `${code} in ${relative}${on === undefined ? '' : ` on ${on}`}`,
    () => diagnosticsOf(relative, base).find((each) => codeOf(each) === code && (on === undefined || document.getText(each.range).includes(on))),
    () => diagnosticsOf(relative, base).map((each) => `${codeOf(each)}: ${each.message}`),
  );
}

/** Where a text first stands in a document; `offset` counts from there. */
export function placeOf(document: vscode.TextDocument, text: string, offset = 0): vscode.Position {
  const index = document.getText().indexOf(text);
  assert.ok(index >= 0, `"${text}" is in ${path.basename(document.uri.fsPath)}`);
  return document.positionAt(index + offset);
}

/** The code actions at a range, with their edits. */
export async function codeActions(uri: vscode.Uri, range: vscode.Range, kind?: string): Promise<readonly vscode.CodeAction[]> {
  const resolveAll = 100;
  return await vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', uri, range, kind, resolveAll);
}

/** Waits for an action at a range whose title has this beginning. */
export async function codeAction(uri: vscode.Uri, range: vscode.Range, title: RegExp, kind?: string): Promise<vscode.CodeAction> {
  let titles: readonly string[] = [];
  return await eventually(`action ${String(title)}`, async () => {
    const actions = await codeActions(uri, range, kind);
    titles = actions.map((action) => action.title);
    return actions.find((action) => title.test(action.title));
  }, () => titles);
}

/** Applies an action's edit without the question that unsafe ones ask. */
export async function apply({ edit, title }: vscode.CodeAction): Promise<void> {
  assert.ok(edit, `"${title}" has an edit`);
  const plain = new vscode.WorkspaceEdit();
  for (const [uri, edits] of edit.entries()) plain.set(uri, edits);
  assert.ok(await vscode.workspace.applyEdit(plain), `"${title}" was applied`);
}

/**
 * Throws away unsaved changes of the workspace's files and closes everything. Files of VS Code's own (its settings.json, while
 * a setting is written) are dirty for a moment and save themselves.
 */
export async function closeAll(): Promise<void> {
  for (;;) {
    const dirty = vscode.workspace.textDocuments.find((document) => document.isDirty && vscode.workspace.getWorkspaceFolder(document.uri));
    if (!dirty) break;
    await vscode.window.showTextDocument(dirty);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Closes all terminals. One that is only about to close would be taken for one that can be used. */
export async function closeTerminals(): Promise<void> {
  for (const terminal of vscode.window.terminals) terminal.dispose();
  await eventually('no terminal', () => vscode.window.terminals.length === 0, () => vscode.window.terminals.map(({ name }) => name));
}

/** The bytes of all files of the folder, by path, without git's, the editor's and our own. */
export async function filesOnDisk(base = folder()): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(base.fsPath, { recursive: true, withFileTypes: true })) {
    const relative = path.relative(base.fsPath, path.join(entry.parentPath, entry.name)).split(path.sep).join('/');
    if (entry.isFile() && !/^\.(git|vscode|upguide)\//.test(relative)) {
      files.set(relative, await readFile(path.join(base.fsPath, relative), 'latin1'));
    }
  }
  return files;
}

/** The files that differ. */
export function changedFiles(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): readonly string[] {
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => before.get(name) !== after.get(name)).sort();
}

/** Puts the files of the folder back as they were. */
export async function restoreFiles(before: ReadonlyMap<string, string>, base = folder()): Promise<void> {
  for (const name of changedFiles(before, await filesOnDisk(base))) {
    const text = before.get(name);
    assert.ok(text !== undefined, `${name} was there before`);
    await writeFile(path.join(base.fsPath, name), text, 'latin1');
  }
}
