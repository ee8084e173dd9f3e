import path from 'node:path';
import type { ListedFile, ListOptions, ReadResult, Workspace, WorkspaceFolder } from '../service/workspace.ts';
import { searchMemory } from '../text/byteSearch/byteSearch.ts';
import { createExclude } from './exclude.ts';
import { ignoredByGit } from './gitIgnore.ts';
import { createPause } from './pause.ts';
import { ByteReader } from './readTextFile.ts';
import { pathOfUri, UriConverter } from './uris.ts';
import { isExcludedBelow, walkFolder, wouldList } from './walk.ts';
import type { Witness } from './witness.ts';

/** What a host may add to the folders. */
export interface DiskWorkspaceOptions {
  /** Absolute paths of files and folders that the user named: listed although git ignores them or their folder is skipped. */
  readonly named?: readonly string[];
  /** Is told of everything on the disk that `list`, `read` and `ignoredByGit` look at. */
  readonly witness?: Witness;
}

/** The files of this machine. Keeps nothing of them between calls. */
export function createDiskWorkspace(folders: readonly WorkspaceFolder[], options: DiskWorkspaceOptions = {}): Workspace {
  const { witness } = options;
  const pause = createPause();
  const uris = new UriConverter();
  const reader = new ByteReader(searchMemory);
  // One matcher a list of globs: `excludes` is asked on every keystroke.
  const matchers = new WeakMap<readonly string[], (relativePath: string) => boolean>();
  const readNow = (uri: string): ReadResult => {
    const file = uris.pathOfUri(uri);
    if (file === undefined) return { kind: 'skipped', reason: 'It is no file of this machine. Open it in the editor to have it checked.' };
    const result = reader.readText(file);
    if (result.kind !== 'text') witness?.unread(file, result);
    return result;
  };
  return {
    folders,
    list: (folder, listOptions) => listFolder(folder, listOptions, options, uris),
    readNow,

    async read(uri): Promise<ReadResult> {
      await pause();
      return readNow(uri);
    },

    async withBytes<T>(uri: string, use: (bytes: Uint8Array) => T): Promise<T | undefined> {
      const file = uris.pathOfUri(uri);
      if (file === undefined) return undefined;
      await pause();
      const result = reader.read(file);
      if (result.kind === 'bytes') return use(result.bytes);
      witness?.unread(file, result);
      return undefined;
    },

    includes(folder, uri, exclude): Promise<boolean> {
      const root = pathOfUri(folder.uri);
      const file = pathOfUri(uri);
      return Promise.resolve(root !== undefined && file !== undefined && wouldList(path.resolve(root), path.resolve(file), exclude, options.named));
    },

    excludes(folder, uri, exclude): boolean {
      if (exclude.length === 0) return false;
      const root = pathOfUri(folder.uri);
      const file = pathOfUri(uri);
      if (root === undefined || file === undefined) return false;
      const matcher = matchers.get(exclude) ?? createExclude(exclude);
      matchers.set(exclude, matcher);
      return isExcludedBelow(path.resolve(root), path.resolve(file), matcher);
    },

    ignoredByGit(uri): Promise<boolean | undefined> {
      const file = pathOfUri(uri);
      return Promise.resolve(file === undefined ? undefined : ignoredByGit(path.resolve(file), witness));
    },
  };
}

async function* listFolder(folder: WorkspaceFolder, options: ListOptions, { named = [], witness }: DiskWorkspaceOptions, uris: UriConverter): AsyncGenerator<ListedFile> {
  const root = pathOfUri(folder.uri);
  if (root === undefined) return;
  for (const found of await walkFolder(path.resolve(root), options, named, witness)) {
    if (options.signal?.aborted === true) return;
    const uri = uris.uriOfPath(found.path);
    yield found.skipped === undefined ? { kind: 'file', uri } : { kind: 'skipped', uri, reason: found.skipped };
  }
}
