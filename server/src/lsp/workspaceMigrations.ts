import type { Message } from '../analysis/diagnostic.ts';
import type { Migration } from '../analysis/migration.ts';
import type { ReadMigrationOptions } from '../migrations/own/readMigrationFile.ts';
import { builtInIds, type OwnMigrationFile, type OwnMigrations, readOwnMigrations } from '../node/ownMigrations.ts';
import { pathOfUri } from '../node/uris.ts';
import type { LiveService } from '../service/liveService.ts';
import type { UserSettings } from '../service/settings.ts';
import type { Logger, WorkspaceFolder } from '../service/workspace.ts';
import { isWithin } from '../text/uri.ts';
import { innermostFolder } from './uris.ts';

/** The migrations that count in this session: those that are shipped, and those that the workspace folders bring with them. */
export class WorkspaceMigrations {
  readonly #builtIn: readonly Migration[];
  readonly #service: LiveService;
  readonly #folders: () => readonly WorkspaceFolder[];
  readonly #logger: Logger;
  /** By URI of the folder. */
  readonly #own = new Map<string, OwnMigrations>();
  #used = '';

  constructor(options: {
    readonly builtIn: readonly Migration[];
    readonly service: LiveService;
    readonly folders: () => readonly WorkspaceFolder[];
    readonly logger: Logger;
  }) {
    this.#builtIn = options.builtIn;
    this.#service = options.service;
    this.#folders = options.folders;
    this.#logger = options.logger;
  }

  /** Reads the files of a folder from its disk. Gives what the settings say of files, by the ids of their migrations. */
  read(folder: WorkspaceFolder, states: UserSettings['migrations']): UserSettings['migrations'] {
    const path = pathOfUri(folder.uri);
    if (path === undefined) return {};
    const own = readOwnMigrations(path, states, this.#builtIn);
    this.#own.set(folder.uri, own);
    return own.states;
  }

  /** Has the service go on with what was read. Tells whether that is something else than before: then all files have to be read anew. */
  use(): boolean {
    const folders = this.#folders();
    for (const uri of this.#own.keys()) if (!folders.some((folder) => folder.uri === uri)) this.#own.delete(uri);
    const files = this.files();
    const now = JSON.stringify(files.map(({ uri, text, read }) => [uri, text, read?.migration?.id]));
    if (now === this.#used || (this.#used === '' && files.length === 0)) return false;
    this.#used = now;
    for (const { file, why } of this.broken()) this.#logger.warn(`${file.name}: its migration is off. ${why}`);
    this.#service.useMigrations([...this.#builtIn, ...folders.flatMap(({ uri }) => this.#own.get(uri)?.migrations ?? [])]);
    return true;
  }

  /** All migration files of the folders, the broken ones too. */
  files(): readonly OwnMigrationFile[] {
    return this.#folders().flatMap(({ uri }) => this.#own.get(uri)?.files ?? []);
  }

  /** The file with this URI, if it is one of them. */
  file(uri: string): OwnMigrationFile | undefined {
    return this.files().find((file) => file.uri === uri);
  }

  /** Files whose migration cannot be used, and why, for people. */
  broken(): readonly { readonly file: OwnMigrationFile; readonly why: string }[] {
    return this.files().flatMap((file) => {
      if (file.read?.migration) return [];
      return [{ file, why: whyOff(file) }];
    });
  }

  /** The name of the file that a migration comes from which holds in a project root; `undefined` for one that is shipped. */
  source(migration: string, root: string): string | undefined {
    const holding = this.#folders().flatMap(({ uri }) => (isWithin(uri, root) ? this.#own.get(uri)?.files ?? [] : []));
    return holding.find(({ read }) => read?.migration?.id === migration)?.name;
  }

  /** What reading a migration file depends on, also one that nobody has saved yet: ids of the files before it are taken. */
  optionsOf(uri: string): ReadMigrationOptions {
    const takenIds = new Map(builtInIds(this.#builtIn));
    const folder = innermostFolder(this.#folders(), uri)?.uri;
    for (const { uri: other, read, name } of folder === undefined ? [] : this.#own.get(folder)?.files ?? []) {
      if (other === uri) break;
      if (read?.id !== undefined) takenIds.set(read.id, name);
    }
    return { takenIds, ...(folder === undefined ? {} : { folder }) };
  }
}

function whyOff({ read, refused }: OwnMigrationFile): string {
  const text = ({ what, todo }: Message): string => `${what} ${todo}`;
  if (refused) return text(refused);
  const errors = read?.problems.filter(({ severity }) => severity === 'error') ?? [];
  const [first] = errors;
  return first ? `${text(first.message)}${errors.length > 1 ? ` (and ${errors.length - 1} more)` : ''}` : '';
}
