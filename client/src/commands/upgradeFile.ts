import * as vscode from 'vscode';
import type { UpgradeReport } from '../report.ts';
import { upgrade, type UpgradeContext } from '../upgrade.ts';

/**
 * "Upguide: Upgrade This File": the given file, else the one in front. Safe changes are made at once, since the file is
 * in view and one Undo takes them back; unsafe ones are shown first.
 */
export async function upgradeFile(context: UpgradeContext, uri: unknown): Promise<UpgradeReport | undefined> {
  const target = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  if (!target) {
    void vscode.window.showInformationMessage('Open the file to upgrade first, or run "Upguide: Upgrade Workspace".');
    return undefined;
  }
  return await upgrade(context, { uris: [target.toString()], alwaysPreview: false, save: false });
}
