import fs from 'node:fs';
import path from 'node:path';
import { isInside } from '../node/uris.ts';
import { UsageError } from './environment.ts';
import { projectFolder } from './projectFolder.ts';

/** Something that the user named, and where it belongs. */
export interface Target {
  /** Absolute, without symbolic links. */
  readonly path: string;
  readonly isFolder: boolean;
  /** The folder that is scanned for it. */
  readonly folder: string;
}

/** What the paths of a command line name; the working folder without any. Throws a `UsageError` for a path that leads nowhere. */
export function locateTargets(paths: readonly string[], cwd: string): readonly Target[] {
  return withoutInnerFolders((paths.length === 0 ? ['.'] : paths).map((given) => locate(given, cwd)));
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
  // Evidence may lie anywhere in the project one works in; for a path elsewhere only its own folder is ours to read.
  const own = isFolder ? real : path.dirname(real);
  return { path: real, isFolder, folder: isInside(cwd, real) ? projectFolder(real, isFolder, cwd) : own };
}

/** A folder inside another one is scanned with it. */
function withoutInnerFolders(targets: readonly Target[]): Target[] {
  const folders = targets.map(({ folder }) => folder);
  return targets.map((target) => {
    const outermost = folders.filter((folder) => isInside(folder, target.folder)).sort((a, b) => a.length - b.length)[0];
    return { ...target, folder: outermost ?? target.folder };
  });
}
