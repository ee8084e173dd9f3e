import { pathOfUri } from '../../node/uris.ts';
import type { ApplyResult } from '../../protocol.ts';
import type { PlannedFile } from '../../service/languageService.ts';
import { type RunFile, runUpgrade } from '../../service/transaction/index.ts';
import { runChanges } from '../../service/upgrade/runChanges.ts';
import type { Session } from '../session.ts';
import type { JournalFolder } from './journals.ts';
import { isSaved } from './openDocuments.ts';
import type { Progress } from './progress.ts';

/** Planned files that one journal keeps. */
export interface FolderGroup {
  /** `undefined`: the files lie in no folder of the workspace, so they are only there because they are open. */
  readonly folder: JournalFolder | undefined;
  readonly files: readonly PlannedFile[];
}

/** What a run has done, and what is left to the editor. */
export interface RunOfFolder {
  readonly folder: JournalFolder | undefined;
  /** Of the kept journal. */
  readonly id: string | undefined;
  /** By URI; open documents that the editor is to edit are not in it. */
  readonly outcomes: ReadonlyMap<string, Omit<ApplyResult['files'][number], 'uri'>>;
  readonly toEdit: readonly PlannedFile[];
  /** URIs of the documents to edit whose originals the run keeps: the others had unsaved changes. */
  readonly recorded: ReadonlySet<string>;
  readonly stopped: boolean;
  /** The journal could not be brought to its end. */
  readonly unfinished: boolean;
  readonly problem: string | undefined;
}

const notAsked = 'The editor was not asked to edit it, because the run could not be completed.';

/** The files by the innermost workspace folder that holds them. */
export function groupByFolder({ journals }: Session, files: readonly PlannedFile[]): readonly FolderGroup[] {
  const groups = new Map<string | undefined, { readonly folder: JournalFolder | undefined; readonly files: PlannedFile[] }>();
  for (const file of files) {
    const folder = journals.folderOf(file.uri);
    const group = groups.get(folder?.uri) ?? { folder, files: [] };
    groups.set(folder?.uri, group);
    group.files.push(file);
  }
  return [...groups.values()];
}

/** Writes the closed files of a folder as one run, which also keeps the originals of its open documents. */
export async function writeRun(session: Session, { folder, files }: FolderGroup, title: string, signal: AbortSignal, progress: Progress): Promise<RunOfFolder> {
  const { client, documents, journals } = session;
  const open = new Set(files.filter(({ uri }) => documents.get(uri) !== undefined));
  const recorded = folder ? files.filter((file) => !open.has(file) || (client.applyEdit && isSaved(file.uri, file.before))) : [];
  const unrecorded = files.filter((file) => !recorded.includes(file));
  const nothing = { folder, id: undefined, outcomes: new Map(), recorded: new Set<string>(), stopped: false, unfinished: false, problem: undefined };
  if (!folder || recorded.length === 0) return { ...nothing, toEdit: unrecorded };

  const byPath = new Map(recorded.flatMap((file) => {
    const path = pathOfUri(file.uri);
    return path === undefined ? [] : [[path, file] as const];
  }));
  const count = byPath.size;
  const run = await runUpgrade({
    root: folder.path,
    roots: journals.roots(),
    origin: client.ownProtocol ? 'editor' : 'server',
    title,
    files: [...byPath].map(([path, file]): RunFile => ({ path, before: file.before, after: file.after, changes: runChanges(file.edits), via: open.has(file) ? 'editor' : 'disk' })),
    signal,
    onProgress: ({ done, total }) => progress.report(done <= count ? `Preparing: ${done} of ${count} files` : `Writing: ${done - count} of ${count} files`, done / total),
  }, journals.host);

  const outcomes = new Map<string, Omit<ApplyResult['files'][number], 'uri'>>();
  const toEdit: PlannedFile[] = [];
  for (const { path, outcome, reason } of run.files) {
    const file = byPath.get(path);
    if (!file) continue;
    // A run that failed says why once, for all of its files.
    const why = run.state === 'failed' ? run.reason ?? reason : reason;
    if (outcome !== 'written' || !open.has(file)) outcomes.set(file.uri, { outcome, ...(why === undefined ? {} : { reason: why }) });
    else if (run.state === 'done') toEdit.push(file);
    else outcomes.set(file.uri, { outcome: 'failed', reason: notAsked });
  }
  // Where the run could not be made, documents that it would not have kept are left alone with the others.
  if (run.state === 'done') toEdit.push(...unrecorded);
  else for (const { uri } of unrecorded) outcomes.set(uri, { outcome: 'refused', ...(run.reason === undefined ? {} : { reason: run.reason }) });
  return {
    folder, id: run.id, outcomes, toEdit, recorded: new Set(recorded.map(({ uri }) => uri)),
    stopped: run.state === 'stopped', unfinished: run.state === 'unfinished', problem: run.state === 'done' ? undefined : run.reason,
  };
}
