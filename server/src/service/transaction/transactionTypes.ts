import type { Applicability } from '../../analysis/diagnostic.ts';

/** What wrote to the workspace. */
export type RunOrigin = 'cli' | 'editor' | 'server';

/** One set of files to change together. */
export interface RunRequest {
  /** The workspace folder; the journal is `<root>/.upguide/runs/<id>/`. */
  readonly root: string;
  /** Further folders that files of `root` may lead to through symbolic links. */
  readonly roots?: readonly string[];
  readonly origin: RunOrigin;
  /** What the user sees in the list of runs: `GreenLang 0.2 → 0.3`. */
  readonly title: string;
  readonly files: readonly RunFile[];
  /** Heard until the first file is moved into place; from there on the run is completed. */
  readonly signal?: AbortSignal;
  /** Called for each file that is prepared and, after that, for each file that is moved: `total` is twice the number of files. */
  readonly onProgress?: (progress: RunProgress) => void;
}

export interface RunProgress {
  readonly done: number;
  readonly total: number;
  /** The file that was just dealt with. */
  readonly path: string;
}

/** One file to change. */
export interface RunFile {
  /** Absolute, inside `root`. */
  readonly path: string;
  /** The text that the change was made for, without byte order mark. Other bytes on disk stop the change of this file. */
  readonly before: string;
  readonly after: string;
  readonly changes: readonly RunChange[];
  /**
   * `disk`: the engine writes it. `editor`: it is open in an editor, which writes it; the engine keeps the original and the hash
   * of the new text, and the host calls `confirmEdited` once the editor has saved it.
   */
  readonly via: 'disk' | 'editor';
}

/** What was done to a file, in the words of a list: never an old or new value. */
export interface RunChange {
  readonly change: string | undefined;
  readonly rule: string;
  readonly title: string;
  readonly applicability: Applicability;
  readonly count: number;
}

/**
 * `written`: it has the new text (`via: 'editor'`: the original is kept, the editor may write). `unchanged`: it has the wanted text
 * already. `refused`: left alone on purpose. `failed`: the system did not let us. Refused and failed files are as they were.
 */
export interface RunFileResult {
  readonly path: string;
  readonly outcome: 'written' | 'unchanged' | 'refused' | 'failed';
  /** For `refused` and `failed`: what the user reads, with what to do. */
  readonly reason?: string;
}

export interface RunResult {
  /** Of the kept journal; `undefined` when nothing was changed, and so there is nothing to roll back. */
  readonly id: string | undefined;
  /** In the order of the request. */
  readonly files: readonly RunFileResult[];
  /**
   * `done`: every file has an outcome of its own. `stopped`: by the signal; nothing was changed. `failed`: nothing is changed (any
   * more). `unfinished`: the journal could not be brought to its end; finish or restore the run.
   */
  readonly state: 'done' | 'stopped' | 'failed' | 'unfinished';
  /** For `failed` and `unfinished`: what the user reads, with what to do. */
  readonly reason?: string;
}

/**
 * `prepared`: files are being moved, or were when the process ended. `done`. `restoring`: originals are being put back, or were when the
 * process ended. `restored`: it was taken back. `damaged`: the journal cannot be read, and is not trusted.
 */
export type RunState = 'prepared' | 'done' | 'restoring' | 'restored' | 'damaged';

/** A file now, told by its hash: the text of before the run, that of after it, another one, or no file. */
export type FileState = 'old' | 'new' | 'changed' | 'missing';

/** A run as lists show it. */
export interface RunSummary {
  readonly id: string;
  /** ISO 8601 in UTC; that of the id for a damaged run. */
  readonly started: string;
  /** `undefined` for a damaged run. */
  readonly origin: RunOrigin | undefined;
  /** Empty for a damaged run. */
  readonly title: string;
  readonly state: RunState;
  /** For `damaged`: what is wrong with the journal, with what to do. */
  readonly problem?: string;
  /** Empty for a damaged run. */
  readonly files: readonly RunSummaryFile[];
  /** Over all files, in the order of their first appearance. */
  readonly changes: readonly RunSummaryChange[];
}

export interface RunSummaryFile {
  /** Absolute. */
  readonly path: string;
  readonly via: 'disk' | 'editor';
  readonly changes: readonly RunChange[];
  readonly state: FileState;
}

export interface RunSummaryChange extends RunChange {
  /** In how many files; `count` is the number of places. */
  readonly files: number;
}

export interface RollbackOptions {
  /** Absolute paths; all files of the run without it. */
  readonly files?: readonly string[];
  /** Also put back files that were changed or deleted since. What this overwrites is kept in the run's folder. */
  readonly force?: boolean;
  /** Further folders that files of the root may lead to through symbolic links. */
  readonly roots?: readonly string[];
  readonly onProgress?: (progress: RunProgress) => void;
}

/** `restored`: it has its original bytes and mode again. `unchanged`: it had them already. The others as in a run. */
export interface RollbackFileResult {
  readonly path: string;
  readonly outcome: 'restored' | 'unchanged' | 'refused' | 'failed';
  readonly reason?: string;
  /** Where the text is that `force` has overwritten. */
  readonly kept?: string;
}

export interface RollbackResult {
  readonly id: string;
  readonly files: readonly RollbackFileResult[];
  /**
   * `done`: every file has an outcome of its own. `failed`: nothing was done (no such run, damaged, locked). `unfinished`: the journal
   * could not be brought to its end; restore the run again.
   */
  readonly state: 'done' | 'failed' | 'unfinished';
  readonly reason?: string;
}
