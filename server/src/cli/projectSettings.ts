import path from 'node:path';
import { configFile, readBaseline, readSettings } from '../node/config.ts';
import { expectedGlob, isTakenGlob } from '../node/exclude.ts';
import { settingsByIds } from '../node/ownMigrations.ts';
import { pathOfUri } from '../node/uris.ts';
import { defaultSettings, type Settings, type UserSettings } from '../service/settings.ts';
import { baselineFile } from '../service/upgrade/baseline.ts';
import type { WorkspaceFolder } from '../service/workspace.ts';
import { type Arguments, suggestion } from './args.ts';
import { type CliEnvironment, type CommandEnvironment, UsageError } from './environment.ts';
import { showPath } from './terminal.ts';
import { usageLine } from './usage.ts';

/** The settings of a folder, with what the command line adds. Throws a `UsageError` or a `ConfigError` for those that are wrong. */
export function settingsFor(folder: WorkspaceFolder, args: Arguments, environment: CommandEnvironment): Settings {
  const root = pathOfUri(folder.uri) ?? environment.cwd;
  const shown = showPath(environment.cwd, settingsFile(root, args, environment));
  const settings = settingsByIds({ ...defaultSettings, ...readFolderSettings(root, args, environment) }, environment.own?.get(root)?.states ?? {});
  for (const id of [...Object.keys(settings.migrations), ...Object.keys(settings.targetVersions)]) {
    if (!environment.migrations.some((migration) => migration.id === id)) throw new UsageError(`${shown}: ${unknownMigration(id, environment)}`);
  }
  // Who accepts what is found must find all of it.
  const accepts = args.command === 'baseline' && !args.prune;
  const baseline = path.join(root, baselineFile);
  const entries = accepts ? undefined : readBaseline(baseline, showPath(environment.cwd, baseline));
  return {
    ...settings,
    ...(entries === undefined ? {} : { baseline: new Set(entries.map(({ id }) => id)) }),
    migrations: { ...settings.migrations, ...Object.fromEntries(args.migrations.map((id) => [id, 'on' as const])) },
    exclude: [...settings.exclude, ...args.exclude],
  };
}

/** The settings of a folder (absolute path) as its file has them; `undefined` without a file. Throws a `UsageError` or a `ConfigError` for those that are wrong. */
export function readFolderSettings(root: string, args: Arguments, environment: CliEnvironment): Partial<UserSettings> | undefined {
  const file = settingsFile(root, args, environment);
  const read = readSettings(file, showPath(environment.cwd, file));
  if (read === undefined && args.config !== undefined) throw new UsageError(`${args.config}: there is no such file. Expected settings as in ${configFile}.`);
  return read;
}

/** The file that has the settings of a folder (absolute path). */
export function settingsFile(root: string, args: Arguments, { cwd }: Pick<CliEnvironment, 'cwd'>): string {
  return args.config === undefined ? path.join(root, configFile) : path.resolve(cwd, args.config);
}

/** Throws a `UsageError` for an id of `--migration` that is none, and for a glob of `--exclude` that nobody could match. */
export function checkValues(args: Arguments, environment: CliEnvironment): void {
  const glob = args.exclude.find((one) => !isTakenGlob(one));
  if (glob !== undefined) throw new UsageError(`--exclude ${glob}: expected ${expectedGlob}.\n${usageLine(args.command)}`);
  const unknown = args.migrations.find((id) => !environment.migrations.some((migration) => migration.id === id));
  if (unknown !== undefined) throw new UsageError(`--migration ${unknown}: ${unknownMigration(unknown, environment)}\n${usageLine(args.command)}`);
}

function unknownMigration(id: string, environment: CliEnvironment): string {
  const ids = environment.migrations.map((migration) => migration.id);
  return `there is no migration ${id}.${suggestion(id, ids)} There is ${ids.join(', ')}.`;
}
