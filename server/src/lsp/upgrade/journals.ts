import { pathOfUri, uriOfPath } from '../../node/uris.ts';
import type { ProtocolRun, RunReference } from '../../protocol.ts';
import { listRuns, type RunState, type RunSummary, type TransactionHost, unfinishedRuns } from '../../service/transaction/index.ts';
import type { WorkspaceFolder } from '../../service/workspace.ts';
import type { DocumentStore } from '../documentStore.ts';
import { canonicalUri, innermostFolder } from '../uris.ts';
import type { DocumentEdits } from './openDocuments.ts';

/** A workspace folder that has a place on disk, and so a journal. */
export interface JournalFolder {
  /** In the service's spelling, without a slash at the end. */
  readonly uri: string;
  readonly name: string;
  /** The native path. */
  readonly path: string;
}

/** The journals of all workspace folders, as they are on disk now. */
export class Journals {
  readonly host: TransactionHost;
  readonly #folders: () => readonly WorkspaceFolder[];
  readonly #documents: DocumentStore;
  #interrupted: readonly ProtocolRun[] = [];
  /** What the editor was asked to do for a run, by the run's id, then by URI. */
  readonly #edited = new Map<string, Map<string, DocumentEdits>>();
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: { readonly host: TransactionHost; readonly folders: () => readonly WorkspaceFolder[]; readonly documents: DocumentStore }) {
    this.host = options.host;
    this.#folders = options.folders;
    this.#documents = options.documents;
  }

  /** Runs and rollbacks one after the other: each begins with what the one before has left. */
  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#latest.then(work);
    this.#latest = run.catch(() => undefined);
    return run;
  }

  /** Those of the workspace's folders that are on disk. */
  folders(): readonly JournalFolder[] {
    return this.#folders().flatMap(({ uri, name }) => {
      const path = pathOfUri(uri);
      return path === undefined ? [] : [{ uri, name, path }];
    });
  }

  /** The folder whose journal keeps a file: the innermost one. */
  folderOf(uri: string): JournalFolder | undefined {
    return innermostFolder(this.folders(), uri);
  }

  /** The folder that a reference names, in whatever spelling. */
  find({ root }: Pick<RunReference, 'root'>): JournalFolder | undefined {
    const uri = canonicalUri(root).replace(/\/+$/, '');
    return this.folders().find((folder) => folder.uri === uri);
  }

  /** Further folders that links may lead to, for runs and rollbacks of any folder. */
  roots(): readonly string[] {
    return this.folders().map(({ path }) => path);
  }

  /** Notes that the editor has edited a document for a run: while it is not saved, only its editor can take that back. */
  remember(run: string, file: DocumentEdits): void {
    const files = this.#edited.get(run) ?? new Map<string, DocumentEdits>();
    this.#edited.set(run, files.set(file.uri, file));
  }

  /** What `remember` noted. */
  editedBy(run: string, uri: string): DocumentEdits | undefined {
    return this.#edited.get(run)?.get(uri);
  }

  /** The runs of all folders, newest first. */
  async runs(): Promise<readonly ProtocolRun[]> {
    const found = await Promise.all(this.folders().map(async (folder) => {
      const [runs, unfinished] = [await listRuns(folder.path, this.host), await unfinishedRuns(folder.path, this.host)];
      return runs.map((run) => this.#toRun(folder, run, unfinished.some(({ id }) => id === run.id)));
    }));
    return found.flat().sort((a, b) => (a.started < b.started ? 1 : -1));
  }

  /** Runs whose process ended midway, as of the last `lookForInterrupted`. */
  get interrupted(): readonly ProtocolRun[] {
    return this.#interrupted;
  }

  /** Looks for interrupted runs on disk. */
  async lookForInterrupted(): Promise<void> {
    const found = await Promise.all(this.folders().map(async (folder) =>
      (await unfinishedRuns(folder.path, this.host)).map((run) => this.#toRun(folder, run, true))));
    this.#interrupted = found.flat();
  }

  #toRun(folder: JournalFolder, run: RunSummary, interrupted: boolean): ProtocolRun {
    const { id, started, origin, title, state, problem, files } = run;
    return {
      // A damaged journal does not tell who wrote it, and nothing hangs on it.
      root: folder.uri, id, started, origin: origin ?? 'server', title, state: states[state], interrupted,
      ...(state === 'restoring' ? { restoring: true } : {}),
      ...(problem === undefined ? {} : { problem }),
      files: files.map((file) => ({
        uri: this.#documents.clientUri(uriOfPath(file.path)),
        now: file.state,
        changes: file.changes.flatMap(({ change, rule, title: changeTitle, applicability, count }) =>
          (applicability === 'manual' ? [] : [{ change: change ?? null, rule, title: changeTitle, applicability, count }])),
      })),
    };
  }
}

const states: Readonly<Record<RunState, ProtocolRun['state']>> = {
  prepared: 'prepared', done: 'done', restoring: 'prepared', restored: 'rolledBack', damaged: 'damaged',
};
