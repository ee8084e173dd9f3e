import type { Migration } from '../analysis/migration.ts';
import { isMigrationFileName } from '../service/fileKinds.ts';
import { readMigrationFile, type ReadMigration } from '../migrations/own/readMigrationFile.ts';
import type { UserSettings } from '../service/settings.ts';
import { type MigrationFileOnDisk, readMigrationFiles } from './migrationFiles.ts';
import { uriOfPath } from './uris.ts';

/** A migration file of a workspace folder, and what is in it. */
export interface OwnMigrationFile extends MigrationFileOnDisk {
  /** `undefined` for a file that is refused. */
  readonly read: ReadMigration | undefined;
}

/** The migrations that a workspace folder brings with it. */
export interface OwnMigrations {
  /** In path order. */
  readonly files: readonly OwnMigrationFile[];
  /** Of the files that are right. */
  readonly migrations: readonly Migration[];
  /** What the settings say of files, by the ids of their migrations. */
  readonly states: UserSettings['migrations'];
}

/**
 * Reads the migrations of a workspace folder from its disk. An id that a built-in migration or an earlier file has is a problem of the later file.
 * @param folder absolute path of the workspace folder
 */
export function readOwnMigrations(folder: string, states: UserSettings['migrations'], builtIn: readonly Migration[]): OwnMigrations {
  const takenIds = new Map(builtInIds(builtIn));
  const files = readMigrationFiles(folder, states).map((file): OwnMigrationFile => {
    const read = file.text === undefined ? undefined : readMigrationFile(file.text, { folder: uriOfPath(folder), takenIds: new Map(takenIds) });
    if (read?.id !== undefined && !takenIds.has(read.id)) takenIds.set(read.id, file.name);
    return { ...file, read };
  });
  const used = files.flatMap(({ read, state }) => (read?.migration ? [{ migration: read.migration, state }] : []));
  return {
    files,
    migrations: used.map(({ migration }) => migration),
    states: Object.fromEntries(used.flatMap(({ migration, state }) => (state === 'on' ? [[migration.id, state] as const] : []))),
  };
}

/** Ids that no file may take, with what has them. */
export function builtInIds(builtIn: readonly Migration[]): ReadonlyMap<string, string> {
  return new Map(builtIn.map(({ id, title }) => [id, `the built-in migration ${title}`]));
}

/** Settings whose `migrations` speak of ids alone: what they say of files holds for the migrations in them. What names an id goes first. */
export function settingsByIds<S extends Pick<UserSettings, 'migrations'>>(settings: S, states: UserSettings['migrations']): S {
  const byId = Object.entries(settings.migrations).filter(([key]) => !isMigrationFileName(key));
  return { ...settings, migrations: { ...states, ...Object.fromEntries(byId) } };
}
