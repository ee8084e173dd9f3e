import * as vscode from 'vscode';
import { type RollbackParams, rollbackRequest, type RollbackResult, type RunReference, runsRequest, type RunsResult } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import type { Server } from '../server.ts';
import { pathOf } from '../upgrade/paths.ts';
import type { LastUpgrade } from './lastUpgrade.ts';
import type { Originals } from './originals.ts';
import { requestRun } from './requestRun.ts';
import { pickFiles, pickRun } from './runPicks.ts';
import { canRollBack, rollbackMessage } from './runTexts.ts';

/** What a rollback works with. */
export interface RollbackContext {
  readonly server: Server;
  readonly originals: Originals;
  readonly lastUpgrade: LastUpgrade;
  readonly log: vscode.LogOutputChannel;
}

/** A rollback as the commands return it. */
export interface Rollback extends RollbackResult {
  readonly run: RunReference;
  /** What the user was told. */
  readonly message: string;
}

/**
 * "Roll Back Upgrade…": lets the user pick a run and its files. Takes a run, perhaps with files and `force`, to do that without asking; or the runs that
 * one upgrade has made in several folders, of which it gives the last. `undefined` when the user gave up or there is nothing to take back.
 */
export async function rollBackUpgrade(context: RollbackContext, argument: unknown): Promise<Rollback | undefined> {
  const given = (Array.isArray(argument) ? argument : [argument]).flatMap((each: unknown) => readParams(each) ?? []);
  if (given.length > 0) return await rollBackAll(context, given);
  const all = await context.server.request<RunsResult>(runsRequest, {});
  const runs = all.filter(canRollBack);
  if (runs.length === 0) {
    tellNothing(all.some(({ interrupted }) => interrupted));
    return undefined;
  }
  const run = await pickRun(runs);
  if (!run) return undefined;
  const uris = await pickFiles(run, (uri) => context.originals.show(run, uri));
  if (!uris || uris.length === 0) return undefined;
  return await rollBack(context, { root: run.root, id: run.id, ...(uris.length < run.files.length ? { uris } : {}) });
}

/**
 * "Undo Last Upgrade": the newest run that can be taken back, with those that the same upgrade has made in other folders, as a whole. Nothing when a
 * newer one was interrupted: an older one is not what is meant, and files of the newer one lie on top of it.
 */
export async function undoLastUpgrade(context: RollbackContext): Promise<Rollback | undefined> {
  const runs = await context.server.request<RunsResult>(runsRequest, {});
  const last = runs.find((run) => run.interrupted || canRollBack(run));
  if (!last || last.interrupted) {
    tellNothing(last !== undefined);
    return undefined;
  }
  const together = runs.filter((run) => canRollBack(run) && context.lastUpgrade.isOneUpgrade(run, last));
  return await rollBackAll(context, together.map(({ root, id }) => ({ root, id })));
}

function tellNothing(wasInterrupted: boolean): void {
  const message = wasInterrupted
    ? 'The last upgrade was interrupted: finish or restore it with "Upguide: Resume Interrupted Upgrade…".'
    : 'There is no upgrade to roll back: the journal of this workspace holds none whose files are as it left them.';
  void vscode.window.showInformationMessage(message);
}

async function rollBackAll(context: RollbackContext, runs: readonly RollbackParams[]): Promise<Rollback | undefined> {
  let last: Rollback | undefined;
  for (const params of runs) last = await rollBack(context, params);
  return last;
}

async function rollBack(context: RollbackContext, params: RollbackParams): Promise<Rollback> {
  const result = await requestRun(context.server, rollbackRequest, params, 'Upguide: rolling back the upgrade');
  const message = rollbackMessage(result, 'Rolled back');
  tell(context, params, result, message);
  return { ...result, run: { root: params.root, id: params.id }, message };
}

function tell(context: RollbackContext, params: RollbackParams, result: RollbackResult, message: string): void {
  const { log } = context;
  log.info(message);
  const alone = result.files.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed');
  for (const { uri, reason } of alone) log.warn(`${pathOf(uri)} was left alone: ${reason ?? 'no reason given'}`);
  const refused = alone.filter(({ outcome }) => outcome === 'refused').map(({ uri }) => uri);
  if (refused.length > 0) void askAboutRefused(context, params, refused, message).catch((error: unknown) => log.error(String(error)));
  else if (alone.length > 0 || result.problem !== undefined) void vscode.window.showErrorMessage(message, 'Show Log').then((button) => { if (button !== undefined) log.show(); });
  else void vscode.window.showInformationMessage(message);
}

/** Asks until the user has overwritten the files, or leaves them as they are. */
async function askAboutRefused(context: RollbackContext, run: RunReference, uris: readonly string[], message: string): Promise<void> {
  const [only = ''] = uris;
  const what = uris.length === 1 ? `${pathOf(only)} has changed since the upgrade.` : `${counted(uris.length, 'file')} have changed since the upgrade.`;
  const unsaved = uris.filter(isUnsaved);
  // Overwritten on disk, the editor would still show, and save, what it holds.
  const advice = unsaved.length > 0 ? ` Save or revert ${unsaved.map(pathOf).join(', ')}, then roll back again.` : '';
  for (;;) {
    const choice = await vscode.window.showWarningMessage(`${message} ${what}${advice}`, 'Show Diff', ...(unsaved.length > 0 ? [] : ['Overwrite Anyway']));
    if (choice === 'Show Diff') {
      const uri = uris.length === 1 ? only : await pickOne(uris);
      if (uri !== undefined) await context.originals.show(run, uri);
    } else if (choice === 'Overwrite Anyway') {
      if (!await confirmOverwrite(uris)) continue;
      await rollBack(context, { root: run.root, id: run.id, uris, force: true });
      return;
    } else {
      return;
    }
  }
}

async function pickOne(uris: readonly string[]): Promise<string | undefined> {
  const picked = await vscode.window.showQuickPick(uris.map((uri) => ({ label: pathOf(uri), uri })), { title: 'Changed since the upgrade', placeHolder: 'Whose diff?' });
  return picked?.uri;
}

async function confirmOverwrite(uris: readonly string[]): Promise<boolean> {
  const title = uris.length === 1 ? `Overwrite ${pathOf(uris[0] ?? '')} with what it was before the upgrade?` : `Overwrite ${uris.length} files with what they were before the upgrade?`;
  const detail = 'What was changed there since the upgrade is taken out again. A copy of it is kept in the folder of the run under .upguide/runs.';
  return await vscode.window.showWarningMessage(title, { modal: true, detail }, 'Overwrite') === 'Overwrite';
}

function isUnsaved(uri: string): boolean {
  const file = vscode.Uri.parse(uri).toString();
  return vscode.workspace.textDocuments.some((document) => document.isDirty && document.uri.toString() === file);
}

function readParams(argument: unknown): RollbackParams | undefined {
  if (typeof argument !== 'object' || argument === null) return undefined;
  const { root, id, uris, force } = argument as Readonly<Record<string, unknown>>;
  if (typeof root !== 'string' || typeof id !== 'string') return undefined;
  const files = Array.isArray(uris) ? uris.filter((uri): uri is string => typeof uri === 'string') : undefined;
  return { root, id, ...(files ? { uris: files } : {}), ...(force === true ? { force } : {}) };
}
