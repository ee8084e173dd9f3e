import fs from 'node:fs';
import path from 'node:path';
import { environmentFileRole } from '../facts/environmentFiles.ts';
import type { ListOptions } from '../service/workspace.ts';
import { createExclude } from './exclude.ts';
import { describeFileError, errorCode } from './fileErrors.ts';
import { enterFolder, type GitScope, isIgnored, namesIn, scopeAbove } from './gitIgnore.ts';
import { createPause } from './pause.ts';
import { generatedFolderMarkers, skippedFolders } from './skippedFolders.ts';
import { isInside, relativePath } from './uris.ts';
import type { Witness } from './witness.ts';

/** A file that a walk found, or a path that it had to leave out and why. */
export interface FoundFile {
  readonly path: string;
  readonly skipped?: string;
}

/** A folder's identity, with those above it: a folder that is mounted into itself would never end. */
interface Ancestor {
  readonly id: string;
  readonly above: Ancestor | undefined;
}

/**
 * Lists the files of a folder in the order of their paths, each once. Symbolic links to folders are not followed (what
 * they lead to inside the folder is listed where it is); links to files count when their target is not listed itself.
 * Files and folders in `named` are listed although git ignores them. `witness` is told of everything that the list depends on.
 */
export async function walkFolder(root: string, options: ListOptions, named: readonly string[] = [], witness?: Witness): Promise<FoundFile[]> {
  const walk = new Walk(root, options, witness);
  await walk.run(root, scopeAbove(root, witness));
  for (const file of named) {
    if (isInside(root, file)) await walk.addNamed(file);
  }
  walk.addLinks();
  return [...walk.found.values()].sort((a, b) => compare(a.path, b.path));
}

/**
 * Whether `walkFolder` would list this one file: for files that are created or changed after the walk. (Of a symbolic link
 * whose target has the same name, the target is taken to be listed.)
 */
export function wouldList(root: string, file: string, exclude: readonly string[], named: readonly string[] = []): boolean {
  if (!isInside(root, file) || file === root || isExcludedBelow(root, file, createExclude(exclude))) return false;
  const starts = [root, ...named].filter((start) => isInside(start, file));
  return starts.some((start) => start === file || isReached(start, file)) && isOwnFile(root, file);
}

/** Whether the walk that starts in one folder comes to a file, by the names on the way and by git's patterns. */
function isReached(start: string, file: string): boolean {
  let scope = scopeAbove(start);
  let folder = start;
  for (const name of path.relative(start, file).split(path.sep)) {
    scope = enterFolder(scope, folder, namesIn(folder));
    const current = path.join(folder, name);
    if (current === file) return environmentFileRole(name) !== undefined || !isIgnored(scope, file, false);
    if (skippedFolders.has(name) || isIgnored(scope, current, true) || generatedFolderMarkers.some((marker) => namesIn(current).has(marker))) return false;
    folder = current;
  }
  return false;
}

function isOwnFile(root: string, file: string): boolean {
  const stat = fs.lstatSync(file, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink() !== true) return stat?.isFile() === true;
  const target = realPath(file).path;
  const realRoot = realPath(root).path;
  return target !== undefined && realRoot !== undefined && isInside(realRoot, target) && fs.statSync(target).isFile() && path.basename(target) !== path.basename(file);
}

/** Whether an exclusion matches the file or a folder on the way to it. */
export function isExcludedBelow(root: string, file: string, isExcluded: (relativePath: string) => boolean): boolean {
  for (let current = file; current !== root && isInside(root, current); current = path.dirname(current)) {
    if (isExcluded(relativePath(root, current))) return true;
  }
  return false;
}

class Walk {
  readonly found = new Map<string, FoundFile>();
  readonly #root: string;
  readonly #start: string;
  readonly #options: ListOptions;
  readonly #witness: Witness | undefined;
  readonly #isExcluded: (relativePath: string) => boolean;
  readonly #visited = new Set<string>();
  readonly #links = new Set<string>();

  constructor(root: string, options: ListOptions, witness: Witness | undefined) {
    this.#root = root;
    this.#start = root.endsWith(path.sep) ? root : root + path.sep;
    this.#witness = witness;
    this.#options = options;
    this.#isExcluded = createExclude(options.exclude);
  }

  async run(start: string, scope: GitScope): Promise<void> {
    const pause = createPause();
    const pending: { folder: string; scope: GitScope; above: Ancestor | undefined }[] = [{ folder: start, scope, above: undefined }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (this.#options.signal?.aborted === true) return;
      await pause();
      const { folder, above } = next;
      const entries = this.#readFolder(folder);
      const ancestor = entries === undefined ? undefined : this.#enter(folder, above);
      if (entries === undefined) continue;
      if (ancestor === undefined) {
        this.#witness?.folder(folder, entries, []);
        continue;
      }
      const names = new Map(entries.map((entry) => [entry.name, entry]));
      // A folder that the user opened or named counts, whatever it looks like.
      if (folder !== start && generatedFolderMarkers.some((marker) => names.has(marker))) {
        this.#witness?.folder(folder, entries, []);
        continue;
      }
      if (folder !== start && this.#accepts(folder)) this.#skip(folder, 'It is a folder, not a file.');
      const inside = enterFolder(next.scope, folder, names, this.#witness);
      const read: string[] = [];
      const before = folder.endsWith(path.sep) ? folder : folder + path.sep;
      for (const entry of entries) {
        const file = before + entry.name;
        if (entry.isDirectory()) {
          if (this.#descends(file, entry.name, inside)) pending.push({ folder: file, scope: inside, above: ancestor });
        } else if (this.#addEntry(file, entry, inside)) read.push(entry.name);
      }
      this.#witness?.folder(folder, entries, read);
    }
  }

  /** Lists what the user named, unless the walk has been there; globs of `exclude` still hold. */
  async addNamed(file: string): Promise<void> {
    this.#witness?.path(file);
    const stat = fs.lstatSync(file, { throwIfNoEntry: false });
    if (stat === undefined || this.found.has(file) || this.#visited.has(file) || isExcludedBelow(this.#root, file, this.#isExcluded)) return;
    if (stat.isDirectory()) await this.run(file, scopeAbove(file, this.#witness));
    else if (this.#accepts(file)) this.#addFile(file, stat);
  }

  /** Decides about symbolic links once all other files are known. */
  addLinks(): void {
    if (this.#links.size === 0) return;
    const realRoot = realPath(this.#root);
    if (realRoot.path === undefined) return;
    const taken = new Set<string>();
    for (const found of this.found.values()) {
      // The root may be reached through a link itself, so real paths are compared.
      if (found.skipped === undefined) taken.add(path.join(realRoot.path, path.relative(this.#root, found.path)));
    }
    for (const link of [...this.#links].sort(compare)) {
      const reason = this.#whyNotLink(link, realRoot.path, taken);
      if (reason === undefined) this.found.set(link, { path: link });
      else if (reason !== '') this.#skip(link, reason);
    }
  }

  /** Why a link is left out: empty when nobody needs to know, `undefined` when it counts. */
  #whyNotLink(link: string, realRoot: string, taken: Set<string>): string | undefined {
    this.#witness?.path(link);
    const accepted = this.#accepts(link);
    const target = realPath(link);
    if (target.path === undefined) return accepted ? `It is a symbolic link without a usable target: ${target.problem}.` : '';
    const stat = fs.statSync(target.path, { throwIfNoEntry: false });
    const inside = isInside(realRoot, target.path);
    if (stat === undefined || stat.isDirectory()) {
      if (inside) return accepted ? 'It is a symbolic link to a folder, not a file.' : '';
      return 'It is a symbolic link to a folder outside of the checked folder, so it is not followed. Check that folder itself.';
    }
    if (!accepted) return '';
    if (!inside) return 'It is a symbolic link to a file outside of the checked folder, so it is not followed. Check that file itself.';
    const relative = relativePath(realRoot, target.path);
    if (taken.has(target.path)) return `It is a symbolic link to ${relative}, which is checked itself.`;
    if (!stat.isFile()) return `It is a symbolic link to ${kindOf(stat)}, not a file.`;
    if (relative.split('/').some((segment) => skippedFolders.has(segment))) return `It is a symbolic link into a generated or vendored folder (${relative}).`;
    taken.add(target.path);
    return undefined;
  }

  #readFolder(folder: string): fs.Dirent[] | undefined {
    if (this.#visited.has(folder)) return undefined;
    this.#visited.add(folder);
    try {
      return fs.readdirSync(folder, { withFileTypes: true });
    } catch (error) {
      this.#witness?.unreadable(folder, errorCode(error) ?? '');
      // A folder that went away during the walk is nobody's concern.
      if (isUnspellable(folder)) this.#skip(folder, unspellable);
      else if (errorCode(error) !== 'ENOENT' || folder === this.#root) this.#skip(folder, `The folder cannot be read: ${describeFileError(error)}.`);
      return undefined;
    }
  }

  #enter(folder: string, above: Ancestor | undefined): Ancestor | undefined {
    const stat = fs.statSync(folder, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return undefined;
    // Some network file systems number nothing; there the path alone tells folders apart.
    const id = stat.ino === 0n ? folder : `${stat.dev}:${stat.ino}`;
    for (let current = above; current !== undefined; current = current.above) {
      if (current.id === id) {
        this.#skip(folder, 'The folder contains itself (a mount cycle), so it is not followed.');
        return undefined;
      }
    }
    return { id, above };
  }

  #descends(folder: string, name: string, scope: GitScope): boolean {
    return !skippedFolders.has(name) && !this.#isExcluded(this.#relative(folder)) && !isIgnored(scope, folder, true);
  }

  /** Gives whether the entry counts. */
  #addEntry(file: string, entry: fs.Dirent, scope: GitScope): boolean {
    if (!this.#accepts(file) && !entry.isSymbolicLink()) return false;
    if (this.#isExcluded(this.#relative(file))) return false;
    // Git ignores `.env` files so that nobody publishes them; they are read here, where they stay.
    if (environmentFileRole(entry.name) === undefined && isIgnored(scope, file, false)) return false;
    this.#addFile(file, entry);
    return true;
  }

  #addFile(file: string, entry: fs.Dirent | fs.Stats): void {
    if (isUnspellable(file)) this.#skip(file, unspellable);
    else if (entry.isSymbolicLink()) this.#links.add(file);
    else if (entry.isFile()) this.found.set(file, { path: file });
    else this.#skip(file, `It is ${kindOf(entry)}, not a file.`);
  }

  #accepts(file: string): boolean {
    return this.#options.accepts(this.#relative(file));
  }

  /** As `relativePath`, of which most of the time of a walk would be. */
  #relative(file: string): string {
    return path.sep === '/' && file.startsWith(this.#start) ? file.slice(this.#start.length) : relativePath(this.#root, file);
  }

  #skip(file: string, reason: string): void {
    this.found.set(file, { path: file, skipped: reason });
  }
}

function realPath(file: string): { readonly path: string } | { readonly path: undefined; readonly problem: string } {
  try {
    return { path: fs.realpathSync(file) };
  } catch (error) {
    return { path: undefined, problem: describeFileError(error) };
  }
}

const unspellable = 'Its name is not valid UTF-8, so it cannot be opened by name. Rename it to have it checked.';

/** Node puts a replacement character where the bytes of a name are no UTF-8, and then does not find the file. */
function isUnspellable(file: string): boolean {
  return file.includes('\uFFFD') && fs.lstatSync(file, { throwIfNoEntry: false }) === undefined;
}

function kindOf(entry: fs.Dirent | fs.Stats): string {
  if (entry.isFIFO()) return 'a named pipe';
  if (entry.isSocket()) return 'a socket';
  if (entry.isBlockDevice() || entry.isCharacterDevice()) return 'a device';
  if (entry.isDirectory()) return 'a folder';
  return 'something unknown';
}

/** By UTF-16 units, so that the order is the same in every locale. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
