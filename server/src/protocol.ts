/**
 * What client and server say to each other beyond LSP. The only server file that the client imports.
 * Positions are LSP's: lines and UTF-16 characters from 0.
 */

/** Sent by a client as `initializationOptions`; every field may be missing (plain LSP editors send none). */
export interface InitializationOptions {
  /** Prefix that makes a link to a change's page, e.g. `vscode://upguide.upguide/explain/`. Without it: the web pages. */
  readonly explainUri?: string;
  /** Another extension reports YAML syntax errors and duplicate keys, so this server must not. */
  readonly yamlSyntaxReportedElsewhere?: boolean;
}

export interface ProtocolPosition {
  readonly line: number;
  readonly character: number;
}

export interface ProtocolRange {
  readonly start: ProtocolPosition;
  readonly end: ProtocolPosition;
}

/**
 * The files that may hold something, as glob patterns by name: those the client sends when they are open, and the server watches. Wider than what
 * the server accepts (`service/fileKinds.ts`), which decides by name and content.
 */
export const filePatterns: readonly string[] = [
  '**/*.{yaml,yml,tpl,j2}',
  '**/{.env,.env.*,.envrc,.bashrc,.bash_profile,.profile,.zshrc,.zprofile}',
  '**/*.{py,pyw,ts,tsx,mts,cts,js,jsx,mjs,cjs,rs}',
  '**/*.{sh,bash,zsh,ksh,bats,envrc,bat,cmd,BAT,CMD,ps1,psm1,PS1,PSM1}',
  '**/{Makefile,makefile,GNUmakefile,Dockerfile,Dockerfile.*,Containerfile,Containerfile.*,Pipfile,pyproject.toml,Cargo.toml,package.json,.python-version,.nvmrc,.node-version,runtime.txt,supervisord.conf}',
  '**/*.{mk,dockerfile,Dockerfile,ini,cfg,service,socket,timer,sql,graphql,graphqls,gql,md,MD,markdown,mdx}',
  '**/{config,workflow-engine}.toml',
  '**/{config,workflow-engine}[.-]*.toml',
  '**/*{requirements,constraints,Requirements,Constraints}*.{txt,in}',
  '**/requirements/*.{txt,in}',
  '**/*.{json,jsonc,jsonl,ndjson}',
];

/** Request: what an upgrade would change. Nothing is written. */
export const planRequest = 'upguide/plan';
export interface PlanParams {
  /** Files or folders; the whole workspace when missing. */
  readonly uris?: readonly string[];
  readonly applicability: 'safe' | 'unsafe';
}
export interface PlanResult {
  readonly files: readonly PlanFile[];
  readonly refused: readonly { readonly uri: string; readonly reason: string }[];
}
export interface PlanFile {
  readonly uri: string;
  /** Version of the open document that the edits are for; `null` for a file on disk. */
  readonly version: number | null;
  readonly edits: readonly PlanEdit[];
}
export interface PlanEdit {
  /** Edits of one fix share this number, within their file. They belong together: take all of them or none. */
  readonly fix: number;
  readonly range: ProtocolRange;
  readonly newText: string;
  readonly applicability: 'safe' | 'unsafe';
  readonly title: string;
  readonly rule: string;
  readonly change: string | null;
}

/** Request: the page of a change or rule; `null` for an unknown id. */
export const explainRequest = 'upguide/explain';
export interface ExplainParams {
  readonly id: string;
}
export interface ExplainResult {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

/** Request: ids and titles of everything `explain` knows, for a pick list. */
export const explainableRequest = 'upguide/explainable';
export type ExplainableResult = readonly { readonly id: string; readonly title: string }[];

/** Request: what the guides have people run themselves, in the variants there are. */
export const scriptsRequest = 'upguide/scripts';
export type ScriptsResult = readonly ProtocolScript[];
export interface ProtocolScript {
  /** `greenlang/database`. */
  readonly id: string;
  readonly title: string;
  readonly variants: readonly {
    readonly id: string;
    readonly title: string;
    /** The script first, then the one that takes it back. */
    readonly files: readonly { readonly name: string; readonly language: string; readonly text: string }[];
  }[];
}

/** Notification from the server, after every scan or change of detection; also an answer to `statusRequest`. */
export const statusNotification = 'upguide/status';
export const statusRequest = 'upguide/currentStatus';
export interface Status {
  readonly scanning: boolean;
  readonly migrations: readonly StatusMigration[];
  /** One for each project root and system with an active migration there. */
  readonly routes?: readonly ProtocolRoute[];
  /** Findings in the whole workspace. */
  readonly findings: { readonly total: number; readonly safe: number; readonly unsafe: number; readonly manual: number };
  readonly files: { readonly scanned: number; readonly skipped: readonly { readonly uri: string; readonly reason: string }[] };
  /** Runs (and rollbacks) whose process ended midway: they wait for `recoverRequest`. */
  readonly interrupted: readonly ProtocolRun[];
}
export interface StatusMigration {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** URI of the project root. */
  readonly root: string;
  readonly active: boolean;
  readonly evidence: readonly string[];
  /** The migration file that it comes from, relative to the workspace folder; none for those that are shipped. */
  readonly file?: string;
}

/** The way of a project root through the versions of a system. */
export interface ProtocolRoute {
  /** Id of the system; that of its migration, where it has one. */
  readonly system: string;
  readonly title: string;
  /** URI of the project root. */
  readonly root: string;
  /** Ids of the migrations that are active in the root. */
  readonly active: readonly string[];
  /** The oldest version that the root states; `null` when nothing states one: then the hops are those of the active migrations alone. */
  readonly current: string | null;
  /** In order; those that the stated version has behind it come first. */
  readonly hops: readonly ProtocolHop[];
  /** Versions that lead back to the first of them, which is also the last. */
  readonly cycle: readonly string[] | null;
}
export interface ProtocolHop {
  readonly from: string;
  readonly to: string;
  /** `rules`: migrations serve it; `manual`: a guide leaves it to people; `gap`: no guide knows it. */
  readonly kind: 'rules' | 'manual' | 'gap';
  /** What the guide says of it. */
  readonly by: string | null;
  /** Ids of the migrations that serve it, also of those that are not active here. */
  readonly migrations: readonly string[];
  readonly passed: boolean;
}

/** Notification from the client when another YAML extension comes or goes. */
export const yamlSyntaxNotification = 'upguide/yamlSyntaxReportedElsewhere';
export interface YamlSyntaxParams {
  readonly reportedElsewhere: boolean;
}

/** Command ids that the server puts into code lenses and code actions; clients without them still get plain edits. */
export const explainCommand = 'upguide.explainChange';

// The upgrade as a transaction. Items are what a person ticks; the server plans, writes and keeps the journal.

/** One thing that the upgrade would do, or that is left to a person. */
export interface ProtocolItem {
  /** Stable while the place itself does not change: survives edits elsewhere, new plans and restarts. */
  readonly id: string;
  readonly uri: string;
  readonly range: ProtocolRange;
  readonly migration: string;
  readonly change: string | null;
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  /** The message as one text. */
  readonly message: string;
  readonly applicability: 'safe' | 'unsafe' | 'manual';
  /** Title of the fix that the upgrade would take; `null` for a manual item. */
  readonly fix: string | null;
}

/**
 * Request: everything that is old in the workspace, with progress (`workDoneToken`, in files), and streamed
 * (`partialResultToken`: each part is a list of `ProtocolFileItems`, and the answer then has no items). From then on the server sends
 * `itemsNotification` for every file that changes.
 */
export const itemsRequest = 'upguide/items';
export interface ItemsParams {
  readonly workDoneToken?: string | number;
  readonly partialResultToken?: string | number;
}
export interface ItemsResult {
  readonly items: readonly ProtocolItem[];
  /** False when it was cancelled. */
  readonly complete: boolean;
  readonly migrations: readonly ProtocolMigration[];
  /** How many findings the baselines have taken out of the items. */
  readonly accepted?: number;
}
/** Notification from the server: the items of these files are these now (none: the file has nothing any more). */
export const itemsNotification = 'upguide/itemsChanged';
export interface ProtocolFileItems {
  readonly uri: string;
  readonly items: readonly ProtocolItem[];
}
export interface ItemsChangedParams {
  readonly files: readonly ProtocolFileItems[];
}
/** A migration that is active somewhere, with its guide's entries in the guide's order. */
export interface ProtocolMigration {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly { readonly id: string; readonly title: string; readonly impact: 'low' | 'medium' | 'high' }[];
  /** What to do before and after, from the guide; `command` is offered in a terminal and never run by itself. */
  readonly checklist: readonly ProtocolStep[];
  readonly followUps: readonly ProtocolStep[];
}
export interface ProtocolStep {
  readonly title: string;
  readonly command?: string;
  /** Id of a script (`greenlang/database`) that `scriptsRequest` has. */
  readonly script?: string;
  /** The guide's entry that it belongs to. */
  readonly change?: string;
}

/** Request: one file before and after the chosen items and what safely follows from them in it (all of its fixable ones without `items`). `null`: nothing would change. */
export const previewRequest = 'upguide/preview';
export interface PreviewParams {
  readonly uri: string;
  readonly items?: readonly string[];
}
export type PreviewResult = { readonly before: string; readonly after: string } | null;

/**
 * Request: applies the chosen items, and what follows from them in other files as far as it is safe. Closed files are written by the server, with a journal; open
 * documents are edited through the editor (`workspace/applyEdit`), which saves those that had no unsaved changes. Plans anew first: nothing is applied to a text nobody planned for.
 */
export const applyRequest = 'upguide/apply';
export interface ApplyParams {
  /** Ids of items. Without it: all of `applicability`. */
  readonly items?: readonly string[];
  readonly applicability?: 'safe' | 'unsafe';
  readonly uris?: readonly string[];
  /** Documents with unsaved changes that the user wants left alone. */
  readonly leave?: readonly string[];
  readonly workDoneToken?: string | number;
}
export interface ApplyResult {
  /** One run a workspace folder; none when nothing was written by the server. */
  readonly runs: readonly RunReference[];
  readonly files: readonly { readonly uri: string; readonly outcome: 'written' | 'edited' | 'unchanged' | 'refused' | 'failed'; readonly reason?: string }[];
  readonly applied: { readonly safe: number; readonly unsafe: number };
  /** Why nothing at all was done (a live run of somebody else, an unfinished one, a full disk). */
  readonly problem?: string;
}

/** Request: the runs in the journals of all folders, newest first. */
export const runsRequest = 'upguide/runs';
export type RunsResult = readonly ProtocolRun[];
export interface RunReference {
  /** URI of the workspace folder. */
  readonly root: string;
  readonly id: string;
}
export interface ProtocolRun extends RunReference {
  /** ISO time. */
  readonly started: string;
  readonly origin: 'cli' | 'editor' | 'server';
  readonly title: string;
  /** `prepared`: it (or its rollback) is under way, or was interrupted. */
  readonly state: 'prepared' | 'done' | 'rolledBack' | 'damaged';
  /** Its process ended midway: it waits for `recoverRequest`. */
  readonly interrupted: boolean;
  /** Its rollback has begun: it can be restored, and not finished any more. */
  readonly restoring?: boolean;
  /** For `damaged`: what is wrong with the journal, with what to do. */
  readonly problem?: string;
  readonly files: readonly {
    readonly uri: string;
    /** What is on disk now, by hash: as the run left it, as it was before, something else, nothing. */
    readonly now: 'new' | 'old' | 'changed' | 'missing';
    readonly changes: readonly { readonly change: string | null; readonly rule: string; readonly title: string; readonly applicability: 'safe' | 'unsafe'; readonly count: number }[];
  }[];
}

/** Request: takes a run back, byte for byte. Files that changed since are refused unless forced. */
export const rollbackRequest = 'upguide/rollback';
export interface RollbackParams extends RunReference {
  /** Only these files; all without it. */
  readonly uris?: readonly string[];
  readonly force?: boolean;
  readonly workDoneToken?: string | number;
}
export interface RollbackResult {
  /** `written`: only by `finish`. */
  readonly files: readonly { readonly uri: string; readonly outcome: 'restored' | 'written' | 'unchanged' | 'refused' | 'failed'; readonly reason?: string }[];
  readonly problem?: string;
}

/** Request: finishes an interrupted run, or restores all of its files. Does nothing while a document whose file it would write has unsaved changes. */
export const recoverRequest = 'upguide/recover';
export interface RecoverParams extends RunReference {
  readonly action: 'finish' | 'restore';
  readonly workDoneToken?: string | number;
}
export type RecoverResult = RollbackResult;

/** Request: a file's text before a run; `null` when the run does not have it. */
export const originalRequest = 'upguide/original';
export interface OriginalParams extends RunReference {
  readonly uri: string;
}
export type OriginalResult = { readonly text: string } | null;

/** Request: accepts today's items (all, or those named) into `.upguide/baseline.json`, or takes entries out that match nothing any more, or all. */
export const baselineRequest = 'upguide/baseline';
export interface BaselineParams {
  readonly action: 'accept' | 'prune' | 'clear';
  readonly items?: readonly string[];
}
export interface BaselineResult {
  readonly accepted: number;
  readonly stale: number;
  readonly files: readonly string[];
  readonly problem?: string;
}

/** Request: the report on the whole upgrade, as a page or as Markdown. */
export const reportRequest = 'upguide/report';
export interface ReportParams {
  readonly format: 'html' | 'markdown';
  /** For a webview: value for `nonce` and `cspSource`; a saved page brings its own style and has no script. */
  readonly webview?: { readonly nonce: string; readonly cspSource: string };
  /** URI of the folder that the report is saved in: links are relative to it. Default: the first workspace folder. */
  readonly folder?: string;
  /** Ids of manual items that the user has marked as done. */
  readonly markedDone?: readonly string[];
  readonly workDoneToken?: string | number;
}
export interface ReportResult {
  readonly text: string;
}
/** Posted by the report's page in a webview to the client: a place was chosen (`line` from 0), or the report is to be saved. */
export type ReportMessage =
  | { readonly type: 'open'; readonly uri: string; readonly line: number }
  | { readonly type: 'save'; readonly format: 'html' | 'markdown' };

/** Commands for editors without a client of their own (`workspace/executeCommand`); the argument is `ApplyParams` or `Partial<RollbackParams>`. */
export const applyUpgradeCommand = 'upguide.applyUpgrade';
export const rollbackUpgradeCommand = 'upguide.rollbackUpgrade';
