import { encodedText, type ListedFile, type ReadResult, type Workspace, type WorkspaceFolder } from '../../service/workspace.ts';

/** A workspace of one folder whose files are texts in memory. */
export interface ExampleWorkspace extends Workspace {
  readonly folder: WorkspaceFolder;
  uri(path: string): string;
}

/** Takes the files by their paths in the folder. Nothing is ignored, and there is no git. */
export function exampleWorkspace(files: ReadonlyMap<string, string>): ExampleWorkspace {
  const folder = { uri: 'example:/project', name: 'example' };
  const uri = (path: string): string => `${folder.uri}/${path.split('/').map(encodeURIComponent).join('/')}`;
  const byUri = new Map([...files].map(([path, text]) => [uri(path), text]));
  const readNow = (of: string): ReadResult => {
    const text = byUri.get(of);
    return text === undefined ? { kind: 'missing' } : { kind: 'text', text, bom: false };
  };
  return {
    folder,
    folders: [folder],
    uri,
    readNow,
    async *list(_folder, { accepts }): AsyncIterable<ListedFile> {
      for (const path of files.keys()) if (accepts(path)) yield await Promise.resolve({ kind: 'file', uri: uri(path) });
    },
    read: (of) => Promise.resolve(readNow(of)),
    withBytes: (of, use) => {
      const bytes = encodedText(byUri.get(of));
      return Promise.resolve(bytes && use(bytes));
    },
    includes: (_folder, of) => Promise.resolve(byUri.has(of)),
    excludes: () => false,
    ignoredByGit: () => Promise.resolve(undefined),
  };
}
