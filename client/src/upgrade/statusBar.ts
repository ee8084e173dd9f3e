import * as vscode from 'vscode';
import type { Status } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import { statusBarText } from './statusBarText.ts';
import { left } from './treeNodes.ts';
import type { UpgradeView } from './upgradeView.ts';

/** "GreenLang 0.2 → 0.3 · 41 left" in the status bar, in workspaces that have work; a click opens the view. */
export function registerUpgradeStatusBar(server: Server, view: UpgradeView): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('upguide.left', vscode.StatusBarAlignment.Left, 1);
  item.name = 'Upguide: What Is Left to Upgrade';
  item.command = 'upguide.upgradeWorkspace';
  let latest: Status | undefined;
  const render = (): void => {
    // What is marked as done is known to the view alone; before it has read everything, the findings count.
    const count = view.loader.state.kind === 'loaded' ? left(view.counts) : latest?.findings.total ?? 0;
    const text = statusBarText(latest, count);
    if (text === undefined) {
      item.hide();
      return;
    }
    item.text = `$(versions) ${text}`;
    item.tooltip = `Upguide: ${text} to upgrade. Click to review and apply.`;
    item.accessibilityInformation = { label: `Upguide: ${text} to upgrade`, role: 'button' };
    item.show();
  };
  return vscode.Disposable.from(
    item,
    view.onDraw(render),
    server.onStatus((status) => {
      latest = status;
      render();
    }),
  );
}
