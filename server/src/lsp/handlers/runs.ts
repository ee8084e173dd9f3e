import type { CancellationToken } from 'vscode-languageserver';
import { decodeText } from '../../node/readTextFile.ts';
import { pathOfUri } from '../../node/uris.ts';
import type {
  ApplyParams, ApplyResult, OriginalParams, OriginalResult, RecoverParams, RecoverResult, RollbackParams, RollbackResult, RunsResult,
} from '../../protocol.ts';
import { readOriginal } from '../../service/transaction/index.ts';
import { signalOf } from '../guard.ts';
import type { Session } from '../session.ts';
import { applyUpgrade } from '../upgrade/applyUpgrade.ts';
import { selectionOf } from '../upgrade/planCurrent.ts';
import { type Progress, workDone } from '../upgrade/progress.ts';
import { recover as recoverRun, rollback as rollbackRun } from '../upgrade/rollbackUpgrade.ts';
import { canonicalUri } from '../uris.ts';

/** Applies what was chosen. A cancellation counts until the first file is written. */
export function apply(session: Session, params: ApplyParams, token: CancellationToken): Promise<ApplyResult> {
  const progress = workDone(session.connection, params.workDoneToken, 'Upgrading');
  return asRun(session, progress, () => applyUpgrade(session, selectionOf(params), signalOf(token), progress));
}

/** The runs in the journals of all folders. */
export async function runs(session: Session): Promise<RunsResult> {
  return session.journals.runs();
}

/** Takes a run back. */
export function rollback(session: Session, params: RollbackParams): Promise<RollbackResult> {
  const progress = workDone(session.connection, params.workDoneToken, 'Rolling back');
  return asRun(session, progress, () => rollbackRun(session, params, progress));
}

/** Finishes or restores an interrupted run. */
export function recover(session: Session, params: RecoverParams): Promise<RecoverResult> {
  const progress = workDone(session.connection, params.workDoneToken, params.action === 'finish' ? 'Finishing the upgrade' : 'Restoring');
  return asRun(session, progress, () => recoverRun(session, params, progress));
}

/** A file's text before a run. */
export async function original(session: Session, params: OriginalParams): Promise<OriginalResult> {
  const { journals } = session;
  const folder = journals.find(params);
  const path = pathOfUri(canonicalUri(params.uri));
  const bytes = folder && path !== undefined ? await readOriginal(folder.path, params.id, path, journals.host) : undefined;
  const read = bytes && decodeText(bytes);
  return read?.kind === 'text' ? { text: read.text } : null;
}

/** One after the other; afterwards the status tells which runs are left interrupted. */
export async function asRun<Result>({ journals, status }: Session, progress: Progress, work: () => Promise<Result>): Promise<Result> {
  return journals.exclusive(async () => {
    try {
      return await work();
    } finally {
      progress.done();
      await journals.lookForInterrupted();
      status.changed();
    }
  });
}
