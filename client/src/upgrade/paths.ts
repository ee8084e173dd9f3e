import * as vscode from 'vscode';

/** A path as the user knows it: relative to its folder, with the folder's name where there are several. */
export function pathOf(uri: string): string {
  return vscode.workspace.asRelativePath(vscode.Uri.parse(uri));
}

/** The URI of a file that the evidence of a migration names, relative to the workspace folder that its project root is in. */
export function evidenceFile(root: string, path: string): string | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.parse(root));
  return folder && vscode.Uri.joinPath(folder.uri, path).toString();
}
