import type { Applicability, Lifecycle, Message, Severity } from '../../analysis/diagnostic.ts';
import type { Edit } from '../../text/edit.ts';
import type { Range } from '../../text/range.ts';

/** One thing that the upgrade would do, or that is left to a person: a finding with what the plan does about it. */
export interface UpgradeItem {
  /**
   * Stable while the code around does not change: survives edits elsewhere in the file (moved lines), new plans, restarts. Also the
   * key of the baseline (see `fingerprints`). Unique in a workspace folder.
   */
  readonly id: string;
  readonly uri: string;
  /** In the text that the plan began with; for a follow-up the place of the edits that brought it up. */
  readonly range: Range;
  readonly migration: string;
  /** The entry of the guide; `undefined` for syntax and plain schema findings. */
  readonly change: string | undefined;
  readonly rule: string;
  readonly severity: Severity;
  readonly lifecycle: Lifecycle | undefined;
  readonly message: Message;
  /** Of its bulk fix; `manual` without one. */
  readonly applicability: Applicability;
  /** Title of the bulk fix, without the tier. */
  readonly fix: string | undefined;
  /** Only there once others are applied (found in a later round). */
  readonly followUp: boolean;
}

/** What a plan is asked for. */
export interface PlanOptions {
  /** Files to change; all known files without it. */
  readonly uris?: readonly string[];
  /** `unsafe` includes the safe ones. Default `safe`. */
  readonly applicability?: 'safe' | 'unsafe';
  /** Only these change or rule ids; all without it. */
  readonly only?: readonly string[];
  /**
   * Which items may be applied; all of the tier without it. Follow-ups whose place lies inside edits of chosen items go with them; others
   * are asked for like all items. May be called several times for one item and must answer the same.
   */
  readonly items?: (item: UpgradeItem) => boolean;
  readonly signal?: AbortSignal;
  /** Called after each file of each round. */
  readonly onProgress?: (progress: PlanProgress) => void;
}

/** How far a plan is. */
export interface PlanProgress {
  /** Files planned and files to plan; `total` grows when files have to be looked at once more. */
  readonly done: number;
  readonly total: number;
  /** Items found so far. */
  readonly items: number;
  /** Those found since the last call. */
  readonly found: readonly UpgradeItem[];
}

/** What an upgrade would do; nothing of it is written. */
export interface UpgradePlan {
  /** All findings of the files asked for, whatever their tier: by file (in the order asked for), then by place. */
  readonly items: readonly UpgradeItem[];
  /** Only files whose text changes, in URI order. */
  readonly files: readonly PlannedFile[];
  /** Files with fixes that were left alone because a check failed (did not re-parse, did not settle): for the user. */
  readonly refused: readonly { readonly uri: string; readonly reason: string }[];
  /** Those of them that the disk has another text of, or none, than when they were read: to be read anew, and planned for again. */
  readonly outdated: readonly string[];
  /** `false` when the plan was cancelled, or files changed again and again while it was made: then something is missing. */
  readonly complete: boolean;
}

/** What the plan does to one file. */
export interface PlannedFile {
  readonly uri: string;
  /** Of the open document; `undefined` for a file on disk. */
  readonly version: number | undefined;
  readonly before: string;
  readonly after: string;
  /** Against `before`, sorted, not overlapping. All of them together give `after`. */
  readonly edits: readonly PlannedEdit[];
}

export interface PlannedEdit extends Edit {
  /** Edits of one fix share this number: some of them without the others would leave a file that nobody meant. */
  readonly fix: number;
  readonly applicability: 'safe' | 'unsafe';
  readonly title: string;
  readonly rule: string;
  readonly change: string | undefined;
  /** Ids of the items that it settles; several where edits of their fixes grew together. */
  readonly items: readonly string[];
}

/** Entries of a folder's baseline that match nothing any more: what they accepted is gone. */
export interface StaleBaseline {
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly ids: readonly string[];
}
