import fs from 'node:fs';
import path from 'node:path';
import { isInside } from '../node/uris.ts';
import { type RunSummary, unfinishedRuns } from '../service/transaction/index.ts';
import { type CliEnvironment, UsageError } from './environment.ts';
import { projectFolder } from './projectFolder.ts';
import { interruptedText } from './runText.ts';

/** A run and the folder that has its journal. */
export interface FolderRun {
  /** Absolute. */
  readonly root: string;
  readonly run: RunSummary;
}

/** What the user named, where runs are: the folder with the journal, and what of it counts. */
export interface RunTarget {
  readonly root: string;
  /** Absolute; all files of a run without any. */
  readonly paths: readonly string[];
}

/** The folders whose runs a command line is about. A path need not exist: what a run touched may be gone. */
export function locateRuns(paths: readonly string[], cwd: string): readonly RunTarget[] {
  if (paths.length === 0) return [{ root: cwd, paths: [] }];
  const byRoot = new Map<string, string[]>();
  for (const given of paths) {
    if (given === '') throw new UsageError('A path is empty. Use . for this folder.');
    const file = realPathOf(path.resolve(cwd, given));
    const root = rootOf(file, cwd);
    byRoot.set(root, [...byRoot.get(root) ?? [], file]);
  }
  return [...byRoot].map(([root, inside]) => ({ root, paths: inside }));
}

/** A run of the project that `fix` takes the path for counts before one of the working folder. */
function rootOf(file: string, cwd: string): string {
  if (!isInside(cwd, file)) return rootAbove(file) ?? path.dirname(file);
  const project = projectFolder(file, fs.statSync(file, { throwIfNoEntry: false })?.isDirectory() === true, cwd);
  return [project, cwd].find(hasRuns) ?? rootAbove(file) ?? cwd;
}

/** Links in the folders above are followed, so that the path can be compared with those of the journal; a link at its end is what it is. */
function realPathOf(file: string): string {
  try {
    return path.join(fs.realpathSync(path.dirname(file)), path.basename(file));
  } catch {
    return file;
  }
}

/** The nearest folder with runs, from the path upward. */
function rootAbove(file: string): string | undefined {
  for (let folder = file; ; folder = path.dirname(folder)) {
    if (hasRuns(folder)) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

function hasRuns(folder: string): boolean {
  return fs.existsSync(path.join(folder, '.upguide', 'runs'));
}

/** Says on the error output which runs of the folders wait to be finished or put back. Gives whether there are any. */
export async function warnOfInterrupted(folders: readonly string[], environment: CliEnvironment): Promise<boolean> {
  let any = false;
  for (const root of folders) {
    for (const run of await unfinishedRuns(root, environment.transactions)) {
      any = true;
      environment.err(`upguide: ${interruptedText({ root, run }, environment.cwd)}\n`);
    }
  }
  return any;
}
