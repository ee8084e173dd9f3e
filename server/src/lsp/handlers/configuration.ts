import {
  type DidChangeConfigurationParams, DidChangeConfigurationNotification, type DidChangeWorkspaceFoldersParams,
  DidChangeWatchedFilesNotification,
} from 'vscode-languageserver';
import type { WorkspaceFolder } from '../../service/workspace.ts';
import { fromFolder } from '../fromProto.ts';
import { describe, inBackground } from '../guard.ts';
import type { Session } from '../session.ts';
import { watchers } from '../watch.ts';
import { refreshLenses } from './codeLens.ts';
import { tellInterrupted } from './upgradeCommands.ts';

/** The settings should be there before the first answer, but an editor that does not give them gets answers, too. */
const settingsWaitMs = 1000;

/** The editor is ready: ask for events and settings, then answer and scan. */
export async function initialized(session: Session): Promise<void> {
  registerEvents(session);
  inBackground('interrupted runs', session.logger, () => tellInterrupted(session));
  const loading = session.settings.load(session.workspace.folders);
  await Promise.race([loading, new Promise((resolve) => setTimeout(resolve, settingsWaitMs).unref())]);
  session.edits.release();
  await loading;
  useOthers(session);
  await session.scanner.scan();
  refreshLenses(session);
}

function registerEvents(session: Session): void {
  const { client, connection, logger } = session;
  const failed = (error: unknown) => logger.warn(`The editor refused a registration: ${describe(error)}`);
  if (client.configurationEvents) {
    connection.client.register(DidChangeConfigurationNotification.type, { section: 'upguide' }).catch(failed);
  }
  if (client.fileEvents) connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(failed);
}

/** Settings changed in the editor. */
export async function didChangeConfiguration(session: Session, params: DidChangeConfigurationParams): Promise<void> {
  session.settings.push(params.settings);
  await reloadSettings(session, session.workspace.folders);
}

/** Reads the settings of folders again and shows what that changes. */
export async function reloadSettings(session: Session, folders: readonly WorkspaceFolder[]): Promise<void> {
  const { excludeChanged, migrationsChanged } = await session.settings.load(folders);
  if (migrationsChanged) useOthers(session);
  if (excludeChanged || migrationsChanged) {
    for (const file of session.documents.all()) file.giveAnew();
    await session.scanner.scan();
    for (const file of session.documents.all()) session.publisher.publish(file.uri);
    refreshLenses(session);
    return;
  }
  const changed = session.service.takeChanged();
  for (const file of session.documents.all()) session.publisher.publish(file.uri);
  session.publisher.later(changed);
  session.status.changed();
  refreshLenses(session);
}

/** Other migrations may look at other kinds of files, and their own files have changed. */
function useOthers(session: Session): void {
  if (session.client.fileEvents) inBackground('watched files', session.logger, () => session.proofWatchers.watch(session.migrations));
  session.documents.sortAnew();
  for (const file of session.documents.all()) session.edits.touch(file.uri);
  session.migrationDocuments.refresh();
}

/** Folders were added to the workspace or taken out of it. */
export async function didChangeFolders(session: Session, { event }: DidChangeWorkspaceFoldersParams): Promise<void> {
  const removed = new Set(event.removed.map((folder) => fromFolder(folder).uri));
  const added = event.added.map(fromFolder);
  const kept = session.workspace.folders.filter((folder) => !removed.has(folder.uri));
  session.workspace.setFolders([...kept, ...added]);
  if ((await session.settings.load(added)).migrationsChanged) useOthers(session);
  await tellInterrupted(session);
  // A scan of all folders also forgets the files of those that are gone, which clears what was shown for them.
  await session.scanner.scan();
  // Whether ids of items name the folder hangs on how many there are.
  for (const uri of session.service.files()) session.items.changed(uri);
}
