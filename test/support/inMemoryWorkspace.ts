import picomatch from 'picomatch';
import { encodedText, type ListedFile, type Workspace, type WorkspaceFolder } from '../../server/src/service/workspace.ts';

/** A workspace whose files are strings by path (relative to the one folder). Changing `files` changes the "disk". */
export interface InMemoryWorkspace extends Workspace {
  readonly folder: WorkspaceFolder;
  readonly files: Map<string, string>;
  /** Paths that git ignores; `undefined` when the folder is no repository. */
  ignored: ReadonlySet<string> | undefined;
  uri(path: string): string;
  path(uri: string): string;
}

/** Makes one; takes the files by relative path. */
export function inMemoryWorkspace(files: Readonly<Record<string, string>>, folderUri = 'file:///workspace'): InMemoryWorkspace {
  const folder = { uri: folderUri, name: 'workspace' };
  const contents = new Map(Object.entries(files));
  const path = (uri: string): string => decodeURIComponent(uri.slice(folderUri.length + 1));
  const uriOf = (relative: string): string => `${folderUri}/${relative.split('/').map(encodeURIComponent).join('/')}`;
  const workspace: InMemoryWorkspace = {
    folder,
    folders: [folder],
    files: contents,
    ignored: undefined,
    uri: uriOf,
    path,
    async *list(_folder, { exclude, accepts }): AsyncIterable<ListedFile> {
      const excluded = picomatch([...exclude]);
      for (const relative of [...contents.keys()].sort()) {
        if (accepts(relative) && !excluded(relative)) yield { kind: 'file', uri: uriOf(relative) };
      }
    },
    read: (uri) => Promise.resolve(workspace.readNow(uri)),
    readNow(uri) {
      const text = contents.get(path(uri));
      return text === undefined ? { kind: 'missing' } : { kind: 'text', text, bom: false };
    },
    async withBytes(uri, use) {
      const result = await workspace.read(uri);
      const bytes = encodedText(result.kind === 'text' ? result.text : undefined);
      return bytes && use(bytes);
    },
    includes: () => Promise.resolve(true),
    excludes: (_folder, uri, exclude) => exclude.length > 0 && picomatch([...exclude])(path(uri)),
    ignoredByGit: (uri) => Promise.resolve(workspace.ignored?.has(path(uri))),
  };
  return workspace;
}
