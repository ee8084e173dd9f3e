import * as vscode from 'vscode';
import type { UpgradeUndo } from '../undo.ts';

/** "Upguide: Undo Last Upgrade". Returns the number of restored files. */
export async function undoUpgrade(undo: UpgradeUndo): Promise<number> {
  const { restored, kept } = await undo.undo();
  if (kept.length > 0) {
    void vscode.window.showWarningMessage(`Not restored, because they have changed since the upgrade: ${kept.join(', ')}.`);
  } else if (restored === 0) {
    void vscode.window.showInformationMessage('There is no upgrade to undo.');
  }
  return restored;
}
