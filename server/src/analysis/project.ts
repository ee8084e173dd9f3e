import type { EnvironmentFact, FieldTypeFact, Located, PackageFact } from '../facts/facts.ts';

/** What a rule may know beyond its own file: the project root the file belongs to. Reads only; all of it is in memory. */
export interface ProjectView {
  /** URI of the folder. */
  readonly root: string;
  /** Whether the scan is done. Until then the absence of something proves nothing: rules on absence stay silent. */
  readonly complete: boolean;
  /** Whether the migration is proven (or switched on) for this root. */
  readonly proven: boolean;
  /** Why, each as `file: what`, file relative to the workspace folder. */
  readonly evidence: readonly string[];
  /** Uses of an environment variable in the project's files. */
  environment(name: string): readonly Located<EnvironmentFact>[];
  /** The `.env` family in the folder of the given file, itself included. */
  environmentFilesBeside(uri: string): readonly EnvironmentFile[];
  /** What the project's manifests require of a package. */
  packages(name: string): readonly Located<PackageFact>[];
  /** Types that sample data and code in and below a folder give a field. */
  fieldTypes(folderUri: string, name: string): readonly Located<FieldTypeFact>[];
  /** Whether git ignores the file; `undefined` when the folder is no git repository or nobody looked. */
  ignoredByGit(uri: string): boolean | undefined;
  /** URI of another file of the folder, if the scan saw it. */
  siblings(uri: string): readonly string[];
}

/** One file of the `.env` family. */
export interface EnvironmentFile {
  readonly uri: string;
  readonly role: EnvironmentFileRole;
  /** Names it gives a value or an empty value. */
  readonly names: ReadonlySet<string>;
}

/**
 * `base`: `.env` itself; `overlay`: `.env.local`, `.env.production`, … (read on top of it);
 * `template`: `.env.example`, `.template`, `.sample`, `.dist` (shows what to set, holds no real values).
 */
export type EnvironmentFileRole = 'base' | 'overlay' | 'template';
