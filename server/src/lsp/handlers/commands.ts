import type { CancellationToken, ExecuteCommandParams } from 'vscode-languageserver';
import { type ApplyResult, applyUpgradeCommand, type RollbackResult, rollbackUpgradeCommand } from '../../protocol.ts';
import type { Session } from '../session.ts';
import { type EditLabel, toWorkspaceEdit } from '../toProto.ts';
import type { FileEdits } from '../../analysis/diagnostic.ts';
import { applyActionCommand, applyLensCommand } from './commandIds.ts';
import { findAction, isActionData, labelOf } from './codeActions.ts';
import { findLens, isLensData } from './codeLens.ts';
import { applyUpgradeHere, rollbackUpgradeHere } from './upgradeCommands.ts';

/** Carries out a command by asking the editor to make the edits: they can be undone there. */
export async function executeCommand(session: Session, params: ExecuteCommandParams, token: CancellationToken): Promise<ApplyResult | RollbackResult | null> {
  const data: unknown = params.arguments?.[0];
  if (params.command === applyActionCommand && isActionData(data)) {
    const action = findAction(session, data);
    await apply(session, action.edits(), labelOf(action));
  } else if (params.command === applyLensCommand && isLensData(data)) {
    const lens = findLens(session, data);
    await apply(session, [{ uri: data.uri, edits: lens.edits() }], { title: lens.title, unsafe: lens.applicability === 'unsafe' });
  } else if (params.command === applyUpgradeCommand) {
    return applyUpgradeHere(session, data, token);
  } else if (params.command === rollbackUpgradeCommand) {
    return rollbackUpgradeHere(session, data);
  }
  return null;
}

async function apply(session: Session, files: readonly FileEdits[], label: EditLabel): Promise<void> {
  const edit = toWorkspaceEdit(session, files, label);
  if (!edit) return;
  const { applied, failureReason } = await session.connection.workspace.applyEdit({ label: label.title, edit });
  if (!applied) session.logger.warn(`The editor did not apply "${label.title}"${failureReason ? `: ${failureReason}` : ''}.`);
}
