import * as vscode from 'vscode';
import { planRequest, type PlanParams, type PlanResult } from '../../../server/src/protocol.ts';
import type { Server } from '../server.ts';
import { pathOf } from '../upgrade/paths.ts';
import { explainNothing, type FileUpgradeReport, reportUpgrade } from './fileReport.ts';
import { openPlanned, type PlannedDocument } from './plannedDocument.ts';
import { toWorkspaceEdit } from './refactorPreview.ts';

/** What the upgrade of a file works with. */
export interface FileUpgradeContext {
  readonly server: Server;
  readonly log: vscode.LogOutputChannel;
}

/** Plans are made anew when the user types meanwhile; somebody who never stops typing gets an answer, too. */
const maxPlans = 3;

/**
 * Plans, applies, reports, for one file that is in view: safe changes are made at once, since one Undo takes them back; unsafe ones are shown in VS Code's
 * Refactor Preview first. Saving stays with the user. `undefined` when the user gave up on the way.
 */
export async function upgradeOneFile(context: FileUpgradeContext, uri: vscode.Uri): Promise<FileUpgradeReport | undefined> {
  const { log } = context;
  const planned = await planAndOpen(context, uri);
  if (!planned) return undefined;
  const { documents, refused } = planned;
  for (const { uri: file, reason } of refused) log.warn(`${pathOf(file)} was left alone: ${reason}`);
  if (documents.length === 0) return await explainNothing(context, refused.length);
  const applied = await vscode.workspace.applyEdit(toWorkspaceEdit(documents));
  if (!applied && documents.every(({ document, before }) => document.getText() === before)) {
    log.info('The upgrade was discarded in the preview, or a file changed while it was open. Nothing was changed.');
    return undefined;
  }
  return await reportUpgrade(context, documents, refused.length);
}

interface OpenedPlan {
  readonly documents: readonly PlannedDocument[];
  readonly refused: PlanResult['refused'];
}

async function planAndOpen({ server, log }: FileUpgradeContext, uri: vscode.Uri): Promise<OpenedPlan | undefined> {
  const params: PlanParams = { applicability: 'unsafe', uris: [uri.toString()] };
  const options = { location: vscode.ProgressLocation.Notification, title: 'Upguide: looking for what can be upgraded', cancellable: true };
  return await vscode.window.withProgress(options, async (_, token) => {
    for (let made = 0; made < maxPlans; made++) {
      const plan = await server.request<PlanResult>(planRequest, params, token).catch((error: unknown) => {
        if (token.isCancellationRequested) return undefined;
        throw error;
      });
      if (!plan || token.isCancellationRequested) return undefined;
      const documents = await openPlanned(plan.files);
      if (documents) return { documents, refused: plan.refused };
      log.info('A file changed while the upgrade was planned; planning again.');
    }
    void vscode.window.showWarningMessage('The file keeps changing while Upguide plans the upgrade. Nothing was changed; try again when it is at rest.');
    return undefined;
  });
}
