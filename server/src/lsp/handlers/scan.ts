import { type DidChangeWatchedFilesParams, FileChangeType } from 'vscode-languageserver';
import { baseName, isWithin } from '../../text/uri.ts';
import { inBackground } from '../guard.ts';
import type { Session } from '../session.ts';
import { canonicalUri, innermostFolder } from '../uris.ts';
import { reloadSettings } from './configuration.ts';

/** A branch switch sends hundreds of events in several messages; they are one change. */
const batchMs = 100;

/** Files were created, changed or deleted by somebody else. */
export function didChangeWatchedFiles(session: Session, params: DidChangeWatchedFilesParams): void {
  let events = eventsOf.get(session);
  if (!events) eventsOf.set(session, (events = new FileEvents(session)));
  events.receive(params);
}

const eventsOf = new WeakMap<Session, FileEvents>();

/** Collects events of files on disk and passes them on in batches. */
class FileEvents {
  readonly #session: Session;
  readonly #changed = new Set<string>();
  readonly #configured = new Set<string>();
  #rescan = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  receive({ changes }: DidChangeWatchedFilesParams): void {
    for (const { uri, type } of changes) this.#sort(canonicalUri(uri), type);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      inBackground('workspace/didChangeWatchedFiles', this.#session.logger, () => this.#pass());
    }, batchMs);
  }

  #sort(uri: string, type: FileChangeType): void {
    const { service, own, migrationDocuments } = this.#session;
    if (/\/\.upguide(\/(config|baseline)\.json)?$/.test(uri) || migrationDocuments.concerns(uri)) this.#configured.add(uri);
    else if (baseName(uri) === '.gitignore') this.#rescan = true;
    else if (service.accepts(uri)) this.#changed.add(uri);
    else if (type === FileChangeType.Deleted) {
      // Perhaps a folder: editors report only its own removal.
      for (const known of service.files()) if (isWithin(uri, known)) this.#changed.add(known);
      for (const file of own.files()) if (isWithin(uri, file.uri)) this.#configured.add(file.uri);
    }
  }

  async #pass(): Promise<void> {
    const { service, publisher, scanner, status, workspace } = this.#session;
    const folders = workspace.folders.filter((folder) => [...this.#configured].some((uri) => innermostFolder(workspace.folders, uri) === folder));
    const rescan = this.#rescan;
    const changed = [...this.#changed];
    this.#changed.clear();
    this.#configured.clear();
    this.#rescan = false;
    if (folders.length > 0) await reloadSettings(this.#session, folders);
    if (rescan) {
      await scanner.scan();
      return;
    }
    if (changed.length === 0) return;
    await service.refresh(changed);
    publisher.later([...changed, ...service.takeChanged()]);
    status.changed();
  }
}
