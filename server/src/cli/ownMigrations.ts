import { messageText } from '../analysis/diagnostic.ts';
import { type OwnMigrationFile, type OwnMigrations, readOwnMigrations } from '../node/ownMigrations.ts';
import { pathOfUri } from '../node/uris.ts';
import type { Range } from '../text/range.ts';
import { LineIndex } from '../text/lineIndex.ts';
import type { Arguments } from './args.ts';
import { type CommandEnvironment, StoppedError } from './environment.ts';
import { readFolderSettings } from './projectSettings.ts';
import type { Place } from './report.ts';
import { locateTargets } from './targets.ts';
import { counted, printable, showPath } from './terminal.ts';
import type { CommandName } from './usage.ts';

/** What the migration files of the folders are to a command: without them it would do half of its work, or they are only told of. */
const uses: Partial<Readonly<Record<CommandName, 'needed' | 'told'>>> = { check: 'needed', plan: 'needed', fix: 'needed', verify: 'needed', baseline: 'needed', migrations: 'told', explain: 'told' };

/**
 * The environment with the migrations that the folders of the command line bring with them. Prints what is wrong with their files; throws a
 * `StoppedError` where the command cannot do without them.
 */
export function withOwnMigrations(args: Arguments, environment: CommandEnvironment): CommandEnvironment {
  const use = uses[args.command];
  if (use === undefined || args.resume || args.clear) return environment;
  const targets = locateTargets(args.command === 'explain' ? [] : args.operands, environment.cwd);
  const own = new Map([...new Set(targets.map(({ folder }) => folder))].sort().map((folder) => [folder, readFolderMigrations(folder, args, environment)] as const));
  const files = [...own.values()].flatMap((one) => one.files);
  if (files.length === 0) return environment;
  const broken = files.filter(isBroken);
  for (const file of broken) for (const line of problemLines(file, environment.cwd, ['error'])) environment.err(`${line}\n`);
  if (broken.length > 0 && use === 'needed') {
    throw new StoppedError(`${counted(broken.length, 'migration file')} cannot be used, so nothing was done. Mend ${broken.length === 1 ? 'it' : 'them'} (\`upguide test\` checks them alone), or switch ${broken.length === 1 ? 'it' : 'them'} off in .upguide/config.json: { "migrations": { ${JSON.stringify(broken[0]?.name)}: "off" } }.`);
  }
  return { ...environment, ...environment.forMigrations([...environment.migrations, ...[...own.values()].flatMap(({ migrations }) => migrations)]), own };
}

/** The migrations of one folder (absolute path), as its settings have them. */
export function readFolderMigrations(folder: string, args: Arguments, environment: CommandEnvironment): OwnMigrations {
  return readOwnMigrations(folder, readFolderSettings(folder, args, environment)?.migrations ?? {}, environment.migrations);
}

/** Whether a file gives no migration. */
export function isBroken({ read }: OwnMigrationFile): boolean {
  return read?.migration === undefined;
}

/** What is wrong with a file, a line each: `path:line:column: what. why. todo.` */
export function problemLines({ uri, read, refused }: OwnMigrationFile, cwd: string, severities: readonly ('error' | 'warning' | 'information')[]): readonly string[] {
  const shown = showUri(uri, cwd);
  if (refused) return [`${shown}: ${printable(messageText(refused))}`];
  const lines = new LineIndex(read?.text ?? '');
  return (read?.problems ?? []).filter(({ severity }) => severities.includes(severity)).map(({ range, message }) => {
    const { line, column } = placeOf(lines, range);
    return `${shown}:${line}:${column}: ${printable(messageText(message))}`;
  });
}

/** Where a range begins. */
export function placeOf(lines: LineIndex, { start }: Range): Place {
  const { line, character } = lines.positionAt(start);
  return { line: line + 1, column: character + 1 };
}

/** The path of a file as users read it. */
export function showUri(uri: string, cwd: string): string {
  const file = pathOfUri(uri);
  return printable(file === undefined ? uri : showPath(cwd, file));
}
