import path from 'node:path';
import { createDiskWorkspace } from '../node/diskWorkspace.ts';
import { isInside, pathOfUri, uriOfPath } from '../node/uris.ts';
import type { LanguageService } from '../service/languageService.ts';
import type { ListedFile, Logger, Workspace } from '../service/workspace.ts';
import type { Arguments } from './args.ts';
import { type CommandEnvironment, StoppedError } from './environment.ts';
import { showScan } from './progress.ts';
import { checkValues, settingsFor } from './projectSettings.ts';
import { warnOfInterrupted } from './runs.ts';
import { locateTargets } from './targets.ts';
import { printable, showPath } from './terminal.ts';

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
  readonly skipped: readonly (SkippedPath & { readonly uri: string })[];
  /** What the user named as a file and could not be checked. */
  readonly failed: readonly SkippedPath[];
  /** Whether a rule broke down: then the findings are not complete. */
  readonly incomplete: () => boolean;
  /** As users read it: relative to the working folder, with `/`. */
  readonly show: (uri: string) => string;
  /** Whether a file (absolute path) lies in the targets. */
  readonly inTargets: (file: string) => boolean;
  /** Whether a run waits in one of the folders (the user was told). */
  readonly interrupted: boolean;
  /** The folder of `folders` that a file (absolute path) lies in. */
  readonly folderOf: (file: string) => string | undefined;
}

export interface SkippedPath {
  readonly path: string;
  readonly reason: string;
}

/** Finds the folders, reads their settings and scans them. Throws a `UsageError` for paths, ids or settings that are wrong. */
export async function openProject(args: Arguments, paths: readonly string[], environment: CommandEnvironment): Promise<Project> {
  checkValues(args, environment);
  const { cwd } = environment;
  const targets = locateTargets(paths, cwd);
  const folders = [...new Set(targets.map(({ folder }) => folder))].sort();
  const workspaceFolders = folders.map((folder) => ({ uri: uriOfPath(folder), name: path.basename(folder) }));
  const isTarget = (file: string) => targets.some((target) => isInside(target.path, file));
  const inTargets = (uri: string) => {
    const file = pathOfUri(uri);
    return file !== undefined && isTarget(file);
  };
  const counts = (uri: string): boolean => inTargets(uri) && service.accepts(uri);
  const disk = createDiskWorkspace(workspaceFolders, {
    named: targets.map((target) => target.path), ...(environment.record === undefined ? {} : { witness: environment.record.witness }),
  });
  const recorder = new Recorder(disk, counts, new Set(targets.map((target) => uriOfPath(target.path))));
  const logger = new CliLogger(environment, args.quiet);
  const service = environment.createService(recorder.workspace, logger);
  for (const folder of workspaceFolders) service.configure(folder, settingsFor(folder, args, environment));
  const interrupted = await warnOfInterrupted(folders, environment);
  const summary = await service.scan({ signal: environment.signal, onProgress: (at) => { showScan(environment.progress, at); } });
  environment.progress.clear();
  if (summary.cancelled || environment.signal.aborted) throw new StoppedError('stopped; nothing was changed.');

  const show = (uri: string) => {
    const file = pathOfUri(uri);
    return file === undefined ? uri : showPath(cwd, file);
  };
  const reasons = new Map([...recorder.skipped, ...summary.skipped.map(({ uri, reason }) => [uri, reason] as const)]);
  const isNamedFile = (uri: string) => targets.some((target) => !target.isFolder && uriOfPath(target.path) === uri);
  const excluded = new Set<string>();
  for (const target of targets) {
    const uri = uriOfPath(target.path);
    if (target.isFolder || reasons.has(uri)) continue;
    if (!service.accepts(uri)) reasons.set(uri, 'No migration has anything to say about files of this name.');
    else if (!recorder.named.has(uri)) excluded.add(uri);
  }
  for (const uri of excluded) reasons.set(uri, 'It is left out by `exclude` in the settings or by --exclude.');
  const unread = new Set(summary.skipped.flatMap(({ uri }) => (recorder.skipped.has(uri) || !counts(uri) ? [] : uri)));
  const left = [...reasons].filter(([uri]) => inTargets(uri)).sort(([a], [b]) => (a < b ? -1 : 1)).map(([uri, reason]) => ({ uri, path: show(uri), reason }));
  const isFailure = ({ uri }: { uri: string }) => isNamedFile(uri) && service.accepts(uri) && !excluded.has(uri);
  const failed = left.filter(isFailure);
  for (const { path: shown, reason } of failed) environment.err(`upguide: ${printable(shown)} was not checked. ${printable(reason)}\n`);
  return {
    service, folders, show,
    files: () => service.files().filter(inTargets),
    listed: recorder.counted - unread.size,
    skipped: left.filter((one) => !isFailure(one)),
    failed: failed.map(({ path: shown, reason }) => ({ path: shown, reason })),
    incomplete: () => logger.failures > 0,
    inTargets: isTarget,
    interrupted,
    folderOf: (file) => folders.find((folder) => isInside(folder, file)),
  };
}

/** Notes what the service is given to see, for the counts. Names of tens of thousands of files would take megabytes. */
class Recorder {
  /** How many files were listed that count. */
  counted = 0;
  /** Files that were listed and that the user named. */
  readonly named = new Set<string>();
  readonly skipped = new Map<string, string>();
  readonly workspace: Workspace;

  /** `targets`: URIs of what the user named. */
  constructor(disk: Workspace, counts: (uri: string) => boolean, targets: ReadonlySet<string>) {
    const note = (file: ListedFile): ListedFile => {
      if (file.kind === 'skipped') this.skipped.set(file.uri, file.reason);
      else {
        if (counts(file.uri)) this.counted++;
        if (targets.has(file.uri)) this.named.add(file.uri);
      }
      return file;
    };
    this.workspace = {
      ...disk,
      async* list(folder, options) {
        for await (const file of disk.list(folder, options)) yield note(file);
      },
    };
  }
}

class CliLogger implements Logger {
  failures = 0;
  readonly #environment: CommandEnvironment;
  readonly #quiet: boolean;
  readonly #warned = new Set<string>();

  constructor(environment: CommandEnvironment, quiet: boolean) {
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
