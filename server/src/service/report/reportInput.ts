import type { Applicability } from '../../analysis/diagnostic.ts';
import type { Migration } from '../../analysis/migration.ts';
import type { DetectedMigration, ProjectRoute, ScanSummary } from '../languageService.ts';
import type { UpgradeItem } from '../upgrade/upgradeTypes.ts';
import type { WorkspaceFolder } from '../workspace.ts';

/** What the report is made from: what the service knows, and what only the host can tell. */
export interface ReportInput {
  /** ISO date, from the clock. */
  readonly today: string;
  readonly folders: readonly WorkspaceFolder[];
  /** All that there are. */
  readonly migrations: readonly Migration[];
  readonly detected: readonly DetectedMigration[];
  readonly routes: readonly ProjectRoute[];
  /** What is left, in all files (`items` of the last plan, or of every file as it is now). */
  readonly items: readonly UpgradeItem[];
  /** The text that an item's place is in; `undefined` puts its items on line 1. */
  readonly text: (uri: string) => string | undefined;
  readonly scan: Pick<ScanSummary, 'scanned' | 'skipped'>;
  /** Of the last plan, where there was one. */
  readonly refused: readonly { readonly uri: string; readonly reason: string }[];
  /** From the journals of all folders, newest first. A `ProtocolRun` is one. */
  readonly runs: readonly ReportInputRun[];
  readonly baseline: { readonly accepted: number; readonly stale: number };
  /** Ids of manual items that a person has marked as done. */
  readonly markedDone?: ReadonlySet<string> | undefined;
}

export interface ReportInputRun {
  readonly id: string;
  /** ISO time in UTC. */
  readonly started: string;
  readonly origin: 'cli' | 'editor' | 'server';
  readonly title: string;
  /** `prepared`: it was interrupted. */
  readonly state: 'prepared' | 'done' | 'rolledBack' | 'damaged';
  readonly files: readonly {
    readonly uri: string;
    readonly now: 'new' | 'old' | 'changed' | 'missing';
    readonly changes: readonly ReportInputRunChange[];
  }[];
}

export interface ReportInputRunChange {
  /** The guide's entry; `null` or `undefined` for a rule that comes from none. */
  readonly change: string | null | undefined;
  /** Where it is known: tells the migration apart when two guides have a `BC-001`. */
  readonly rule?: string | undefined;
  readonly title: string;
  readonly applicability: Applicability;
  readonly count: number;
}
