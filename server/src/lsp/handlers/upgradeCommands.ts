import { type CancellationToken, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import type { ApplyParams, ApplyResult, ProtocolRun, RollbackParams, RollbackResult } from '../../protocol.ts';
import { relativePath } from '../../text/uri.ts';
import { signalOf } from '../guard.ts';
import type { Session } from '../session.ts';
import { applyUpgrade } from '../upgrade/applyUpgrade.ts';
import { selectionOf } from '../upgrade/planCurrent.ts';
import { ownProgress } from '../upgrade/progress.ts';
import { rollback } from '../upgrade/rollbackUpgrade.ts';
import { innermostFolder } from '../uris.ts';
import { asRun } from './runs.ts';

/** Named in a message at most; more of them nobody reads there. */
const maxNamed = 5;

/** The upgrade as a command, for editors without a client of ours: what came of it is shown as a message, and is the answer. */
export async function applyUpgradeHere(session: Session, argument: unknown, token: CancellationToken): Promise<ApplyResult> {
  const progress = ownProgress(session.connection, 'Upgrading');
  const result = await asRun(session, progress, () => applyUpgrade(session, selectionOf(applyParams(argument)), signalOf(token), progress));
  const changed = result.files.filter(({ outcome }) => outcome === 'written' || outcome === 'edited').length;
  const { safe, unsafe } = result.applied;
  const done = changed === 0 ? 'Nothing was changed.' : `Upgraded ${counted(changed, 'file')}: ${safe} safe and ${unsafe} unsafe ${safe + unsafe === 1 ? 'change' : 'changes'}.`;
  show(session, [result.problem, result.problem !== undefined && changed === 0 ? undefined : done, leftAlone(session, result)], result.problem !== undefined);
  return result;
}

/** Takes a run back as a command: the one that the argument names, else the latest one that is not taken back yet. */
export async function rollbackUpgradeHere(session: Session, argument: unknown): Promise<RollbackResult> {
  const named = rollbackParams(argument);
  const { root, id } = named;
  const { journals } = session;
  const run = (await journals.runs()).find((each) => (id === undefined ? isToTakeBack(each) : each.id === id)
    && (root === undefined || each.root === journals.find({ root })?.uri));
  if (!run) {
    const problem = id === undefined ? 'There is no upgrade to take back.' : `There is no upgrade ${id} in the folders that are open.`;
    show(session, [problem], true);
    return { files: [], problem };
  }
  const progress = ownProgress(session.connection, 'Rolling back');
  const result = await asRun(session, progress, () => rollback(session, { ...named, root: run.root, id: run.id }, progress));
  const restored = result.files.filter(({ outcome }) => outcome === 'restored').length;
  const done = restored === 0 ? 'Nothing was restored.' : `Restored ${counted(restored, 'file')} to what was before "${run.title}".`;
  show(session, [result.problem, done, leftAlone(session, result)], result.problem !== undefined);
  return result;
}

/** Looks for interrupted runs; editors without a client of ours, which have no status, are told by a message. */
export async function tellInterrupted(session: Session): Promise<void> {
  const { client, journals, status } = session;
  const before = new Set(journals.interrupted.map(({ id }) => id));
  await journals.lookForInterrupted();
  status.changed();
  if (client.ownProtocol) return;
  for (const { id, title } of journals.interrupted) {
    if (!before.has(id)) show(session, [`The upgrade "${title}" was interrupted. Finish it with "upguide fix --resume", or take it back with "upguide rollback ${id}" or the command upguide.rollbackUpgrade.`], true);
  }
}

function isToTakeBack({ state, files }: ProtocolRun): boolean {
  return state === 'prepared' || (state === 'done' && files.length > 0);
}

function leftAlone(session: Session, { files }: ApplyResult | RollbackResult): string | undefined {
  const left = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed');
  if (left.length === 0) return undefined;
  const named = left.slice(0, maxNamed).map(({ uri, reason }) => `${shown(session, uri)}${reason === undefined ? '' : ` (${reason})`}`);
  return `Left alone: ${named.join(', ')}${left.length > maxNamed ? `, and ${left.length - maxNamed} more` : ''}.`;
}

function shown({ workspace }: Session, uri: string): string {
  const folder = innermostFolder(workspace.folders, uri);
  return folder ? relativePath(folder.uri, uri) : uri;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function show({ connection }: Session, sentences: readonly (string | undefined)[], isProblem: boolean): void {
  const message = sentences.filter((sentence) => sentence !== undefined).join(' ');
  void connection.sendNotification(ShowMessageNotification.type, { type: isProblem ? MessageType.Warning : MessageType.Info, message });
}

/** People write the argument by hand: what is no value of a field counts as missing. */
function applyParams(argument: unknown): ApplyParams {
  const { items, applicability, uris, leave } = fieldsOf(argument);
  return {
    applicability: applicability === 'unsafe' ? 'unsafe' : 'safe',
    ...(isTexts(items) ? { items } : {}), ...(isTexts(uris) ? { uris } : {}), ...(isTexts(leave) ? { leave } : {}),
  };
}

function rollbackParams(argument: unknown): Partial<RollbackParams> {
  const { root, id, uris, force } = fieldsOf(argument);
  return {
    ...(typeof root === 'string' ? { root } : {}), ...(typeof id === 'string' ? { id } : {}),
    ...(isTexts(uris) ? { uris } : {}), force: force === true,
  };
}

function fieldsOf(argument: unknown): Record<string, unknown> {
  return typeof argument === 'object' && argument !== null ? { ...argument } : {};
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
