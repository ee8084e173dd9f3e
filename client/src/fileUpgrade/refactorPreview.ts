import * as vscode from 'vscode';
import type { PlannedChange, PlannedDocument } from './plannedDocument.ts';

/** The plan as an edit that VS Code shows in its Refactor Preview when something in it is unsafe: safe changes ticked, unsafe ones not. */
export function toWorkspaceEdit(documents: readonly PlannedDocument[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, changes } of documents) {
    for (const change of changes) edit.replace(uri, change.range, change.newText, metadataOf(change));
  }
  return edit;
}

function metadataOf({ applicability, change, rule, title }: PlannedChange): vscode.WorkspaceEditEntryMetadata {
  return {
    needsConfirmation: applicability === 'unsafe',
    label: `${change === null ? '' : `${change}: `}${title} (${applicability})`,
    description: rule,
    iconPath: new vscode.ThemeIcon(applicability === 'safe' ? 'check' : 'warning'),
  };
}
