import type { Connection } from 'vscode-languageserver';
import type { Migration } from '../analysis/migration.ts';
import type { LanguageService } from '../service/languageService.ts';
import type { Logger } from '../service/workspace.ts';
import type { EditLoop } from './editLoop.ts';
import type { MigrationDocuments } from './migrationDocuments.ts';
import type { ProofWatchers } from './proofWatchers.ts';
import type { DiagnosticsPublisher } from './publisher.ts';
import type { Scanner } from './scanner.ts';
import type { SettingsLoader } from './settings.ts';
import type { StatusReporter } from './status.ts';
import type { ProtoContext } from './toProto.ts';
import type { LiveWorkspace } from './liveWorkspace.ts';
import type { ItemsFeed } from './upgrade/itemsFeed.ts';
import type { Journals } from './upgrade/journals.ts';
import type { WorkspaceMigrations } from './workspaceMigrations.ts';

/** What the handlers work with, from `initialize` to the end of the process. */
export interface Session extends ProtoContext {
  readonly connection: Connection;
  readonly logger: Logger;
  /** Those that count now. */
  readonly migrations: readonly Migration[];
  readonly own: WorkspaceMigrations;
  readonly migrationDocuments: MigrationDocuments;
  readonly proofWatchers: ProofWatchers;
  /** The session as it is for a file: migration files have a service and documents of their own. */
  readonly at: (uri: string) => Session;
  readonly service: LanguageService;
  readonly workspace: LiveWorkspace;
  readonly edits: EditLoop;
  readonly publisher: DiagnosticsPublisher;
  readonly settings: SettingsLoader;
  readonly scanner: Scanner;
  readonly status: StatusReporter;
  readonly items: ItemsFeed;
  readonly journals: Journals;
}
