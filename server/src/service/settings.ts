import type { Severity } from '../analysis/diagnostic.ts';

/** What a user may set, per workspace folder. The same keys stand in `upguide.*` and in `.upguide/config.json`. */
export interface UserSettings {
  /** By migration id. `auto` (default): active where proven; `on`: counts as proof; `off`: silent. */
  readonly migrations: Readonly<Record<string, 'auto' | 'on' | 'off'>>;
  /** By migration id: the version the project goes to (`0.3`). Without it today's date decides what is removed. */
  readonly targetVersions: Readonly<Record<string, string>>;
  /** By change or rule id: a severity to use instead, or `off`. */
  readonly severities: Readonly<Record<string, Severity | 'off'>>;
  /** Globs relative to the folder, skipped beside what git ignores. */
  readonly exclude: readonly string[];
}

/** What holds for a workspace folder: what the user set, and what `.upguide/baseline.json` accepts. */
export interface Settings extends UserSettings {
  /** Ids of findings that are accepted: they are counted, not reported. Not there without a baseline. */
  readonly baseline?: ReadonlySet<string> | undefined;
}

export const defaultSettings: Settings = { migrations: {}, targetVersions: {}, severities: {}, exclude: [] };
