import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isInside } from '../node/uris.ts';
import { isManifest } from '../service/fileKinds.ts';

/**
 * The folder that is read for a path inside the working folder: both absolute, without symbolic links. Who works in a project means that one.
 * From a folder of many projects only the one that the path lies in is read: the nearest folder with a `.git`, else with a manifest. From the
 * home folder or the root of the file system it is at most the path's own folder.
 */
export function projectFolder(file: string, isFolder: boolean, cwd: string): string {
  const own = isFolder ? file : path.dirname(file);
  if (file === cwd || own === cwd || isInProject(cwd)) return cwd;
  const between = foldersUp(own).filter((folder) => folder !== cwd && isInside(cwd, folder));
  return between.find(hasGit) ?? between.find(hasManifest) ?? (isEverybodys(cwd) ? own : cwd);
}

function isInProject(cwd: string): boolean {
  return foldersUp(cwd).some((folder) => !isEverybodys(folder) && (hasGit(folder) || hasManifest(folder)));
}

/** A `.git` or a `package.json` there says nothing about all that lies below. */
function isEverybodys(folder: string): boolean {
  return path.dirname(folder) === folder || folder === realHome();
}

function realHome(): string {
  try {
    return fs.realpathSync(os.homedir());
  } catch {
    return os.homedir();
  }
}

/** The folder and those around it, the innermost first. */
function foldersUp(folder: string): readonly string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersUp(above)];
}

/** A folder of a repository, or the file that stands for it in a worktree or submodule. */
function hasGit(folder: string): boolean {
  return fs.existsSync(path.join(folder, '.git'));
}

function hasManifest(folder: string): boolean {
  try {
    return fs.readdirSync(folder).some(isManifest);
  } catch {
    return false;
  }
}
