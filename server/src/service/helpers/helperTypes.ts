import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { Passes } from '../fileSurvey.ts';
import type { PackedSummary } from '../packedSummary.ts';
import type { FileRecord } from '../projectIndex.ts';
import type { Settings } from '../settings.ts';
import type { WorkspaceFolder } from '../workspace.ts';
import type { PlainReport } from './plainReport.ts';
import type { SurveyPack } from './surveyPack.ts';

/** Other threads that look at files, read and judge them for a scan. What goes to them and what comes back is plain data. */
export interface Helpers {
  /** Starts as many beside the `running` ones as are worth it for some work; none where there is no other processor. */
  start(context: HelperContext, work: HelperWork, running: number): readonly Helper[];
  /** Lets everybody else have a turn. */
  pause(): Promise<void>;
}

/** What there is to do: to look at the bytes of so many files, or to read so many. */
export interface HelperWork {
  readonly kind: 'look' | 'read';
  readonly files: number;
}

/** One of them. It does one task after the other. Rejects when it is broken: then somebody else has to do the task, and this one gets no more. */
export interface Helper {
  look(task: LookTask): Promise<SurveyPack>;
  read(task: HelperTask): Promise<HelperAnswer>;
  stop(): void;
}

/** What is known before a helper begins. */
export interface HelperContext {
  readonly folders: readonly WorkspaceFolder[];
  /** By URI of a folder. */
  readonly settings: ReadonlyMap<string, Settings>;
  /** ISO date. */
  readonly today: string;
}

/** Files to look at. */
export interface LookTask {
  readonly uris: readonly string[];
}

/** A few files to read. */
export interface HelperTask {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly files: readonly FileTask[];
  /** With the first task the index, without texts: findings rest on the projects as they are then. */
  readonly records: readonly FileRecord[];
  /** Modules that are known with the first task, or became known since the last one. */
  readonly summaries: readonly PackedSummary[];
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
  readonly summary: PackedSummary | undefined;
  readonly record: FileRecord | undefined;
  readonly prepared: PlainReport | undefined;
}
