import * as vscode from 'vscode';
import { explainChange } from './commands/explainChange.ts';
import { restartServer } from './commands/restartServer.ts';
import { showLog } from './commands/showLog.ts';
import { undoUpgrade } from './commands/undoUpgrade.ts';
import { upgradeFile } from './commands/upgradeFile.ts';
import { upgradeWorkspace } from './commands/upgradeWorkspace.ts';
import { writeDatabaseMigration } from './commands/writeDatabaseMigration.ts';
import { registerExplainPages } from './explainPage.ts';
import { startWhenNeeded } from './lazyStart.ts';
import { Server } from './server.ts';
import { registerStatus } from './status.ts';
import { UpgradeUndo } from './undo.ts';
import { watchYamlExtension } from './yamlExtension.ts';

let running: Server | undefined;

/** Called by VS Code when a matching file or one of the commands turns up. Wires the parts; starts nothing heavy. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Upguide', { log: true });
  // The LSP library is loaded with the first start, not with the extension.
  const server = new Server(async () => (await import('./languageClient.ts')).createLanguageClient(context, log));
  running = server;
  const upgrading = { server, log, undo: new UpgradeUndo() };

  const command = (id: string, run: (argument: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown) => {
      try {
        return await run(argument);
      } catch (error) {
        void reportFailure(log, error);
        return undefined;
      }
    });
  context.subscriptions.push(
    log,
    server,
    command('upguide.upgradeWorkspace', () => upgradeWorkspace(upgrading)),
    command('upguide.upgradeFile', (uri) => upgradeFile(upgrading, uri)),
    command('upguide.undoUpgrade', () => undoUpgrade(upgrading.undo)),
    command('upguide.explainChange', (id) => explainChange(server, id)),
    command('upguide.writeDatabaseMigration', (dialect) => writeDatabaseMigration(server, dialect)),
    command('upguide.restartServer', () => restartServer(server, log)),
    command('upguide.showLog', () => showLog(log)),
    registerExplainPages(server),
    registerStatus(server),
    watchYamlExtension(server),
    startWhenNeeded(() => {
      server.client().catch((error: unknown) => void reportFailure(log, error));
    }),
  );
}

/** Called by VS Code at the end; the server's process must not outlive it. */
export async function deactivate(): Promise<void> {
  await running?.stop();
  running = undefined;
}

async function reportFailure(log: vscode.LogOutputChannel, error: unknown): Promise<void> {
  log.error(error instanceof Error ? error : String(error));
  const choice = await vscode.window.showErrorMessage(`Upguide: ${error instanceof Error ? error.message : String(error)}`, 'Show Log');
  if (choice === 'Show Log') log.show();
}
