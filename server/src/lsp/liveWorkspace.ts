import type { ListedFile, ListOptions, ReadResult, Workspace, WorkspaceFolder } from '../service/workspace.ts';

/** A workspace whose folders come and go while the editor runs. */
export class LiveWorkspace implements Workspace {
  readonly #create: (folders: readonly WorkspaceFolder[]) => Workspace;
  #current: Workspace;

  constructor(create: (folders: readonly WorkspaceFolder[]) => Workspace, folders: readonly WorkspaceFolder[]) {
    this.#create = create;
    this.#current = create(folders);
  }

  get folders(): readonly WorkspaceFolder[] {
    return this.#current.folders;
  }

  /** Replaces the folders. What git ignores is looked up anew, too. */
  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#current = this.#create(folders);
  }

  list(folder: WorkspaceFolder, options: ListOptions): AsyncIterable<ListedFile> {
    return this.#current.list(folder, options);
  }

  read(uri: string): Promise<ReadResult> {
    return this.#current.read(uri);
  }

  readNow(uri: string): ReadResult {
    return this.#current.readNow(uri);
  }

  withBytes<T>(uri: string, use: (bytes: Uint8Array) => T): Promise<T | undefined> {
    return this.#current.withBytes(uri, use);
  }

  includes(folder: WorkspaceFolder, uri: string, exclude: readonly string[]): Promise<boolean> {
    return this.#current.includes(folder, uri, exclude);
  }

  excludes(folder: WorkspaceFolder, uri: string, exclude: readonly string[]): boolean {
    return this.#current.excludes(folder, uri, exclude);
  }

  ignoredByGit(uri: string): Promise<boolean | undefined> {
    return this.#current.ignoredByGit(uri);
  }
}
