import * as vscode from 'vscode';
import { isOurs } from '../documents.ts';

/** What happens to documents with unsaved changes that an upgrade would touch. */
export type UnsavedChoice = 'save' | 'include' | 'leave';

const buttons: Readonly<Record<string, UnsavedChoice>> = {
  'Save and Include': 'save',
  'Include Without Saving': 'include',
  'Leave Them Alone': 'leave',
};

/** So many are named in the question. */
const maxNamed = 5;

/**
 * Settles what happens to unsaved documents among the files of an upgrade: asks, unless `choice` says it. Gives the URIs of those that are to be left alone, or
 * `undefined` when the user gave up. Unsaved documents that nobody was asked about are left alone, too: what follows in other files must not
 * surprise there.
 */
export async function settleUnsaved(uris: Iterable<string>, choice?: UnsavedChoice): Promise<readonly string[] | undefined> {
  const touched = new Set([...uris].map((uri) => vscode.Uri.parse(uri).toString()));
  const unsaved = vscode.workspace.textDocuments.filter((document) => document.isDirty && !document.isUntitled && isOurs(document));
  const concerned = unsaved.filter((document) => touched.has(document.uri.toString()));
  const others = unsaved.filter((document) => !concerned.includes(document)).map((document) => document.uri.toString());
  if (concerned.length === 0) return others;
  const chosen = choice ?? await ask(concerned);
  if (chosen === undefined) return undefined;
  if (chosen === 'leave') return [...others, ...concerned.map((document) => document.uri.toString())];
  if (chosen === 'save' && !await saveAll(concerned)) return undefined;
  return others;
}

async function ask(documents: readonly vscode.TextDocument[]): Promise<UnsavedChoice | undefined> {
  const names = documents.slice(0, maxNamed).map(({ uri }) => vscode.workspace.asRelativePath(uri));
  const rest = documents.length - names.length;
  const one = documents.length === 1;
  const detail = [
    `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
    'Saved and included: on disk afterwards, and part of a rollback. Included without saving: edited in the editor alone; Undo takes it back, and saving stays with you.',
  ].join('\n\n');
  const title = `${one ? 'A file has' : `${documents.length} files have`} unsaved changes. What should the upgrade do with ${one ? 'it' : 'them'}?`;
  const choice = await vscode.window.showWarningMessage(title, { modal: true, detail }, ...Object.keys(buttons));
  return choice === undefined ? undefined : buttons[choice];
}

async function saveAll(documents: readonly vscode.TextDocument[]): Promise<boolean> {
  for (const document of documents) {
    if (await document.save()) continue;
    void vscode.window.showErrorMessage(`${vscode.workspace.asRelativePath(document.uri)} could not be saved, so nothing was upgraded. Save it yourself, or leave it alone.`);
    return false;
  }
  return true;
}
