import type { Diagnostic, Applicability, FileEdits } from '../analysis/diagnostic.ts';
import type { Migration } from '../analysis/migration.ts';
import type { RandomSource } from '../analysis/random.ts';
import type { Edit } from '../text/edit.ts';
import type { Range } from '../text/range.ts';
import type { Helpers } from './helpers/helperTypes.ts';
import type { ProjectRoute } from './routes.ts';
import type { Settings } from './settings.ts';
import type { PlanOptions, StaleBaseline, UpgradeItem, UpgradePlan } from './upgrade/upgradeTypes.ts';
import type { Clock, GrammarLoader, Logger, Workspace, WorkspaceFolder } from './workspace.ts';

export type { ProjectRoute } from './routes.ts';
export type { PlannedEdit, PlannedFile, PlanOptions, PlanProgress, StaleBaseline, UpgradeItem, UpgradePlan } from './upgrade/upgradeTypes.ts';

/** Everything the service needs from its host; it keeps no state beyond the instance. */
export interface LanguageServiceOptions {
  readonly workspace: Workspace;
  readonly migrations: readonly Migration[];
  readonly grammars: GrammarLoader;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
  /** Called when files changed without a call (a grammar arrived): ask `takeChanged`. */
  readonly onUpdate?: () => void;
  /**
   * Called when something speaks for a system of which there was no sign at the last scan: files that matter only to its migration were left out
   * then, so `scan` again.
   */
  readonly onOutgrown?: () => void;
  /** Other threads, with the same migrations; without them everything is done in this one. */
  readonly helpers?: Helpers | undefined;
}

/**
 * The editor-free facade: hosts feed it documents and ask. All offsets are UTF-16 units into the text last given
 * (or read); all URIs are strings. No method throws on bad input; unknown files give empty answers.
 */
export interface LanguageService {
  /** Whether the service has anything to say about files of this name (last path segment counts). */
  accepts(uri: string): boolean;

  /** Settings of one folder; takes effect with the next answer. A changed `exclude` needs a new `scan`. */
  configure(folder: WorkspaceFolder, settings: Settings): void;

  /** Reads all files of the folders (or of the one given) into the project index. Reports progress; stops within a file. */
  scan(options?: ScanOptions): Promise<ScanSummary>;

  /**
   * An editor's text stands for the file until `close`. Call on open and on every change, and for every open document when
   * `exclude` changed: an excluded file is not looked at, open or not.
   */
  open(document: OpenDocument): void;
  /** The file on disk counts again; the index reads it anew. */
  close(uri: string): Promise<void>;
  /** Files were created, changed or deleted on disk. Open documents are not touched. */
  refresh(uris: readonly string[]): Promise<void>;

  /**
   * The files whose diagnostics may differ since the last call, because of `open`, `close`, `refresh`, `scan` or
   * `configure` (their own text, or another file's facts that they depend on).
   */
  takeChanged(): readonly string[];

  /** Diagnostics of one file, sorted by position; `undefined` for a file the service does not know. */
  diagnose(uri: string): FileReport | undefined;
  /** The text of a document as the service has it, without analysing it; `undefined` for a file it does not know, or that has another text by now than when it was read. */
  text(uri: string): string | undefined;
  /** All files that the index holds, in path order. */
  files(): readonly string[];

  codeActions(uri: string, range: Range): readonly CodeAction[];
  /** Edits of `source.fixAll`: all safe fixes of the file to a fixed point, only those of one change or rule if given. */
  fixAll(uri: string, options?: { readonly only?: string; readonly applicability?: 'safe' | 'unsafe' }): readonly Edit[];
  hover(uri: string, offset: number): Hover | undefined;
  complete(uri: string, offset: number): readonly Completion[];
  definition(uri: string, offset: number): readonly FileLocation[];
  references(uri: string, offset: number): readonly FileLocation[];
  documentLinks(uri: string): readonly DocumentLink[];
  codeLenses(uri: string): readonly CodeLens[];

  /** What an upgrade would do, to a fixed point across files; writes nothing, and leaves the service as it was. */
  plan(options?: PlanOptions): Promise<UpgradePlan>;
  /** Items of one file as it is now, sorted by position, without what others would bring up; empty for an unknown file. */
  items(uri: string): readonly UpgradeItem[];
  /** What the baselines hold beyond the findings that there are. Looks at all files of folders that have a baseline and were scanned. */
  staleBaseline(options?: { readonly signal?: AbortSignal }): Promise<readonly StaleBaseline[]>;
  /** Active and inactive migrations with their evidence, one entry a project root. */
  detected(): readonly DetectedMigration[];
  /** The way of each project root through the versions of the systems that have an active migration there. */
  routes(): readonly ProjectRoute[];
  /** Guide text of a change (`BC-007`) or rule id as Markdown; `undefined` for an unknown id. Case does not matter. */
  explain(id: string): Explanation | undefined;
}

export interface OpenDocument {
  readonly uri: string;
  readonly version: number;
  readonly text: string;
}

export interface ScanOptions {
  readonly folder?: WorkspaceFolder;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
}

/** How far a scan is. First all files are looked at, while they are still being listed; then the few that may matter are read and judged, folder by folder. */
export type ScanProgress =
  | { readonly step: 'looking'; readonly scanned: number; readonly found: number }
  | { readonly step: 'reading'; readonly done: number; readonly total: number };

export interface ScanSummary {
  /** Files that the service accepts by name, seen in the folders. */
  readonly files: number;
  readonly scanned: number;
  readonly skipped: readonly { readonly uri: string; readonly reason: string }[];
  readonly cancelled: boolean;
}

export interface FileReport {
  readonly uri: string;
  /** Of the open document; `undefined` for a file on disk. */
  readonly version: number | undefined;
  /** That the ranges point into. Empty for a closed file of which there is nothing to say. */
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
  /** How many findings the baseline took out of `diagnostics`. */
  readonly accepted: number;
  /** Set when the file was not analysed: what and why, for the user. */
  readonly skipped?: string;
  /** The disk has another text by now than the one that was read, or none; `skipped` says so, too. */
  readonly outdated?: true;
}

export interface CodeAction {
  /** With the tier: `Rename to GL_ENV (safe)`. */
  readonly title: string;
  /** `quickfix`, `source.fixAll.upguide`, … */
  readonly kind: string;
  readonly preferred: boolean;
  /** Whether the user should look before the edits are made. */
  readonly applicability: 'safe' | 'unsafe';
  /** The diagnostics it settles; empty for actions on the file. */
  readonly diagnostics: readonly Diagnostic[];
  /** Edits of all files it touches, made when called. */
  readonly edits: () => readonly FileEdits[];
}

export interface Hover {
  readonly range: Range;
  readonly markdown: string;
}

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value' | 'enum' | 'variable' | 'snippet';
  readonly detail?: string;
  readonly markdown?: string;
  readonly deprecated?: boolean;
  readonly edit: Edit;
  /** Orders the list; smaller first. */
  readonly sort: string;
  /** What the text that `edit` replaces is compared with; the label without it. */
  readonly filter?: string;
}

export interface FileLocation {
  readonly uri: string;
  readonly range: Range;
}

export interface DocumentLink {
  readonly range: Range;
  readonly target: string;
  readonly tooltip: string;
}

export interface CodeLens {
  readonly range: Range;
  readonly title: string;
  /** Edits of the file, made when called; `applicability` tells whether to ask first. */
  readonly edits: () => readonly Edit[];
  readonly applicability: Applicability;
}

export interface DetectedMigration {
  readonly migration: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** URI of the project root. */
  readonly root: string;
  readonly state: 'active' | 'off';
  /** Each `file: what`, file relative to the workspace folder. `settings: switched on` when the user did it. */
  readonly evidence: readonly string[];
}

export interface Explanation {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}
