import * as vscode from 'vscode';
import type { FileUpgradeReport } from '../fileUpgrade/fileReport.ts';
import { type FileUpgradeContext, upgradeOneFile } from '../fileUpgrade/upgradeOneFile.ts';

/** "Upguide: Upgrade This File": the given file, else the one in front. */
export async function upgradeFile(context: FileUpgradeContext, uri: unknown): Promise<FileUpgradeReport | undefined> {
  const target = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  if (!target) {
    void vscode.window.showInformationMessage('Open the file to upgrade first, or run "Upguide: Upgrade Workspace".');
    return undefined;
  }
  return await upgradeOneFile(context, target);
}
