import * as vscode from 'vscode';
import { type BaselineParams, baselineRequest, type BaselineResult, type ProtocolItem } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import type { Server } from '../server.ts';
import { rowKeys } from '../upgrade/rowKeys.ts';
import type { UpgradeView } from '../upgrade/upgradeView.ts';
import { acceptedMessage, clearedMessage, prunedMessage } from './baselineTexts.ts';

/** What the commands of the baseline work with. */
export interface BaselineContext {
  readonly server: Server;
  readonly view: UpgradeView;
}

/** "Accept All Findings into Baseline…": asks with the number. `{ confirmed: true }` does it without asking. `undefined` when the user gave up. */
export async function acceptAll({ server, view }: BaselineContext, argument: unknown): Promise<BaselineResult | undefined> {
  if (view.loader.state.kind !== 'loaded') await view.load();
  if (view.loader.state.kind !== 'loaded') return undefined;
  return await accept({ server, view }, [...view.store.items()], isConfirmed(argument));
}

/** "Accept into Baseline" on rows of the Upgrade view; more than one finding is asked about. */
export async function acceptRows(context: BaselineContext, key: unknown, selection: unknown): Promise<BaselineResult | undefined> {
  const items = context.view.itemsOf(rowKeys(key, selection));
  return await accept(context, items, items.length === 1);
}

/** "Prune Baseline": takes entries out that match nothing any more. */
export async function pruneBaseline(context: BaselineContext): Promise<BaselineResult> {
  const before = await stateOf(context.server);
  const after = await request(context, { action: 'prune' }, 'Upguide: pruning the baseline');
  tell(after, prunedMessage(before, after));
  return after;
}

/** "Clear Baseline…": everything is reported again. `{ confirmed: true }` does it without asking. */
export async function clearBaseline(context: BaselineContext, argument: unknown): Promise<BaselineResult | undefined> {
  const before = await stateOf(context.server);
  if (before.accepted === 0 && before.problem === undefined) {
    void vscode.window.showInformationMessage('There is no baseline: nothing was accepted.');
    return before;
  }
  if (!isConfirmed(argument)) {
    const detail = 'This deletes .upguide/baseline.json in every folder of the workspace that has one.';
    const title = `Report ${counted(before.accepted, 'accepted finding')} again?`;
    if (await vscode.window.showWarningMessage(title, { modal: true, detail }, 'Clear Baseline') === undefined) return undefined;
  }
  const after = await request(context, { action: 'clear' }, 'Upguide: clearing the baseline');
  tell(after, clearedMessage(before, after));
  return after;
}

async function accept(context: BaselineContext, items: readonly ProtocolItem[], confirmed: boolean): Promise<BaselineResult | undefined> {
  if (items.length === 0) {
    void vscode.window.showInformationMessage('There is nothing to accept here.');
    return undefined;
  }
  if (!confirmed) {
    const detail = 'They are not reported any more, in the editor, by the command line and in CI, until their code changes. The list is kept in .upguide/baseline.json, which is made to be committed.';
    const title = `Accept ${items.length === 1 ? 'this finding' : `${items.length} findings`} as ${items.length === 1 ? 'it is' : 'they are'}?`;
    if (await vscode.window.showWarningMessage(title, { modal: true, detail }, 'Accept') === undefined) return undefined;
  }
  // By id: what turned up while the question was open was not asked about.
  const result = await request(context, { action: 'accept', items: items.map(({ id }) => id) }, 'Upguide: writing the baseline');
  tell(result, acceptedMessage(result, items.length));
  return result;
}

/** Accepting nothing changes nothing, and tells how things are. */
async function stateOf(server: Server): Promise<BaselineResult> {
  return await server.request<BaselineResult>(baselineRequest, { action: 'accept', items: [] } satisfies BaselineParams);
}

async function request({ server, view }: BaselineContext, params: BaselineParams, title: string): Promise<BaselineResult> {
  const options = { location: vscode.ProgressLocation.Window, title };
  const result = await vscode.window.withProgress(options, () => server.request<BaselineResult>(baselineRequest, params));
  view.store.accepted = result.accepted - result.stale;
  view.draw();
  return result;
}

function tell({ problem, files }: BaselineResult, message: string): void {
  const [file] = files;
  const show = problem === undefined ? vscode.window.showInformationMessage : vscode.window.showErrorMessage;
  void show(message, ...(file === undefined ? [] : ['Show Baseline'])).then(async (button) => {
    if (button === undefined || file === undefined) return;
    // Cleared or emptied, the file is gone.
    await vscode.workspace.openTextDocument(vscode.Uri.parse(file)).then((document) => vscode.window.showTextDocument(document), () => undefined);
  });
}

function isConfirmed(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'confirmed' in argument && argument.confirmed === true;
}
