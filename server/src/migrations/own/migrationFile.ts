import type { Change } from '../../analysis/change.ts';
import type { CodeModels } from '../../analysis/symbolChange.ts';

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
   */
  readonly id: string;
  /** The system's name as its makers write it. */
  readonly title: string;
  /** The version that the upgrade starts from, as `major.minor`. */
  readonly from: string;
  /** The version that the upgrade leads to, as `major.minor`. */
  readonly to: string;
  /** The title of the upgrade guide, for messages and pages. */
  readonly guide: string;
  /** Migrations with the same system and with versions that meet make a route; without it the id is the system. */
  readonly system?: string;
  /** What proves that a project uses the system: one is enough. Without a proof the migration is silent there, unless the user switches it on. */
  readonly detection: OwnDetection;
  /** Configuration files that belong to the system. */
  readonly documents?: readonly OwnDocument[];
  /** What is known about the system's API, so that values can be followed through code. */
  readonly api?: OwnApi;
  /**
   * The guide's entries, in its order.
   * @minItems 1
   */
  readonly entries: readonly OwnEntry[];
}

/** What proves that a project uses the system. */
export interface OwnDetection {
  /** Packages that a manifest requires, or images that a deployment file runs. */
  readonly packages?: readonly { readonly ecosystem: 'pypi' | 'npm' | 'cargo' | 'docker'; readonly name: string }[];
  /** Modules that code imports: a top-level Python package, or an npm package. */
  readonly imports?: readonly { readonly ecosystem: 'pypi' | 'npm'; readonly module: string }[];
  /** Names of files that only this system has (`acme.yaml`, `*.acme.toml`). */
  readonly files?: readonly string[];
  /** Environment variables that only this system has: one is proof. */
  readonly environment?: readonly string[];
  /** Environment variables that others could have, too: two different ones in one project are proof. */
  readonly environmentTogether?: readonly string[];
  /** Hosts whose calls prove the system, with those below them. */
  readonly hosts?: readonly string[];
}

/** A kind of configuration file, for changes of settings. */
export interface OwnDocument {
  /** What `document` of a change says. */
  readonly id: string;
  readonly language: 'yaml' | 'json' | 'toml';
  /**
   * Names of the files (`acme.yaml`, `acme.*.yaml`); `*` stands for any part of a name.
   * @minItems 1
   */
  readonly files: readonly string[];
  /** Keys at the root of which one must be there, so that somebody else's file of the same name is left alone. */
  readonly keys?: readonly string[];
}

/** What is known about the system's API. Names are whole names, as the language says them. */
export interface OwnApi {
  readonly python?: {
    readonly classes?: readonly {
      /** The one name that changes use: `acme.client.Client`. */
      readonly name: string;
      /** Other names that users import it by. */
      readonly aliases?: readonly string[];
      /** Method → class of the value that it returns; `self` for its own class. */
      readonly methods?: Readonly<Record<string, string>>;
    }[];
    /** Function → class of the value that it returns. */
    readonly functions?: Readonly<Record<string, string>>;
  };
  readonly typescript?: CodeModels;
  readonly rust?: CodeModels;
}

/** An entry of the guide. */
export interface OwnEntry {
  /** As the guide numbers it (`BC-007`): what a finding shows as its code. */
  readonly id: string;
  readonly title: string;
  readonly impact: 'low' | 'medium' | 'high';
  /** What changed and why it matters; Markdown. */
  readonly summary: string;
  /** The version that has the new form first, `2.0.0`. */
  readonly deprecatedIn: string;
  /** The version that no longer has the old form. */
  readonly removedIn?: string;
  /** The day on which that version is or was released, `2027-01-31`. */
  readonly removedOn?: string;
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
  readonly name?: string;
  /** The file's path in a project, which says its type: `.env`, `src/app.py`. */
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
