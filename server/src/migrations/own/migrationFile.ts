import type { Change } from '../../analysis/change.ts';
import type { FileNamePattern, HostName, Identifier, IsoDate, OneLine, PackageName, VariableName } from '../../analysis/changeNames.ts';
import type { CodeModels, ModuleName, SymbolName } from '../../analysis/symbolChange.ts';

/**
 * What a `*.migration.yaml` holds: a migration as data, by which users teach Upguide their own upgrade guide. `schemas/migration.schema.json` is
 * generated from these types, and their comments are what editors show.
 */
export interface MigrationFile {
  /** The version of this format. */
  readonly format: 1;
  /**
   * Stable and unique, in kebab-case (`acme-sdk`): the first part of every rule's id, and the key in settings.
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @wanted in kebab-case, such as `acme-sdk`
   * @maxLength 60
   */
  readonly id: string;
  /** The system's name as its makers write it. */
  readonly title: OneLine;
  /** The version that the upgrade starts from, as `major.minor`. */
  readonly from: MajorMinor;
  /** The version that the upgrade leads to, as `major.minor`. */
  readonly to: MajorMinor;
  /** The title of the upgrade guide, for messages and pages. */
  readonly guide: OneLine;
  /**
   * Migrations with the same system and with versions that meet make a route; without it the id is the system.
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @wanted in kebab-case, such as `acme-sdk`
   */
  readonly system?: string;
  /** What proves that a project uses the system: one is enough. Without a proof the migration is silent there, unless the user switches it on. */
  readonly detection: OwnDetection;
  /**
   * Configuration files that belong to the system.
   * @maxItems 50
   */
  readonly documents?: readonly OwnDocument[];
  /** What is known about the system's API, so that values can be followed through code. */
  readonly api?: OwnApi;
  /**
   * The guide's entries, in its order.
   * @minItems 1
   */
  readonly entries: readonly OwnEntry[];
}

/**
 * A version as `major.minor`.
 * @pattern ^\d+\.\d+$
 * @wanted a text such as `"2.0"`, in quotes
 */
export type MajorMinor = string;

/**
 * A version with all its three numbers.
 * @pattern ^\d+\.\d+\.\d+$
 * @wanted a version such as `2.0.0`
 */
export type FullVersion = string;

/** What proves that a project uses the system. */
export interface OwnDetection {
  /** Packages that a manifest requires, or images that a deployment file runs. */
  readonly packages?: readonly OwnPackage[];
  /** Modules that code imports: a top-level Python package, or an npm package. */
  readonly imports?: readonly OwnImport[];
  /**
   * Names of files that only this system has (`acme.yaml`, `*.acme.toml`).
   * @maxItems 50
   */
  readonly files?: readonly FileNamePattern[];
  /** Environment variables that only this system has: one is proof. */
  readonly environment?: readonly VariableName[];
  /** Environment variables that others could have, too: two different ones in one project are proof. */
  readonly environmentTogether?: readonly VariableName[];
  /** Hosts whose calls prove the system, with those below them. */
  readonly hosts?: readonly HostName[];
}

/** A package or image that proves the system. */
export interface OwnPackage {
  /** The registry it comes from. */
  readonly ecosystem: 'pypi' | 'npm' | 'cargo' | 'docker';
  /** Its name there. */
  readonly name: PackageName;
}

/** A module whose import proves the system. */
export interface OwnImport {
  /** The registry whose packages have it. */
  readonly ecosystem: 'pypi' | 'npm';
  /** The name that code imports it by. */
  readonly module: PackageName;
}

/** A kind of configuration file, for changes of settings. */
export interface OwnDocument {
  /** What `document` of a change says; `env` is taken, for files of the `.env` family. */
  readonly id: string;
  /** How the file is written. */
  readonly language: 'yaml' | 'toml';
  /**
   * Names of the files (`acme.yaml`, `acme.*.yaml`); `*` stands for any part of a name.
   * @minItems 1
   * @maxItems 50
   */
  readonly files: readonly FileNamePattern[];
  /** Keys at the root of which one must be there, so that somebody else's file of the same name is left alone. */
  readonly keys?: readonly string[];
  /** Whether such a file proves that a project uses the system. */
  readonly proves?: boolean;
}

/** What is known about the system's API. Names are whole names, as the language says them. */
export interface OwnApi {
  /** Its API in Python. */
  readonly python?: OwnPythonApi;
  /** Its API in TypeScript and JavaScript. */
  readonly typescript?: CodeModels;
  /** Its API in Rust. */
  readonly rust?: CodeModels;
}

/** The system's API in Python. */
export interface OwnPythonApi {
  /** Its classes, as far as changes speak of them. */
  readonly classes?: readonly OwnPythonClass[];
  /** Function → class of the value that it returns. */
  readonly functions?: Readonly<Record<string, SymbolName>>;
  /** Classes of the system that derive from one of `classes`, told by the end of their names. */
  readonly families?: readonly OwnPythonFamily[];
}

/** Classes that are imported from a module, or from below it, and whose names end alike. */
export interface OwnPythonFamily {
  /** The module. */
  readonly module: ModuleName;
  /** What their names end in. */
  readonly suffix: Identifier;
  /** The class that they derive from. */
  readonly base: SymbolName;
}

/** A list, a dict or another collection. */
export interface OwnPythonCollection {
  /** The class of what is in it. */
  readonly of: SymbolName;
}

/** A class of the system's API in Python. */
export interface OwnPythonClass {
  /** The one name that changes use: `acme.client.Client`. */
  readonly name: SymbolName;
  /** Other names that users import it by. */
  readonly aliases?: readonly SymbolName[];
  /** Method → class of the value that it returns; `self` for its own class. */
  readonly methods?: Readonly<Record<string, SymbolName>>;
  /** Attribute → class of the value that it holds; `{ of: … }` where it holds a collection of such values. */
  readonly attributes?: Readonly<Record<string, SymbolName | OwnPythonCollection>>;
}

/** An entry of the guide. */
export interface OwnEntry {
  /**
   * As the guide numbers it (`BC-007`): what a finding shows as its code.
   * @pattern ^[A-Za-z0-9][\w.-]*$
   * @wanted letters, digits, dots and hyphens, such as `BC-007`
   * @maxLength 40
   */
  readonly id: string;
  /** The entry's title, without its number. */
  readonly title: OneLine;
  /** How much of a project it concerns. */
  readonly impact: 'low' | 'medium' | 'high';
  /** What changed and why it matters; Markdown. */
  readonly summary: string;
  /** The version that has the new form first, `2.0.0`. */
  readonly deprecatedIn: FullVersion;
  /** The version that no longer has the old form. */
  readonly removedIn?: FullVersion;
  /** The day on which that version is or was released, `2027-01-31`. */
  readonly removedOn?: IsoDate;
  /** What is old in this entry, and what takes its place. */
  readonly changes?: readonly OwnChange[];
  /** Proof of the entry: texts that it must flag, what fixes make of them, and texts that it must leave alone. They are run while you type, and by `upguide test`. */
  readonly examples?: readonly OwnExample[];
}

/** A change as data; the entry it stands in is its entry. */
export type OwnChange = WithoutEntry<Change>;
type WithoutEntry<C> = C extends Change ? Omit<C, 'change'> : never;

/** A file, and what the entry must make of it. Exactly one of `flagged` and `notFlagged`. */
export interface OwnExample {
  /** What it shows, for reports. */
  readonly name?: OneLine;
  /**
   * The file's path in a project, which says its type: `.env`, `src/app.py`.
   * @pattern ^(?!/)(?!.*(^|/)\.\.?(/|$))[^\\\0]+$
   * @wanted a path within a project, such as `src/app.py`
   * @maxLength 200
   */
  readonly file: string;
  /** A text in which the entry finds something. */
  readonly flagged?: string;
  /** What all fixes of the entry, unsafe ones too, make of `flagged`. Without it no fix may be offered. */
  readonly fixed?: string;
  /** A text in which the entry finds nothing: a look-alike. */
  readonly notFlagged?: string;
  /** Other files of the project that matter, by path. */
  readonly with?: Readonly<Record<string, string>>;
}
