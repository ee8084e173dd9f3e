import path from 'node:path';
import { readMigrationFile } from '../../migrations/own/readMigrationFile.ts';
import { isMigrationFileName } from '../../service/fileKinds.ts';
import type { ExampleResult } from '../../migrations/own/exampleRunner.ts';
import { builtInIds, type OwnMigrationFile } from '../../node/ownMigrations.ts';
import { readTextFile } from '../../node/readTextFile.ts';
import { uriOfPath } from '../../node/uris.ts';
import type { Arguments } from '../args.ts';
import { type CommandEnvironment, type Outcome, StoppedError, UsageError } from '../environment.ts';
import { isBroken, readFolderMigrations } from '../ownMigrations.ts';
import { testJson } from '../reporters/testJson.ts';
import { testText } from '../reporters/testText.ts';
import { locateTargets, type Target } from '../targets.ts';
import { createPalette, printable, showPath } from '../terminal.ts';
import { usageLine } from '../usage.ts';

/** A migration file and what came of its examples. */
export interface TestedFile {
  readonly file: OwnMigrationFile;
  readonly results: readonly ExampleResult[];
  /** Ids of entries that change something and show it by no example. */
  readonly untested: readonly string[];
}

/** `upguide test`: runs the examples in migration files. No file of the project is looked at, and none is written. */
export async function test(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const files = locateTargets(args.operands, environment.cwd).flatMap((target) => filesOf(target, args, environment));
  if (files.length === 0) throw new UsageError(`There are no migration files here. Expected .upguide/*.migration.yaml, or the path of one.\n${usageLine('test')}`);
  const tested: TestedFile[] = [];
  for (const [index, file] of files.entries()) {
    environment.progress.update('Testing', index, files.length);
    const results = file.read?.migration ? await environment.examples.run(file.read, environment.signal) : [];
    if (environment.signal.aborted) throw new StoppedError('stopped; not all examples were run.');
    tested.push({ file, results, untested: untestedIn(file) });
  }
  environment.progress.clear();
  const { cwd } = environment;
  environment.out(args.format === 'json' ? testJson(tested, cwd) : testText(tested, { cwd, quiet: args.quiet, palette: createPalette(environment.colour && args.colour) }));
  if (files.some(isBroken)) return 'failed';
  return tested.some(({ results }) => results.some(({ failures }) => failures.length > 0)) ? 'findings' : 'done';
}

/** The migration files of a folder, or the one that is named. */
function filesOf(target: Target, args: Arguments, environment: CommandEnvironment): readonly OwnMigrationFile[] {
  if (target.isFolder && target.path !== target.folder && path.basename(target.path) !== '.upguide') {
    throw new UsageError(`${printable(showPath(environment.cwd, target.path))} is a folder inside of a project. Name the project's folder, or a migration file.\n${usageLine('test')}`);
  }
  const own = readFolderMigrations(target.folder, args, environment).files;
  if (target.isFolder) return own;
  const uri = uriOfPath(target.path);
  const known = own.find((file) => file.uri === uri);
  if (known) return [known];
  const name = showPath(environment.cwd, target.path);
  if (!isMigrationFileName(target.path)) throw new UsageError(`${printable(name)}: this is no migration file. Expected a name that ends with .migration.yaml.\n${usageLine('test')}`);
  const text = readTextFile(target.path);
  if (text.kind !== 'text') throw new UsageError(`${printable(name)} cannot be read. ${text.kind === 'skipped' ? text.reason : 'It is gone.'}`);
  return [{ name, uri, inSettings: false, state: 'auto', text: text.text, read: readMigrationFile(text.text, { takenIds: builtInIds(environment.migrations) }) }];
}

function untestedIn({ read }: OwnMigrationFile): readonly string[] {
  return (read?.file?.entries ?? []).filter(({ changes = [], examples = [] }) => changes.length > 0 && examples.length === 0).map(({ id }) => id);
}
