import * as vscode from 'vscode';
import { planRequest, type PlanParams, type PlanResult } from '../../server/src/protocol.ts';
import { openPlanned, type PlannedDocument } from './plannedDocument.ts';
import { addCounts, type ChangeCounts, countChanges, explainNothing, reportUpgrade, type UpgradeReport } from './report.ts';
import type { Server } from './server.ts';
import type { UpgradeUndo } from './undo.ts';
import { toWorkspaceEdit } from './upgradePreview.ts';

/** What an upgrade works with. */
export interface UpgradeContext {
  readonly server: Server;
  readonly undo: UpgradeUndo;
  readonly log: vscode.LogOutputChannel;
}

/** Which files, and whether the user sees the changes even when all of them are safe. */
export interface UpgradeScope {
  /** The whole workspace without it. */
  readonly uris?: readonly string[];
  readonly alwaysPreview: boolean;
  /** Saves what had no unsaved changes before. A single file is in view: its saving stays with the user. */
  readonly save: boolean;
}

/** Plans are made anew when the user types meanwhile; somebody who never stops typing gets an answer, too. */
const maxPlans = 3;
/** A change can bring up another one in a file that uses what was changed; honest rules settle in two or three rounds. */
const maxFollowUps = 5;

/** Finds, shows, applies, reports. `undefined` when the user gave up on the way. */
export async function upgrade(context: UpgradeContext, scope: UpgradeScope): Promise<UpgradeReport | undefined> {
  const planned = await planAndOpen(context, scope, 'unsafe');
  if (!planned) return undefined;
  const { documents, refused } = planned;
  for (const { uri, reason } of refused) context.log.warn(`${vscode.workspace.asRelativePath(vscode.Uri.parse(uri))} was left alone: ${reason}`);
  if (documents.length === 0) return await explainNothing(context, scope, refused.length);

  const applied = await vscode.workspace.applyEdit(toWorkspaceEdit(documents, scope));
  if (!applied && documents.every(({ document, before }) => document.getText() === before)) {
    context.log.info('The upgrade was discarded in the preview, or a file changed while it was open. Nothing was changed.');
    return undefined;
  }
  const counts = countChanges(context, documents);
  if (scope.save) await saveClean(documents);
  const followed = scope.uris === undefined && counts.safe.applied === counts.safe.planned ? await followUp(context, scope) : [];
  const all = firstOfEach([...documents, ...followed.flatMap((round) => round.documents)]);
  context.undo.remember(all);
  return await reportUpgrade(context, all, followed.reduce((sum, round) => addCounts(sum, round.counts), counts), refused.length);
}

interface FollowUp {
  readonly documents: readonly PlannedDocument[];
  readonly counts: ChangeCounts;
}

/**
 * Takes the safe changes that the ones before have brought up in other files (a test that reads what an agent now returns
 * in another form), until there are none. Nothing is asked: who let everything safe through has said so. Not called when
 * something safe was left out: it would come back.
 */
async function followUp(context: UpgradeContext, scope: UpgradeScope): Promise<readonly FollowUp[]> {
  const rounds: FollowUp[] = [];
  while (rounds.length < maxFollowUps) {
    const planned = await planAndOpen(context, scope, 'safe');
    if (!planned || planned.documents.length === 0) break;
    const { documents } = planned;
    if (!await vscode.workspace.applyEdit(toWorkspaceEdit(documents, { alwaysPreview: false }))) break;
    rounds.push({ documents, counts: countChanges(context, documents) });
    if (scope.save) await saveClean(documents);
  }
  return rounds;
}

/** Each file as it was before the first round that changed it. */
function firstOfEach(documents: readonly PlannedDocument[]): readonly PlannedDocument[] {
  const first = new Map<string, PlannedDocument>();
  for (const each of documents) if (!first.has(each.uri.toString())) first.set(each.uri.toString(), each);
  return [...first.values()];
}

interface OpenedPlan {
  readonly documents: readonly PlannedDocument[];
  readonly refused: PlanResult['refused'];
}

async function planAndOpen({ server, log }: UpgradeContext, { uris }: UpgradeScope, applicability: PlanParams['applicability']): Promise<OpenedPlan | undefined> {
  const params: PlanParams = { applicability, ...(uris ? { uris } : {}) };
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
    void vscode.window.showWarningMessage('Files keep changing while Upguide plans the upgrade. Nothing was changed; try again when they are at rest.');
    return undefined;
  });
}

/**
 * Saves what had no unsaved changes before, so that no tab stays behind. Not left to VS Code's own saving after a
 * refactoring: that also saves what the user had not.
 */
async function saveClean(documents: readonly PlannedDocument[]): Promise<void> {
  if (vscode.workspace.getConfiguration('files').get<unknown>('refactoring.autoSave') === false) return;
  await Promise.all(documents.map(async ({ document, wasDirty }) => {
    if (!wasDirty && document.isDirty) await document.save();
  }));
}
