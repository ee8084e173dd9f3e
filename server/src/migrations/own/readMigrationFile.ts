import type { Message } from '../../analysis/diagnostic.ts';
import type { Migration } from '../../analysis/migration.ts';
import type { YamlPath } from '../../syntax/yamlPath.ts';
import type { Range } from '../../text/range.ts';
import type { MigrationFile } from './migrationFile.ts';

/** Something that is wrong with a migration file. */
export interface MigrationProblem {
  /** In the file's text. */
  readonly range: Range;
  /** With an `error` the file gives no migration. */
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: Message;
}

/** A migration file that was read; what is wrong with it is a value. */
export interface ReadMigration {
  readonly text: string;
  /** Sorted by position. */
  readonly problems: readonly MigrationProblem[];
  /** The id that the file states, if it can be read at all, even where the rest is wrong. */
  readonly id: string | undefined;
  /** What the file says; `undefined` when one of the problems is an error. */
  readonly file: MigrationFile | undefined;
  /** Made of `file`, and there whenever `file` is. */
  readonly migration: Migration | undefined;
  /** Where the value at a path of `file` stands (`['entries', 0, 'id']`): its own range, or its key's where it goes over several lines. `undefined` where nothing stands. */
  rangeOf(path: YamlPath): Range | undefined;
}

/** What reading a migration file depends on beside its text. */
export interface ReadMigrationOptions {
  /** URI of the workspace folder that the migration holds in; everywhere without it. */
  readonly folder?: string;
  /** Ids that are taken, with what has them, for messages: `greenlang` → `the built-in migration GreenLang`. */
  readonly takenIds: ReadonlyMap<string, string>;
}

/** Reads the text of a `*.migration.yaml`. Never throws, whatever the text; the work is bounded by its length. */
export function readMigrationFile(text: string, options: ReadMigrationOptions): ReadMigration {
  return { text, problems: [], id: options.folder, file: undefined, migration: undefined, rangeOf: () => undefined };
}
