import * as vscode from 'vscode';
import { explainChange } from './commands/explainChange.ts';
import { restartServer } from './commands/restartServer.ts';
import { showLog } from './commands/showLog.ts';
import { upgradeCommands } from './commands/upgradeCommands.ts';
import { upgradeFile } from './commands/upgradeFile.ts';
import { upgradeWorkspace } from './commands/upgradeWorkspace.ts';
import { writeDatabaseMigration } from './commands/writeDatabaseMigration.ts';
import { registerExplainPages } from './explainPage.ts';
import { startWhenNeeded } from './lazyStart.ts';
import { Recovery } from './recovery/recovery.ts';
import { ReportPanel } from './report/reportPanel.ts';
import { LastUpgrade } from './rollback/lastUpgrade.ts';
import { Originals } from './rollback/originals.ts';
import { Server } from './server.ts';
import { registerStatus } from './status.ts';
import { UpgradeApplier } from './upgrade/applyUpgrade.ts';
import { Previews } from './upgrade/previews.ts';
import { SavedEdits } from './upgrade/savedEdits.ts';
import { registerUpgradeStatusBar } from './upgrade/statusBar.ts';
import { UpgradeView } from './upgrade/upgradeView.ts';
import { viewCommands } from './upgrade/viewCommands.ts';
import { watchYamlExtension } from './yamlExtension.ts';

let running: Server | undefined;

/** What other code in the extension host gets: our own tests, which cannot look at a view in any other way. */
export interface ExtensionExports {
  readonly view: UpgradeView;
  readonly originals: Originals;
  readonly recovery: Recovery;
  readonly report: ReportPanel;
}

/** Called by VS Code when a matching file or one of the commands turns up. Wires the parts; starts nothing heavy. */
export function activate(context: vscode.ExtensionContext): ExtensionExports {
  const log = vscode.window.createOutputChannel('Upguide', { log: true });
  const edits = new SavedEdits(log);
  // The LSP library is loaded with the first start, not with the extension.
  const server = new Server(async () => (await import('./languageClient.ts')).createLanguageClient(context, log, edits));
  running = server;
  const view = new UpgradeView(server, context.workspaceState);
  const previews = new Previews(server);
  const lastUpgrade = new LastUpgrade(context.workspaceState);
  const upgrading = { view, previews, applier: new UpgradeApplier({ server, view, edits, lastUpgrade, log }) };
  const originals = new Originals(server);
  const recovery = new Recovery(server, originals, log);
  const report = new ReportPanel(server, view, log);

  const command = (id: string, run: (argument: unknown, selection: unknown) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (argument: unknown, selection: unknown) => {
      try {
        return await run(argument, selection);
      } catch (error) {
        void reportFailure(log, error);
        return undefined;
      }
    });
  context.subscriptions.push(
    edits,
    log,
    server,
    view,
    previews,
    originals,
    recovery,
    report,
    command('upguide.upgradeWorkspace', (argument) => upgradeWorkspace(upgrading, argument)),
    ...Object.entries(viewCommands(upgrading)).map(([id, run]) => command(id, run)),
    ...Object.entries(upgradeCommands({ server, log, view, originals, lastUpgrade, recovery, report })).map(([id, run]) => command(id, run)),
    command('upguide.upgradeFile', (uri) => upgradeFile({ server, log }, uri)),
    command('upguide.explainChange', (id) => explainChange(server, id)),
    command('upguide.writeDatabaseMigration', (dialect) => writeDatabaseMigration(server, dialect)),
    command('upguide.restartServer', () => restartServer(server, log)),
    command('upguide.showLog', () => showLog(log)),
    registerExplainPages(server),
    registerStatus(server),
    registerUpgradeStatusBar(server, view),
    watchYamlExtension(server),
    startWhenNeeded(() => {
      server.client().catch((error: unknown) => void reportFailure(log, error));
    }),
  );
  return { view, originals, recovery, report };
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
