import type { EnvironmentFileRole } from '../facts/environmentFiles.ts';
import type { EndpointFact, EnvironmentFact, FieldTypeFact, Located, MetricFact, PackageFact, SchemaTypeFact } from '../facts/facts.ts';

/** What a rule may know beyond its own file: the project root the file belongs to. Reads only; all of it is in memory. */
export interface ProjectView {
  /** URI of the folder. */
  readonly root: string;
  /** Whether the scan is done. Until then the absence of something proves nothing: rules on absence stay silent. */
  readonly complete: boolean;
  /** Whether the migration is proven (or switched on) for this root. */
  readonly proven: boolean;
  /** Whether the user switched the migration on here: then every file of its kind is the system's. */
  readonly switchedOn: boolean;
  /** Why, each as `file: what`, file relative to the workspace folder. */
  readonly evidence: readonly string[];
  /** Uses of an environment variable in the project's files. */
  environment(name: string): readonly Located<EnvironmentFact>[];
  /** The `.env` family in the folder of the given file, itself included. */
  environmentFilesBeside(uri: string): readonly EnvironmentFile[];
  /** What the project's manifests require of a package. */
  packages(name: string): readonly Located<PackageFact>[];
  /** Where the project's files name an endpoint by exactly this path. */
  endpoints(path: string): readonly Located<EndpointFact>[];
  /** Python files of the project that import from the module that this file is, with the names they take; `undefined`: all of it. */
  importers(uri: string): readonly { readonly uri: string; readonly names: readonly string[] | undefined }[];
  /** What the nearest `package.json` above a file says that `.js` files are; `undefined` without one. */
  moduleType(uri: string): 'module' | 'commonjs' | undefined;
  /** What the project's GraphQL schemas define. */
  schemaTypes(): readonly Located<SchemaTypeFact>[];
  /** Where dashboards of the project ask for a metric. */
  metrics(name: string): readonly Located<MetricFact>[];
  /** Types that sample data and code in and below a folder give a field. */
  fieldTypes(folderUri: string, name: string): readonly Located<FieldTypeFact>[];
  /** Whether git ignores the file; `undefined` when the folder is no git repository or nobody looked. */
  ignoredByGit(uri: string): boolean | undefined;
  /** Documents of the migration (other than `.env` files) in the folder of the given file, itself included. */
  documentsBeside(uri: string): readonly { readonly uri: string; readonly type: string }[];
}

/** One file of the `.env` family. */
export interface EnvironmentFile {
  readonly uri: string;
  readonly role: EnvironmentFileRole;
  /** Names it gives a value or an empty value. */
  readonly names: ReadonlySet<string>;
}
