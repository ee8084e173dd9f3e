import fs from 'node:fs';
import path from 'node:path';
import { type GitPatterns, readGitPatterns } from './gitPatterns.ts';
import { relativePath } from './uris.ts';
import type { Witness } from './witness.ts';

/**
 * What git ignores in one folder and below: the patterns of its repository, weakest first. Only files are read
 * (`.gitignore`, `.git/info/exclude`); git itself is never run, and the user's global patterns do not count, so that
 * everybody gets the same findings.
 */
export interface GitScope {
  readonly levels: readonly Level[];
}

interface Level {
  /** The folder that the patterns are relative to. */
  readonly folder: string;
  readonly patterns: GitPatterns;
}

/** Is told of each path whose being there or content makes a difference. */
type PathWitness = Pick<Witness, 'path'> | undefined;

/** Longer pattern files are not read: nobody writes them by hand. */
const maxPatternBytes = 1024 * 1024;

const noScope: GitScope = { levels: [] };

/** The repository's folder that holds the path: the nearest one above with a `.git`. */
export function repositoryOf(folder: string, witness?: PathWitness): string | undefined {
  for (let current = folder; ; current = path.dirname(current)) {
    witness?.path(path.join(current, '.git'));
    if (fs.existsSync(path.join(current, '.git'))) return current;
    if (path.dirname(current) === current) return undefined;
  }
}

/**
 * The scope that holds above a folder, without the folder's own patterns. Empty when git ignores the folder itself:
 * who opens or names an ignored folder wants to see what is in it.
 */
export function scopeAbove(folder: string, witness?: PathWitness): GitScope {
  const repository = repositoryOf(path.dirname(folder), witness);
  witness?.path(path.join(folder, '.git'));
  if (repository === undefined || fs.existsSync(path.join(folder, '.git'))) return noScope;
  const { scope, ignored } = descend(repository, folder, witness);
  return ignored || isIgnored(scope, folder, true) ? noScope : scope;
}

/** The scope inside a folder, given the scope above it and the names of its entries. */
export function enterFolder(above: GitScope, folder: string, names: { has(name: string): boolean }, witness?: PathWitness): GitScope {
  const levels = names.has('.git') ? excludeLevel(folder, witness) : above.levels;
  if (!names.has('.gitignore')) return levels === above.levels ? above : { levels };
  const own = readPatterns(path.join(folder, '.gitignore'), witness);
  return own === undefined ? { levels } : { levels: [...levels, { folder, patterns: own }] };
}

/** Whether git ignores a path. The folders above it must be known not to be ignored. */
export function isIgnored(scope: GitScope, file: string, isFolder: boolean): boolean {
  for (let at = scope.levels.length - 1; at >= 0; at--) {
    const level = scope.levels[at];
    const verdict = level && test(level, file, isFolder, 'test');
    if (level === undefined || verdict === undefined) continue;
    if (!verdict) return false;
    // If these patterns ignore the folder that the file is in, a deeper `.gitignore` took it back, and this level has no say about what is in it.
    const parent = path.dirname(file);
    if (parent !== level.folder && test(level, parent, true, 'testAlong') === true) continue;
    return true;
  }
  return false;
}

/** Whether git ignores a file, taking into account the folders above it; `undefined` outside of a repository. */
export function ignoredByGit(file: string, witness?: PathWitness): boolean | undefined {
  const repository = repositoryOf(path.dirname(file), witness);
  if (repository === undefined) return undefined;
  const { scope, ignored } = descend(repository, file, witness);
  return ignored || isIgnored(scope, file, isFolderOnDisk(file));
}

/** Walks from the repository down to the folder that holds the path; `ignored` when git ignores one of those folders. */
function descend(repository: string, file: string, witness: PathWitness): { scope: GitScope; ignored: boolean } {
  let scope = enterFolder(noScope, repository, namesIn(repository, witness), witness);
  let current = repository;
  for (const segment of path.relative(repository, path.dirname(file)).split(path.sep).filter((part) => part !== '')) {
    current = path.join(current, segment);
    if (isIgnored(scope, current, true)) return { scope, ignored: true };
    scope = enterFolder(scope, current, namesIn(current, witness), witness);
  }
  return { scope, ignored: false };
}

/** The names in a folder, asked one by one. */
export function namesIn(folder: string, witness?: PathWitness): { has(name: string): boolean } {
  return {
    has(name) {
      witness?.path(path.join(folder, name));
      return fs.existsSync(path.join(folder, name));
    },
  };
}

function isFolderOnDisk(file: string): boolean {
  return fs.lstatSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function test({ folder, patterns }: Level, file: string, isFolder: boolean, how: 'test' | 'testAlong'): boolean | undefined {
  const start = folder.endsWith(path.sep) ? folder : folder + path.sep;
  if (!file.startsWith(start)) return undefined;
  const relative = path.sep === '/' ? file.slice(start.length) : relativePath(folder, file);
  return patterns[how](isFolder ? `${relative}/` : relative);
}

function readPatterns(file: string, witness: PathWitness): GitPatterns | undefined {
  witness?.path(file);
  try {
    const stat = fs.lstatSync(file);
    // Git does not follow a symbolic link here either.
    if (!stat.isFile() || stat.size > maxPatternBytes) return undefined;
    const text = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    return readGitPatterns(text, process.platform === 'win32' || process.platform === 'darwin');
  } catch {
    return undefined;
  }
}

/** The patterns of `.git/info/exclude`; in a worktree or submodule `.git` is a file that says where the folder is. */
function excludeLevel(repository: string, witness: PathWitness): Level[] {
  const folder = gitFolder(path.join(repository, '.git'), witness);
  const patterns = folder === undefined ? undefined : readPatterns(path.join(folder, 'info', 'exclude'), witness);
  return patterns === undefined ? [] : [{ folder: repository, patterns }];
}

function gitFolder(entry: string, witness: PathWitness): string | undefined {
  witness?.path(entry);
  try {
    const stat = fs.statSync(entry);
    if (stat.isDirectory()) return entry;
    const target = readPointer(entry)?.replace(/^gitdir:\s*/, '');
    if (target === undefined) return undefined;
    const folder = path.resolve(path.dirname(entry), target);
    witness?.path(path.join(folder, 'commondir'));
    const common = readPointer(path.join(folder, 'commondir'));
    return common === undefined ? folder : path.resolve(folder, common);
  } catch {
    return undefined;
  }
}

function readPointer(file: string): string | undefined {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size > 4096) return undefined;
  return fs.readFileSync(file, 'utf8').trim();
}
