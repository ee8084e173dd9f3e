/** What a path is, without following a link at its end. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

/** One entry of a folder, as the system knows it. */
export interface Entry {
  readonly kind: EntryKind;
  /** In bytes. */
  readonly size: number;
  /** Permission bits, `0o7777` at most. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly device: number;
  readonly inode: number;
  /** How many names (hard links) the file has. */
  readonly links: number;
}

/** Owner and permission bits that a file is to have. */
export interface Look {
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/**
 * The disk of a transaction, injected by the host. Paths are absolute, in the system's own spelling. Everything that touches the
 * disk may reject; `errorCode` and `describeError` tell what such an error means. Each operation is all there is to it: no
 * caching, no retrying.
 */
export interface Disk {
  /** A path below a folder. Names hold no separator. */
  join(folder: string, ...names: readonly string[]): string;
  /** The folder that holds a path. */
  parent(path: string): string;
  /** The path relative to a folder, with `/`; `undefined` when it lies outside of it. Says nothing about links. */
  relative(folder: string, path: string): string | undefined;
  /** The POSIX code of a failed operation (`ENOENT`). */
  errorCode(error: unknown): string | undefined;
  /** Why an operation failed, as the end of a sentence. */
  describeError(error: unknown): string;

  /** The path with all links followed. */
  realPath(path: string): Promise<string>;
  /** What is there; a link is not followed. */
  stat(path: string): Promise<Entry>;
  /** All bytes of a regular file. Never waits for a pipe: what is no regular file rejects. */
  read(path: string): Promise<Uint8Array>;
  /** The names in a folder. */
  list(folder: string): Promise<readonly string[]>;
  /** Rejects with `EACCES` or `EROFS` when the user may not write to the file, or not change the folder. */
  checkWritable(path: string): Promise<void>;

  /** Makes one folder; rejects with `EEXIST` when something is there. */
  makeFolder(path: string, mode: number): Promise<void>;
  /**
   * Makes a new file with these bytes, durably: rejects with `EEXIST` when something is there, and when not every byte arrived.
   * What a failed or killed call leaves behind may hold some of the bytes.
   */
  create(path: string, bytes: Uint8Array, mode: number): Promise<void>;
  /** Gives a file or folder these permission bits. */
  setMode(path: string, mode: number): Promise<void>;
  /** Gives a file this owner, where the user may, and these permission bits. */
  setLook(path: string, look: Look): Promise<void>;
  /** A second name for a file; rejects with `EEXIST` when the name is taken. Not every system can. */
  link(from: string, to: string): Promise<void>;
  /** Moves a file onto another one, or to a new name, in one step. Rejects with `EXDEV` between two devices. */
  rename(from: string, to: string): Promise<void>;
  /** Removes a file or a link. */
  remove(path: string): Promise<void>;
  /** Removes an empty folder. */
  removeFolder(path: string): Promise<void>;
  /** Makes what was renamed in a folder durable. Does nothing where the system cannot. */
  syncFolder(path: string): Promise<void>;
}
