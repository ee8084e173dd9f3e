import * as vscode from 'vscode';
import type { ProtocolRun } from '../../../server/src/protocol.ts';
import { pathOf } from '../upgrade/paths.ts';
import { fileNote, filesToRestore, originName, runDetail } from './runTexts.ts';

/** Lets the user pick a run. `undefined` when nothing was picked. */
export async function pickRun(runs: readonly ProtocolRun[]): Promise<ProtocolRun | undefined> {
  const rows = runs.map((run) => ({
    label: run.title, description: `${new Date(run.started).toLocaleString()} · ${originName(run)}`, detail: runDetail(run), run,
  }));
  const picked = await vscode.window.showQuickPick(rows, {
    title: 'Upguide: Roll Back Upgrade', placeHolder: 'Which upgrade is to be taken back?', matchOnDescription: true, matchOnDetail: true,
  });
  return picked?.run;
}

/** Lets the user pick files of a run, all of them ticked at first; a button on each shows its diff. Gives URIs. */
export async function pickFiles(run: ProtocolRun, showDiff: (uri: string) => unknown): Promise<readonly string[] | undefined> {
  const diff: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon('diff'), tooltip: 'Show Diff' };
  const pick = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly uri: string }>();
  pick.title = `Roll back: ${run.title}`;
  pick.placeholder = 'Files to put back as they were; all of them for the whole upgrade';
  pick.canSelectMany = true;
  pick.ignoreFocusOut = true;
  pick.items = filesToRestore(run).map((file) => ({
    label: pathOf(file.uri), description: fileNote(file), buttons: [diff], uri: file.uri,
  }));
  pick.selectedItems = pick.items;
  const chosen = await new Promise<readonly string[] | undefined>((resolve) => {
    pick.onDidTriggerItemButton(({ item }) => void showDiff(item.uri));
    pick.onDidAccept(() => resolve(pick.selectedItems.map(({ uri }) => uri)));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  return chosen;
}
