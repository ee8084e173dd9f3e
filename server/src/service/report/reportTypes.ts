import type { Applicability, Lifecycle, Message } from '../../analysis/diagnostic.ts';

/** Everything that the report says, as plain data: made by `buildReport`, written down by `renderReport`. */
export interface ReportModel {
  /** ISO date of the day that it tells about. */
  readonly today: string;
  /** The workspace's folders; a path of the report starts with the folder's name where there are several. */
  readonly folders: readonly ReportWorkspaceFolder[];
  /** Migrations that are active somewhere, or that have something left. */
  readonly migrations: readonly ReportMigration[];
  /** The way through the versions: one entry for each project root and system. */
  readonly routes: readonly ReportRoute[];
  /** What no migration owns (syntax, schemas), by rule; only rules with places. */
  readonly others: readonly ReportChange[];
  readonly totals: ReportProgress;
  readonly files: ReportFiles;
  /** By folder, the one with the most places first. */
  readonly byFolder: readonly ReportFolder[];
  /** Newest first. */
  readonly runs: readonly ReportRun[];
  readonly baseline: ReportBaseline;
  /** Why nothing is left, one sentence each; empty while something is. */
  readonly whyNothing: readonly string[];
}

export interface ReportWorkspaceFolder {
  readonly uri: string;
  readonly name: string;
}

/** Numbers of places. `done` counts what runs have changed and what people marked as done, the others what is left. */
export interface ReportProgress {
  readonly done: number;
  readonly safe: number;
  readonly unsafe: number;
  readonly manual: number;
}

export interface ReportMigration {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  readonly guideTitle: string;
  /** One entry a project root, in the order of detection. */
  readonly projects: readonly ReportProject[];
  readonly progress: ReportProgress;
  /** All entries of the guide in its order, also those without any place; after them the rules that come from no entry, with places. */
  readonly changes: readonly ReportChange[];
  /** The guide's own table of effort and risk; empty where it has none. */
  readonly effort: readonly ReportEffort[];
  /** What the guide asks for, in its order. */
  readonly steps: readonly ReportStep[];
  /** When old forms stop working, soonest first. */
  readonly timeline: readonly ReportRemoval[];
}

/** Why a migration is active in a project. */
export interface ReportProject {
  /** Relative path of the root, `.` for the folder itself. */
  readonly path: string;
  readonly state: 'active' | 'off';
  /** Each `file: what`. */
  readonly evidence: readonly string[];
}

/** The way of one project root through the versions of one system. */
export interface ReportRoute {
  /** Id of the system: that of its migration, where it has one. */
  readonly system: string;
  readonly title: string;
  /** Relative path of the root, `.` for the folder itself. */
  readonly path: string;
  /** The oldest version that the root states; `undefined` when nothing states one: then the hops are those of the active migrations alone. */
  readonly current: string | undefined;
  /** What states a version, the oldest first; `evidence` is `file: what`. */
  readonly stated: readonly { readonly version: string; readonly evidence: string }[];
  /** Where the settings want to go. */
  readonly target: string | undefined;
  /** In order. */
  readonly hops: readonly ReportHop[];
  /** Versions of migrations that lead back to the first of them, which is also the last. */
  readonly cycle: readonly string[] | undefined;
}

/** From one version to the next. */
export interface ReportHop {
  readonly from: string;
  readonly to: string;
  /** `rules`: migrations serve it; `manual`: a guide leaves it to people; `gap`: no guide knows it. */
  readonly kind: 'rules' | 'manual' | 'gap';
  /** What the guide says of it. */
  readonly by: string | undefined;
  /** The root states a version that is not older than `to`; the hop is told of because it has places. */
  readonly passed: boolean;
  /** The guides with rules for it, and whether these are active in the root. */
  readonly guides: readonly { readonly migration: string; readonly title: string; readonly active: boolean }[];
  /** Of these rules in the root. */
  readonly progress: ReportProgress;
  /** Changes with something left, in the order of the guides. */
  readonly changes: readonly { readonly id: string; readonly title: string; readonly left: number }[];
}

/** An entry of the guide, or a rule that comes from none. */
export interface ReportChange {
  /** `BC-007`, or the id of the rule; empty for what a journal tells nothing more about. */
  readonly id: string;
  readonly title: string;
  /** `undefined` for what is no part of the guide. */
  readonly impact: 'low' | 'medium' | 'high' | undefined;
  readonly progress: ReportProgress;
  /** Files with something left. */
  readonly files: number;
  /** What is left, and what was marked as done by hand: by path, then by place. */
  readonly items: readonly ReportItem[];
}

export interface ReportItem {
  readonly id: string;
  readonly place: ReportPlace;
  readonly message: Message;
  readonly applicability: Applicability;
  readonly lifecycle: Lifecycle | undefined;
  /** Title of the fix that the upgrade would take. */
  readonly fix: string | undefined;
  /** Marked as done by a person. */
  readonly done: boolean;
}

/** A line of a file. */
export interface ReportPlace {
  readonly uri: string;
  /** For people: relative, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** A row of the guide's table. */
export interface ReportEffort {
  readonly component: string;
  /** Ids of the changes that it is about. */
  readonly changes: readonly string[];
  readonly complexity: 'low' | 'medium' | 'high';
  readonly risk: 'low' | 'medium' | 'high';
  /** What the guide says that all of it takes by hand. */
  readonly minutes: { readonly least: number; readonly most: number };
  /** Places left of its changes; 0 means that nothing of it is left to do. */
  readonly left: number;
}

export interface ReportStep {
  readonly phase: 'before' | 'upgrade' | 'after';
  readonly title: string;
  /** Offered, never run. */
  readonly command: string | undefined;
  /** Id of a script that `upguide script` writes to files. */
  readonly script: string | undefined;
  /** The guide's entry that it belongs to. */
  readonly change: string | undefined;
  /** Whether it belongs to an entry of which there was nothing in the files: then it may not be needed. */
  readonly unfounded: boolean;
}

/** The day on which a version takes old forms away. */
export interface ReportRemoval {
  /** ISO date. */
  readonly date: string;
  readonly version: string;
  readonly past: boolean;
  /** Ids of the changes whose old forms go. */
  readonly changes: readonly string[];
  /** Places left of these changes. */
  readonly left: number;
}

export interface ReportFolder {
  /** `.` for the files at the top. */
  readonly path: string;
  readonly progress: ReportProgress;
  /** Files with something left. */
  readonly files: number;
}

export interface ReportFiles {
  readonly looked: number;
  /** With something left. */
  readonly affected: number;
  /** Could not be read or analysed. */
  readonly skipped: readonly ReportFileReason[];
  /** Left alone by the plan because a check failed. */
  readonly refused: readonly ReportFileReason[];
}

export interface ReportFileReason {
  readonly uri: string;
  readonly path: string;
  readonly reason: string;
}

/** What an upgrade has done. */
export interface ReportRun {
  readonly id: string;
  /** ISO time in UTC. */
  readonly started: string;
  readonly title: string;
  readonly origin: 'cli' | 'editor' | 'server';
  readonly state: 'done' | 'rolledBack' | 'interrupted' | 'damaged';
  readonly files: readonly ReportRunFile[];
  readonly changes: readonly ReportRunChange[];
}

export interface ReportRunFile {
  readonly uri: string;
  readonly path: string;
  /** As the run left it, as it was before, something else, gone. */
  readonly now: 'new' | 'old' | 'changed' | 'missing';
  readonly places: number;
}

export interface ReportRunChange {
  /** Of the guide; `undefined` for a rule that comes from none. */
  readonly change: string | undefined;
  readonly title: string;
  readonly applicability: Applicability;
  readonly places: number;
}

/** Findings that were accepted. */
export interface ReportBaseline {
  readonly accepted: number;
  /** Entries that match nothing any more. */
  readonly stale: number;
}
