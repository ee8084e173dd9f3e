import * as vscode from 'vscode';
import type { ProtocolStep } from '../../../server/src/protocol.ts';

const terminalName = 'Upguide';

/**
 * Prepares a step of a guide: its command stands in a terminal and waits for the Enter key, which is the user's; a script is opened as a new document. Gives false
 * for a step that a person does without us.
 */
export async function prepareStep({ command, script }: ProtocolStep): Promise<boolean> {
  if (command !== undefined) {
    const terminal = vscode.window.terminals.find(({ name, exitStatus }) => name === terminalName && exitStatus === undefined) ?? vscode.window.createTerminal({ name: terminalName });
    terminal.show();
    terminal.sendText(command, false);
    return true;
  }
  if (script === undefined) return false;
  await vscode.commands.executeCommand('upguide.writeDatabaseMigration');
  return true;
}
