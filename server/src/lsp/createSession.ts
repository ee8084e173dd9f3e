import type { Connection, InitializeParams } from 'vscode-languageserver';
import { builtInMigrations } from '../migrations/index.ts';
import { systemClock } from '../node/clock.ts';
import { createDiskWorkspace } from '../node/diskWorkspace.ts';
import { createGrammarLoader } from '../node/grammars.ts';
import { systemRandom } from '../node/random.ts';
import { createTransactionHost } from '../node/transaction/transactionHost.ts';
import { uriOfPath } from '../node/uris.ts';
import { createExampleRunner } from '../migrations/own/exampleRunner.ts';
import { createLiveService } from '../service/liveService.ts';
import type { Logger, WorkspaceFolder } from '../service/workspace.ts';
import { clientFeatures } from './clientFeatures.ts';
import { DocumentStore } from './documentStore.ts';
import { EditLoop } from './editLoop.ts';
import { fromFolder } from './fromProto.ts';
import { describe, inBackground } from './guard.ts';
import { LiveWorkspace } from './liveWorkspace.ts';
import { MigrationDocuments } from './migrationDocuments.ts';
import { ProofWatchers } from './proofWatchers.ts';
import { DiagnosticsPublisher } from './publisher.ts';
import { Scanner } from './scanner.ts';
import type { Session } from './session.ts';
import { SettingsLoader } from './settings.ts';
import { StatusReporter } from './status.ts';
import { ItemsFeed } from './upgrade/itemsFeed.ts';
import { Journals } from './upgrade/journals.ts';
import { WorkspaceMigrations } from './workspaceMigrations.ts';

/** Puts the parts together: the one place where the server meets the disk, the clock and the migrations. */
export function createSession(connection: Connection, params: InitializeParams): Session {
  const logger: Logger = connection.console;
  const client = clientFeatures(params);
  const workspace = new LiveWorkspace(createDiskWorkspace, foldersOf(params));
  const parts = { workspace, grammars: createGrammarLoader(), clock: systemClock, random: systemRandom, logger };
  const service = createLiveService({
    ...parts, migrations: builtInMigrations,
    onUpdate: () => publisher.later(service.takeChanged()),
    onOutgrown: () => { inBackground('scan', logger, () => scanner.scan()); },
  });
  const own = new WorkspaceMigrations({ builtIn: builtInMigrations, service, folders: () => workspace.folders, logger });
  const documents = new DocumentStore(service);
  const context = { client, documents };
  const edits = new EditLoop((uri) => {
    try {
      if (migrationDocuments.concerns(uri)) migrationDocuments.edited(uri);
      else publisher.publishEdited(uri);
    } catch (error) {
      logger.error(`diagnostics of ${uri}: ${describe(error)}`);
    }
  });
  const publisher: DiagnosticsPublisher = new DiagnosticsPublisher({
    connection, service, context, busy: () => edits.busy, changed: () => status.changed(),
    looked: (uri) => items.changed(uri),
  });
  const migrationDocuments: MigrationDocuments = new MigrationDocuments({ ...parts, connection, client, own, examples: createExampleRunner(parts), busy: () => edits.busy });
  const items = new ItemsFeed({ connection, source: { service, documents, folders: () => workspace.folders }, busy: () => edits.busy, logger });
  const journals = new Journals({ host: createTransactionHost(), folders: () => workspace.folders, documents });
  const status: StatusReporter = new StatusReporter({ connection, service, context, own, totals: () => publisher.totals, interrupted: () => journals.interrupted });
  const settings = new SettingsLoader({ connection, client, service, own, logger });
  const scanner = new Scanner({ connection, service, publisher, status, logger });
  const session: Session = {
    connection, logger, client, documents, own, migrationDocuments, proofWatchers: new ProofWatchers(connection), service, workspace, edits, publisher, settings, scanner, status, items, journals,
    get migrations() {
      return service.migrations;
    },
    at: (uri) => (migrationDocuments.concerns(uri) ? ofMigrationFiles : session),
  };
  const ofMigrationFiles: Session = { ...session, service: migrationDocuments.service, documents: migrationDocuments.documents, publisher: migrationDocuments.publisher };
  return session;
}

/** Older editors send one root instead of folders, some only a path; without any, single files are served. */
function foldersOf(params: InitializeParams): WorkspaceFolder[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(fromFolder);
  if (params.rootUri) return [fromFolder({ uri: params.rootUri })];
  if (params.rootPath) return [fromFolder({ uri: uriOfPath(params.rootPath) })];
  return [];
}
