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
  /** Findings in the whole workspace. */
  readonly findings: { readonly total: number; readonly safe: number; readonly unsafe: number; readonly manual: number };
  readonly files: { readonly scanned: number; readonly skipped: readonly { readonly uri: string; readonly reason: string }[] };
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
}

/** Notification from the client when another YAML extension comes or goes. */
export const yamlSyntaxNotification = 'upguide/yamlSyntaxReportedElsewhere';
export interface YamlSyntaxParams {
  readonly reportedElsewhere: boolean;
}

/** Command ids that the server puts into code lenses and code actions; clients without them still get plain edits. */
export const explainCommand = 'upguide.explainChange';
