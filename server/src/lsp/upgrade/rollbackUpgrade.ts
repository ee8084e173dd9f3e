import { pathOfUri, uriOfPath } from '../../node/uris.ts';
import type { RecoverParams, RollbackParams, RollbackResult } from '../../protocol.ts';
import { finishRun, listRuns, restoreRun, rollbackRun, type RunFileResult, type RollbackFileResult, type RunProgress, type RunSummary } from '../../service/transaction/index.ts';
import type { Session } from '../session.ts';
import { canonicalUri } from '../uris.ts';
import { inverseEdits } from './inverseEdits.ts';
import type { JournalFolder } from './journals.ts';
import { editDocuments, isSaved } from './openDocuments.ts';
import { refreshFiles } from './planCurrent.ts';
import type { Progress } from './progress.ts';

type FileOutcome = RollbackResult['files'][number];

const noFolder: RollbackResult = { files: [], problem: 'The folder of this run is not open. Open it, or run "upguide rollback" there.' };

/** Takes a run back. Documents with unsaved changes are left to the editor: taken back there when they are as the run left them, else refused. */
export async function rollback(session: Session, params: RollbackParams, progress: Progress): Promise<RollbackResult> {
  const { journals } = session;
  const folder = journals.find(params);
  if (!folder) return noFolder;
  const wanted = params.uris ? params.uris.map(canonicalUri) : await urisOf(session, folder, params.id);
  const unsaved = wanted.filter((uri) => isUnsaved(session, uri));
  const inEditor = await takeBackInEditor(session, params.id, unsaved);
  // By force the file on disk is put back, too; what the editor shows stays, and it will ask when it saves.
  const refused = params.force ? [] : inEditor.filter(({ outcome }) => outcome === 'refused');
  const left = new Set(refused.map(({ uri }) => canonicalUri(uri)));
  const paths = wanted.filter((uri) => !left.has(uri)).flatMap((uri) => pathOfUri(uri) ?? []);
  const restricted = params.uris !== undefined || left.size > 0;
  if (restricted && paths.length === 0) return { files: inEditor };

  const result = await rollbackRun(folder.path, params.id, {
    ...(restricted ? { files: paths } : {}), force: params.force === true, roots: journals.roots(), onProgress: reporting(progress),
  }, journals.host);
  const onDisk = await outcomesOf(session, result.files);
  const edited = new Map(inEditor.filter(({ outcome }) => outcome === 'restored').map((each) => [each.uri, each]));
  return {
    files: [...refused, ...onDisk.map((each) => (each.outcome === 'unchanged' ? edited.get(each.uri) ?? each : each))],
    ...(result.reason === undefined ? {} : { problem: result.reason }),
  };
}

/**
 * Finishes an interrupted run, or puts all of its files back. Nothing is done while a document that has unsaved changes would get another text on
 * disk: the run must come to its end as a whole, and who types decides first.
 */
export async function recover(session: Session, params: RecoverParams, progress: Progress): Promise<RollbackResult> {
  const { journals } = session;
  const folder = journals.find(params);
  if (!folder) return noFolder;
  const unsaved = await unsavedOf(session, folder, params);
  if (unsaved.length > 0) {
    const one = unsaved.length === 1;
    return {
      files: unsaved.map((uri) => ({ uri: session.documents.clientUri(uri), outcome: 'refused', reason: 'It has unsaved changes in the editor.' })),
      problem: `${one ? 'A file' : `${unsaved.length} files`} of this upgrade ${one ? 'has' : 'have'} unsaved changes in the editor, so nothing was done. Save or revert ${one ? 'it' : 'them'}, then try again.`,
    };
  }
  const options = { roots: journals.roots(), onProgress: reporting(progress) };
  const work = params.action === 'finish' ? finishRun : restoreRun;
  const { files, reason } = await work(folder.path, params.id, journals.host, options);
  return { files: await outcomesOf(session, files), ...(reason === undefined ? {} : { problem: reason }) };
}

async function urisOf(session: Session, folder: JournalFolder, id: string): Promise<readonly string[]> {
  return (await filesOf(session, folder, id)).map(({ path }) => uriOfPath(path));
}

async function filesOf({ journals }: Session, folder: JournalFolder, id: string): Promise<RunSummary['files']> {
  return (await listRuns(folder.path, journals.host)).find((each) => each.id === id)?.files ?? [];
}

/** URIs of the documents with unsaved changes whose files the recovery would write. */
async function unsavedOf(session: Session, folder: JournalFolder, { id, action }: RecoverParams): Promise<readonly string[]> {
  const written = (await filesOf(session, folder, id)).filter(({ via, state }) => (action === 'finish' ? state === 'old' && via === 'disk' : state === 'new'));
  return written.map(({ path }) => uriOfPath(path)).filter((uri) => isUnsaved(session, uri));
}

function isUnsaved({ documents, service }: Session, uri: string): boolean {
  const open = documents.current(uri);
  return open !== undefined && !isSaved(open.uri, service.text(open.uri) ?? '');
}

async function takeBackInEditor(session: Session, id: string, uris: readonly string[]): Promise<readonly FileOutcome[]> {
  const { client, documents, journals, service } = session;
  const known = uris.flatMap((uri) => journals.editedBy(id, uri) ?? []).filter(({ uri, after }) => service.text(uri) === after);
  const inverse = known.map(({ uri, before, after, edits }) => ({ uri, before: after, after: before, edits: inverseEdits(before, edits) }));
  const edited = client.applyEdit ? await editDocuments(session, inverse, 'Roll back the upgrade') : new Set<string>();
  return uris.map((uri) => ({
    uri: documents.clientUri(uri),
    ...(edited.has(uri) ? { outcome: 'restored' } : { outcome: 'refused', reason: 'It has unsaved changes in the editor. Save or revert it, then roll back again.' }),
  }));
}

/** What became of the files, for the answer; the index and the diagnostics follow what was written. */
async function outcomesOf(session: Session, files: readonly (RollbackFileResult | RunFileResult)[]): Promise<readonly FileOutcome[]> {
  await refreshFiles(session, files.filter(({ outcome }) => outcome === 'restored' || outcome === 'written').map(({ path }) => uriOfPath(path)));
  return files.map(({ path, outcome, reason }) => ({
    uri: session.documents.clientUri(uriOfPath(path)), outcome, ...(reason === undefined ? {} : { reason }),
  }));
}

function reporting(progress: Progress): (run: RunProgress) => void {
  return ({ done, total }) => progress.report(`${done} of ${total} files`, done / total);
}
