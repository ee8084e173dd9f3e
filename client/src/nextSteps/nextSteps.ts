import * as vscode from 'vscode';
import type { ProtocolMigration, ProtocolStep } from '../../../server/src/protocol.ts';
import { prepareStep } from '../upgrade/guideSteps.ts';
import { stepKey } from '../upgrade/treeNodes.ts';
import type { UpgradeView } from '../upgrade/upgradeView.ts';

interface StepRow extends vscode.QuickPickItem {
  readonly step?: ProtocolStep;
  /** Under which the Upgrade view keeps it as done. */
  readonly key?: string;
}

/**
 * "Next Steps…": what the guides leave to people, those after the upgrade first; what is marked as done has a tick. A command is put into a terminal and not run, a script is opened; any
 * other step is marked as done. False when nothing was picked.
 */
export async function nextSteps(view: UpgradeView): Promise<boolean> {
  if (view.loader.state.kind !== 'loaded') await view.load();
  const rows = view.store.migrations.flatMap((migration) => stepRows(migration, (key) => view.choices.isDone(key)));
  if (rows.length === 0) {
    void vscode.window.showInformationMessage('No active migration has steps for you beyond what the Upgrade view lists.');
    return false;
  }
  const picked = await vscode.window.showQuickPick(rows, { title: 'Upguide: Next Steps', placeHolder: 'Commands are put into a terminal and wait for your Enter', matchOnDetail: true });
  if (!picked?.step || picked.key === undefined) return false;
  if (await prepareStep(picked.step)) return true;
  view.choices.markDone([picked.key], !view.choices.isDone(picked.key));
  view.draw();
  return true;
}

function stepRows({ id, title, from, to, checklist, followUps }: ProtocolMigration, isDone: (key: string) => boolean): readonly StepRow[] {
  const section = (name: 'before' | 'after', heading: string, steps: readonly ProtocolStep[]): readonly StepRow[] => {
    if (steps.length === 0) return [];
    const rows = steps.map((step): StepRow => {
      const key = stepKey(id, name, step);
      const icon = isDone(key) ? 'pass-filled' : step.command !== undefined ? 'terminal' : step.script !== undefined ? 'database' : 'circle-large-outline';
      return { label: `$(${icon}) ${step.title}`, ...(step.change === undefined ? {} : { description: step.change }), ...(step.command === undefined ? {} : { detail: step.command }), step, key };
    });
    return [{ label: `${title} ${from} → ${to}: ${heading}`, kind: vscode.QuickPickItemKind.Separator }, ...rows];
  };
  return [...section('after', 'afterwards', followUps), ...section('before', 'before you begin', checklist)];
}
