import type { PythonSummary } from '../../facts/python/summary.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { Passes } from '../fileSurvey.ts';
import type { FileRecord } from '../projectIndex.ts';
import type { Settings } from '../settings.ts';
import type { WorkspaceFolder } from '../workspace.ts';
import type { PlainReport } from './plainReport.ts';

/** Other threads that read and judge files for a scan. What goes to them and what comes back is plain data. */
export interface Helpers {
  /** Starts as many as are worth it for so many files; none where there is no other processor. */
  start(context: LateContext, files: number): readonly Helper[];
  /** Lets everybody else have a turn. */
  pause(): Promise<void>;
}

/** One of them. It does one task after the other. */
export interface Helper {
  /** Rejects when the helper is broken: then somebody else has to do the task, and this one gets no more. */
  read(task: HelperTask): Promise<HelperAnswer>;
  stop(): void;
}

/** A context of which the large parts are made only when a helper is started. */
export interface LateContext extends Omit<HelperContext, 'records' | 'summaries'> {
  readonly records: () => HelperContext['records'];
  readonly summaries: () => HelperContext['summaries'];
}

/** What is known before a helper begins. */
export interface HelperContext {
  readonly folders: readonly WorkspaceFolder[];
  /** By URI of a folder. */
  readonly settings: ReadonlyMap<string, Settings>;
  /** ISO date. */
  readonly today: string;
  /** The index, without texts. */
  readonly records: readonly FileRecord[];
  /** Modules that are known already. */
  readonly summaries: readonly PythonSummary[];
}

/** A few files to read. */
export interface HelperTask {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly files: readonly FileTask[];
  /** Modules that became known since the last task. */
  readonly summaries: readonly PythonSummary[];
}

/** A file of which something is wanted. */
export interface FileTask extends Passes {
  readonly uri: string;
  /** The languages in which rules may find something in it (YAML may turn out to be a template). None: only what others see of a Python module is wanted. */
  readonly languages: readonly ParsedFile['language'][];
}

/** What became of a task: for each of its files something, in order. */
export interface HelperAnswer {
  readonly files: readonly FileAnswer[];
  /** Rules that broke down, and other faults, for the log. */
  readonly faults: readonly HelperFault[];
}

export type HelperFault =
  | { readonly kind: 'rule'; readonly rule: string; readonly error: string }
  | { readonly kind: 'log'; readonly level: 'warn' | 'error'; readonly message: string };

export interface FileAnswer {
  /** What others see of a Python module; `undefined` when it could not be read. */
  readonly summary: PythonSummary | undefined;
  readonly record: FileRecord | undefined;
  readonly prepared: PlainReport | undefined;
}
