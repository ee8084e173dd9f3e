/** Files as the service sees them. Hosts implement it over disk, tests in memory. URIs are strings such as `file:///a/b`. */
export interface Workspace {
  readonly folders: readonly WorkspaceFolder[];
  /**
   * Lists the files of a folder, each once, never following a symbolic link out of it or into a loop. Skips what git
   * ignores (but not `.env` files), generated and vendored folders, and what `exclude` matches.
   */
  list(folder: WorkspaceFolder, options: ListOptions): AsyncIterable<ListedFile>;
  /** Reads one file; never throws. */
  read(uri: string): Promise<ReadResult>;
  /** As `read`, at once: for single files that were read before, where somebody has to have the answer now. */
  readNow(uri: string): ReadResult;
  /**
   * Shows the bytes of a file that `read` may be able to give, for a first look, and gives what `use` makes of them; `undefined` when there are none to
   * show. They are there only during the call: other files are read into the same memory. Never throws, but what `use` throws.
   */
  withBytes<T>(uri: string, use: (bytes: Uint8Array) => T): Promise<T | undefined>;
  /** Whether `list` would give this file: not excluded, ignored, vendored or generated. */
  includes(folder: WorkspaceFolder, uri: string, exclude: readonly string[]): Promise<boolean>;
  /** Whether a glob of `exclude` matches the file or a folder above it. Asked on every keystroke: no I/O. */
  excludes(folder: WorkspaceFolder, uri: string, exclude: readonly string[]): boolean;
  /** Whether git ignores the file; `undefined` outside a git repository. */
  ignoredByGit(uri: string): Promise<boolean | undefined>;
}

export interface WorkspaceFolder {
  readonly uri: string;
  readonly name: string;
}

export interface ListOptions {
  /** Globs relative to the folder. */
  readonly exclude: readonly string[];
  /** Takes a path relative to the folder, with `/`. Only files it accepts are listed. */
  readonly accepts: (relativePath: string) => boolean;
  readonly signal?: AbortSignal;
}

export type ListedFile =
  | { readonly kind: 'file'; readonly uri: string }
  /** Accepted by name, but cannot be read as a file (a folder named `pack.yaml`, a loop, no permission). */
  | { readonly kind: 'skipped'; readonly uri: string; readonly reason: string };

export type ReadResult =
  | { readonly kind: 'text'; readonly text: string; readonly bom: boolean }
  /** There is no such file (any more). */
  | { readonly kind: 'missing' }
  /** Too large, not text, unreadable, gone: `reason` says it to the user, with what to do. */
  | { readonly kind: 'skipped'; readonly reason: string };

/** What `Workspace.withBytes` shows for a text in memory. */
export function encodedText(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : new TextEncoder().encode(text);
}

/** Takes the URI of an accepted file and its size in bytes. Larger files are skipped and counted. */
export const maxFileBytes = 10 * 1024 * 1024;

export interface Logger {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Today's date; injected so that tests fix it. */
export interface Clock {
  /** ISO date, `2026-11-21`. */
  today(): string;
}

/** Gives the bytes of a tree-sitter grammar. */
export interface GrammarLoader {
  /** `python`, …; rejects when the grammar is not shipped. */
  load(language: string): Promise<Uint8Array>;
  /** The bytes of the tree-sitter engine. */
  engine(): Promise<Uint8Array>;
}
