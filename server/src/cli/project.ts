import fs from 'node:fs';
import path from 'node:path';
import { configFile, readSettings } from '../node/config.ts';
import { createDiskWorkspace } from '../node/diskWorkspace.ts';
import { isInside, pathOfUri, relativePath, uriOfPath } from '../node/uris.ts';
import type { LanguageService } from '../service/languageService.ts';
import { defaultSettings, type Settings } from '../service/settings.ts';
import type { Logger, Workspace, WorkspaceFolder } from '../service/workspace.ts';
import { type Arguments, suggestion } from './args.ts';
import { type CliEnvironment, StoppedError, UsageError } from './environment.ts';
import { printable } from './terminal.ts';
import { usageLine } from './usage.ts';

/** What the command line is about: the folders that were scanned, and the targets in them (what the user named) that count. */
export interface Project {
  readonly service: LanguageService;
  /** Folders that were scanned, absolute. */
  readonly folders: readonly string[];
  /** Files of the service that lie in the targets, in path order. */
  files(): readonly string[];
  /** How many files were looked at, in the targets. */
  readonly listed: number;
  /** What was left out in the targets and why. */
  readonly skipped: readonly SkippedPath[];
  /** What the user named as a file and could not be checked. */
  readonly failed: readonly SkippedPath[];
  /** Whether a rule broke down: then the findings are not complete. */
  readonly incomplete: () => boolean;
  /** As users read it: relative to the working folder, with `/`. */
  readonly show: (uri: string) => string;
}

export interface SkippedPath {
  readonly path: string;
  readonly reason: string;
}

interface Target {
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly isFolder: boolean;
  /** The folder that is scanned for it. */
  readonly folder: string;
}

/** Finds the folders, reads their settings and scans them. Throws a `UsageError` for paths, ids or settings that are wrong. */
export async function openProject(args: Arguments, paths: readonly string[], environment: CliEnvironment): Promise<Project> {
  checkMigrationIds(args, environment);
  const { cwd } = environment;
  const targets = withoutInnerFolders((paths.length === 0 ? ['.'] : paths).map((given) => locate(given, cwd)));
  const folders = [...new Set(targets.map(({ folder }) => folder))].sort();
  const workspaceFolders = folders.map((folder) => ({ uri: uriOfPath(folder), name: path.basename(folder) }));
  const recorder = new Recorder(createDiskWorkspace(workspaceFolders, { named: targets.map((target) => target.path) }));
  const logger = new CliLogger(environment, args.quiet);
  const service = environment.createService(recorder.workspace, logger);
  for (const folder of workspaceFolders) service.configure(folder, settingsFor(folder, args, environment));
  const summary = await service.scan({ signal: environment.signal });
  if (summary.cancelled || environment.signal.aborted) throw new StoppedError('stopped; nothing was changed.');

  const show = (uri: string) => {
    const file = pathOfUri(uri);
    return file === undefined ? uri : showPath(cwd, file);
  };
  const inTargets = (uri: string) => {
    const file = pathOfUri(uri);
    return file !== undefined && targets.some((target) => isInside(target.path, file));
  };
  const reasons = new Map([...recorder.skipped, ...summary.skipped.map(({ uri, reason }) => [uri, reason] as const)]);
  const isNamedFile = (uri: string) => targets.some((target) => !target.isFolder && uriOfPath(target.path) === uri);
  const excluded = new Set<string>();
  for (const target of targets) {
    const uri = uriOfPath(target.path);
    if (target.isFolder || reasons.has(uri)) continue;
    if (!service.accepts(uri)) reasons.set(uri, 'No migration has anything to say about files of this name.');
    else if (!recorder.files.has(uri)) excluded.add(uri);
  }
  for (const uri of excluded) reasons.set(uri, 'It is left out by `exclude` in the settings or by --exclude.');
  const left = [...reasons].filter(([uri]) => inTargets(uri)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([uri, reason]) => ({ uri, path: show(uri), reason }));
  const isFailure = ({ uri }: { uri: string }) => isNamedFile(uri) && service.accepts(uri) && !excluded.has(uri);
  const failed = left.filter(isFailure);
  for (const { path: shown, reason } of failed) environment.err(`upguide: ${printable(shown)} was not checked. ${printable(reason)}\n`);
  return {
    service, folders, show,
    files: () => service.files().filter(inTargets),
    listed: [...recorder.files].filter((uri) => inTargets(uri) && service.accepts(uri) && !reasons.has(uri)).length,
    skipped: left.filter((one) => !isFailure(one)).map(({ path: shown, reason }) => ({ path: shown, reason })),
    failed: failed.map(({ path: shown, reason }) => ({ path: shown, reason })),
    incomplete: () => logger.failures > 0,
  };
}

/** A path as users read it: relative to the working folder; `.` for the folder itself. */
export function showPath(cwd: string, file: string): string {
  return relativePath(cwd, file) || '.';
}

function locate(given: string, cwd: string): Target {
  // Most likely a variable of a script that is not set; `fix` must not take it for the whole folder.
  if (given === '') throw new UsageError('A path is empty. Use . for this folder.');
  const absolute = path.resolve(cwd, given);
  let real: string;
  let isFolder: boolean;
  try {
    real = fs.realpathSync(absolute);
    isFolder = fs.statSync(real).isDirectory();
  } catch {
    const isLink = fs.lstatSync(absolute, { throwIfNoEntry: false })?.isSymbolicLink() === true;
    throw new UsageError(`${given}: ${isLink ? 'this symbolic link leads nowhere' : 'there is no such file or folder'}.`);
  }
  // Evidence may lie anywhere in the folder one works in; for a path elsewhere only its own folder is ours to read.
  const own = isFolder ? real : path.dirname(real);
  return { path: real, isFolder, folder: isInside(cwd, real) ? cwd : own };
}

/** A folder inside another one is scanned with it. */
function withoutInnerFolders(targets: readonly Target[]): Target[] {
  const folders = targets.map(({ folder }) => folder);
  return targets.map((target) => {
    const outermost = folders.filter((folder) => isInside(folder, target.folder)).sort((a, b) => a.length - b.length)[0];
    return { ...target, folder: outermost ?? target.folder };
  });
}

function settingsFor(folder: WorkspaceFolder, args: Arguments, environment: CliEnvironment): Settings {
  const root = pathOfUri(folder.uri) ?? environment.cwd;
  const file = args.config === undefined ? path.join(root, configFile) : path.resolve(environment.cwd, args.config);
  const shown = showPath(environment.cwd, file);
  const read = readSettings(file, shown);
  if (read === undefined && args.config !== undefined) throw new UsageError(`${args.config}: there is no such file. Expected settings as in ${configFile}.`);
  const settings = { ...defaultSettings, ...read };
  for (const id of [...Object.keys(settings.migrations), ...Object.keys(settings.targetVersions)]) {
    if (!environment.migrations.some((migration) => migration.id === id)) throw new UsageError(`${shown}: ${unknownMigration(id, environment)}`);
  }
  return {
    ...settings,
    migrations: { ...settings.migrations, ...Object.fromEntries(args.migrations.map((id) => [id, 'on' as const])) },
    exclude: [...settings.exclude, ...args.exclude],
  };
}

function checkMigrationIds(args: Arguments, environment: CliEnvironment): void {
  const unknown = args.migrations.find((id) => !environment.migrations.some((migration) => migration.id === id));
  if (unknown !== undefined) throw new UsageError(`--migration ${unknown}: ${unknownMigration(unknown, environment)}\n${usageLine(args.command)}`);
}

function unknownMigration(id: string, environment: CliEnvironment): string {
  const ids = environment.migrations.map((migration) => migration.id);
  return `there is no migration ${id}.${suggestion(id, ids)} There is ${ids.join(', ')}.`;
}

/** Notes what the service is given to see, for the counts. */
class Recorder {
  readonly files = new Set<string>();
  readonly skipped = new Map<string, string>();
  readonly workspace: Workspace;

  constructor(disk: Workspace) {
    const { files, skipped } = this;
    this.workspace = {
      ...disk,
      async* list(folder, options) {
        for await (const file of disk.list(folder, options)) {
          if (file.kind === 'file') files.add(file.uri);
          else skipped.set(file.uri, file.reason);
          yield file;
        }
      },
    };
  }
}

class CliLogger implements Logger {
  failures = 0;
  readonly #environment: CliEnvironment;
  readonly #quiet: boolean;
  readonly #warned = new Set<string>();

  constructor(environment: CliEnvironment, quiet: boolean) {
    this.#environment = environment;
    this.#quiet = quiet;
  }

  info(): void {
    // For editors' logs.
  }

  warn(message: string): void {
    // Once: what is wrong with the program is wrong for each file.
    if (this.#quiet || this.#warned.has(message)) return;
    this.#warned.add(message);
    this.#environment.err(`upguide: ${message}\n`);
  }

  error(message: string): void {
    this.failures++;
    this.#environment.err(`upguide: ${message}\n`);
  }
}
