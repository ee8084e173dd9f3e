import * as vscode from 'vscode';
import type { PlannedChange, PlannedDocument } from './plannedDocument.ts';

/**
 * The plan as an edit that VS Code shows in its Refactor Preview: safe changes ticked, unsafe ones not. Each branch of
 * the preview's tree is one label, below it the files.
 */
export function toWorkspaceEdit(documents: readonly PlannedDocument[], options: { readonly alwaysPreview: boolean }): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, changes } of documents) {
    for (const change of changes) edit.replace(uri, change.range, change.newText, metadataOf(change));
  }
  const [first] = documents;
  const asks = documents.some(({ changes }) => changes.some(({ applicability }) => applicability === 'unsafe'));
  if (options.alwaysPreview && !asks && first) edit.insert(first.uri, new vscode.Position(0, 0), '', nothingToConfirm);
  return edit;
}

/** VS Code opens the preview only for an edit that asks; when all changes are safe, this one asks and changes nothing. */
const nothingToConfirm: vscode.WorkspaceEditEntryMetadata = {
  needsConfirmation: true,
  label: 'Nothing unsafe (an empty edit, ticked or not)',
  iconPath: new vscode.ThemeIcon('info'),
};

function metadataOf({ applicability, change, rule, title }: PlannedChange): vscode.WorkspaceEditEntryMetadata {
  return {
    needsConfirmation: applicability === 'unsafe',
    label: `${change === null ? '' : `${change}: `}${title} (${applicability})`,
    description: rule,
    iconPath: new vscode.ThemeIcon(applicability === 'safe' ? 'check' : 'warning'),
  };
}
