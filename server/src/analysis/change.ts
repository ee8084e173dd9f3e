import type { EnvironmentFileRole } from '../facts/environmentFiles.ts';
import type { SymbolChange } from './symbolChange.ts';

/**
 * A change of a guide that is data: stated once, it holds in every file type whose facts it speaks of.
 * Each kind has one file in `changes/` that turns all changes of the kind into one rule.
 */
export type Change =
  | EnvironmentRenamed
  | EnvironmentReplaced
  | EnvironmentSecret
  | EnvironmentAdded
  | EnvironmentValueRenamed
  | EnvironmentDefaultMoved
  | SettingRenamed
  | SettingRequired
  | SettingReplaced
  | SettingValueRenamed
  | SettingVersion
  | SettingAdded
  | SettingMoved
  | SettingSecret
  | EnvironmentDefault
  | ColumnDropped
  | PackageRaised
  | PackageRequired
  | VersionRoute
  | RuntimeRaised
  | SymbolChange
  | MemberReplaced
  | ItemRenamed
  | CommandRenamed
  | FlagRequired
  | LogTextSearched
  | EndpointMoved
  | ApiVersionRaised
  | ModulesOnly;

/** What every change says, of whatever kind. */
export interface ChangeBase {
  /** The guide's entry, `BC-007`. */
  readonly change: string;
  /** Why the guide asks for it, one sentence for messages. */
  readonly why: string;
}

/** The variable `from` is now called `to`; its value means the same. */
export interface EnvironmentRenamed extends ChangeBase {
  readonly kind: 'environmentRenamed';
  readonly from: string;
  readonly to: string;
  /**
   * Other programs have a variable of this name too: what may be theirs is renamed only when asked for. The words are those of which one stands in
   * the name or image of a service that is the system's.
   */
  readonly everyday?: readonly string[];
}

/** The variable `from`, whose name others use too, gave way to `to` with the value `value`; the old value has no place any more. */
export interface EnvironmentReplaced extends ChangeBase {
  readonly kind: 'environmentReplaced';
  readonly from: string;
  readonly to: string;
  readonly value: string;
}

/** A secret that must be set, and how strong it must be. */
export interface EnvironmentSecret extends ChangeBase {
  readonly kind: 'environmentSecret';
  readonly name: string;
  readonly encoding: 'hex' | 'base64';
  readonly bytes: number;
  /** The guide's command that makes one. */
  readonly command: string;
  /** What it was called: where that is set, nothing is missing but the new name. */
  readonly formerly?: string;
}

/** A variable that must be set: no default of the program or of its deployment may stand in for it. */
export interface EnvironmentDefault extends ChangeBase {
  readonly kind: 'environmentDefault';
  /** The variable, then what it was called. */
  readonly names: readonly string[];
}

/** A variable that is new; without it the default holds. */
export interface EnvironmentAdded extends ChangeBase {
  readonly kind: 'environmentAdded';
  readonly name: string;
  readonly value: string;
  readonly roles: readonly EnvironmentFileRole[];
}

/** Only `allowed` values are read any more; others are renamed by `renamed`, or by writing them in upper case. */
export interface EnvironmentValueRenamed extends ChangeBase {
  readonly kind: 'environmentValueRenamed';
  readonly name: string;
  readonly allowed: readonly string[];
  readonly renamed: Readonly<Record<string, string>>;
}

/** The default of a variable is `to` now; where the old one is written out it gives way, and stays as the value of `keptAs`. Other values stay. */
export interface EnvironmentDefaultMoved extends ChangeBase {
  readonly kind: 'environmentDefaultMoved';
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly keptAs: string;
}

interface SettingBase extends ChangeBase {
  /** Id of the document type, e.g. `greenlang`. */
  readonly document: string;
  readonly path: readonly string[];
}

/** The last key of `path` is now called `to`, in the same mapping. */
export interface SettingRenamed extends SettingBase {
  readonly kind: 'settingRenamed';
  readonly to: string;
}

/** A block that must be there; `lines` is its YAML, relative to the key's own indentation, two blanks a step; or its lines of TOML. */
export interface SettingRequired extends SettingBase {
  readonly kind: 'settingRequired';
  readonly lines: readonly string[];
  /** `safe` without it. */
  readonly applicability?: 'safe' | 'unsafe';
}

/** The key gave way to another one in the same mapping, with `value` (YAML); a key that was `false` just goes. */
export interface SettingReplaced extends SettingBase {
  readonly kind: 'settingReplaced';
  readonly to: string;
  readonly value: string;
}

/** Only `allowed` values are read any more (see `EnvironmentValueRenamed`). `whenAbsent` is written out when the parent is there. */
export interface SettingValueRenamed extends SettingBase {
  readonly kind: 'settingValueRenamed';
  readonly allowed: readonly string[];
  readonly renamed: Readonly<Record<string, string>>;
  readonly whenAbsent?: string;
  /** Whether the rename is proven (`safe`) or only the guide's custom (`unsafe`, shown as a hint). */
  readonly applicability: 'safe' | 'unsafe';
  /** Whether values that are neither allowed nor renamed are wrong. */
  readonly closed: boolean;
}

/** The file's own version setting: values that start with `from` become `to`. */
export interface SettingVersion extends SettingBase {
  readonly kind: 'settingVersion';
  readonly from: string;
  readonly to: string;
}

/** A secret of one TOML table (`path`) is a key of another one, and its value comes from the environment now. */
export interface SettingMoved extends SettingBase {
  readonly kind: 'settingMoved';
  /** Table and key. */
  readonly to: readonly [table: string, key: string];
  /** The variable that holds the value. */
  readonly variable: string;
  /** Lines (TOML) that the new table needs beside it, by their keys. */
  readonly beside: Readonly<Record<string, string>>;
}

/** A secret that may not be written out in the file: `variable` holds it. */
export interface SettingSecret extends SettingBase {
  readonly kind: 'settingSecret';
  readonly variable: string;
}

/** A setting that is new; without it the default `value` (YAML) holds. */
export interface SettingAdded extends SettingBase {
  readonly kind: 'settingAdded';
  readonly value: string;
  /** Whether to make the section when it is missing (the whole section is new), or to leave it alone then. */
  readonly newSection: boolean;
  /** Not proposed while this setting is there: another change puts the new one in its place. */
  readonly unlessPresent?: readonly string[];
}

/** A column of the system's database is gone; `table` and `column` in lower case. */
export interface ColumnDropped extends ChangeBase {
  readonly kind: 'columnDropped';
  readonly table: string;
  readonly column: string;
}

/** Instances of a Python class, or the dicts that they used to be, have `to` where they had `from`. */
export interface MemberReplaced extends ChangeBase {
  readonly kind: 'memberReplaced';
  /** The canonical name of the class. */
  readonly on: string;
  readonly from: string;
  readonly to: string;
  /** A flag became a member of an enumeration: `from` is now `to == <name>.<member>`. */
  readonly equals?: { readonly module: string; readonly name: string; readonly member: string };
  /** The value was a text or a list, and is a dict now: only uses that take either change. `todo` tells what the others must read. */
  readonly reshaped?: { readonly was: 'text' | 'list'; readonly todo: string };
  /** Keys of a dict that stood for the class once and that are members of the same name now. */
  readonly keeps?: readonly string[];
  readonly applicability: 'safe' | 'unsafe';
}

/** In the value of a Python class that is read like nested dicts, the last key of `path` is `to` now. */
export interface ItemRenamed extends ChangeBase {
  readonly kind: 'itemRenamed';
  /** The canonical name of the class, or the one that stands for a function's result. */
  readonly on: string;
  readonly path: readonly string[];
  readonly to: string;
}

/** The path `from` of the system's HTTP API is `to` now; body and answer stand in an envelope there, and a token took the place of the API key. */
export interface EndpointMoved extends ChangeBase {
  readonly kind: 'endpointMoved';
  readonly from: string;
  readonly to: string;
  /** Upper case. */
  readonly method: string;
  /** Whether other systems have such paths too: then no more than a hint, in files that call one of the other paths. */
  readonly common: boolean;
  readonly envelope: {
    /** Under which name the body and the answer stand; beside it stands `metadata`. */
    readonly data: string;
    /** What `metadata` of a body holds. */
    readonly metadata: Readonly<Record<string, string>>;
  };
  readonly key: {
    /** The header that the API key was sent in, and the one that a token is sent in with its scheme. */
    readonly header: string;
    readonly becomes: string;
    readonly scheme: string;
    /** Where a token comes from. */
    readonly tokenEndpoint: string;
  };
}

/** Old versions of a system's HTTP API end, each on its day; the same calls are served by a newer one. */
export interface ApiVersionRaised extends ChangeBase {
  readonly kind: 'apiVersionRaised';
  /** The hosts that serve it, with those below them. */
  readonly hosts: readonly string[];
  /** `1.2`, and how a path names it (`/api/v1.2`). */
  readonly to: string;
  readonly path: string;
  /** The header that names a version in place of the path. */
  readonly header: string;
  readonly versions: readonly {
    readonly version: string;
    /** How paths name it. */
    readonly paths: readonly string[];
    /** ISO date of its last day. */
    readonly endsOn: string;
  }[];
}

/** An npm package is a module only: `require` does not load it any more. */
export interface ModulesOnly extends ChangeBase {
  readonly kind: 'modulesOnly';
  readonly package: string;
}

/** A package or image is wanted in a newer version. */
export interface PackageRaised extends ChangeBase {
  readonly kind: 'packageRaised';
  readonly ecosystem: 'pypi' | 'npm' | 'cargo' | 'docker';
  /** Normalised as the registry does. */
  readonly name: string;
  /** The first version that the guide speaks of: requirements that end before it are left alone. */
  readonly from?: string;
  /** The first version that will do, `0.3.0`. */
  readonly since: string;
  /** What the guide requires (`==0.3.0`, `>=2.0.0,<3.0.0`); for an image its tag. */
  readonly specifier: string;
  /** Where the guide pins a version: what a range of it ends before. */
  readonly below?: string;
  /** Only where this package is required too. */
  readonly alongside?: string;
  readonly applicability: 'safe' | 'unsafe';
}

/** A guide's matrix of versions: where a version of the system is stated, the hops that lead on from it. */
export interface VersionRoute extends ChangeBase {
  readonly kind: 'versionRoute';
  /** The system's name for messages. */
  readonly title: string;
  /** Names of its packages, and of its images without registry and owner. */
  readonly packages: readonly string[];
  readonly ecosystems: readonly ('pypi' | 'npm' | 'cargo' | 'docker')[];
  /** From the oldest on, each from where the one before leads; `by` says how, for messages. */
  readonly hops: readonly { readonly from: string; readonly to: string; readonly by: string }[];
}

/** Whoever requires `alongside` has to require this package too. */
export interface PackageRequired extends ChangeBase {
  readonly kind: 'packageRequired';
  readonly name: string;
  readonly specifier: string;
  readonly alongside: string;
  /** Packages behind which it is put when they follow `alongside`. */
  readonly near: readonly string[];
}

/** A runtime is wanted in a newer version. */
export interface RuntimeRaised extends ChangeBase {
  readonly kind: 'runtimeRaised';
  readonly runtime: 'python' | 'node';
  /** Its name for messages. */
  readonly title: string;
  /** The first version that will do, `3.9`. */
  readonly since: string;
  /** Only in projects that require one of these packages. */
  readonly alongside?: readonly { readonly ecosystem: 'pypi' | 'npm'; readonly name: string }[];
  /** What a file other than a manifest contains that asks for an older one. */
  readonly literals: readonly string[];
}

/** A change of a program's command line. */
export interface ProgramChange extends ChangeBase {
  /** Names of the program, the one for messages first. */
  readonly programs: readonly string[];
  /** Python modules that are the same program (`python -m greenlang`). */
  readonly modules: readonly string[];
}

/** The group of commands `from` is now called `to`. */
export interface CommandRenamed extends ProgramChange {
  readonly kind: 'commandRenamed';
  readonly from: string;
  readonly to: string;
  /** The commands of the group; what else stands behind it is some older form. */
  readonly verbs: readonly string[];
}

/** The command needs `flag` now; without it `value` used to hold. */
export interface FlagRequired extends ProgramChange {
  readonly kind: 'flagRequired';
  readonly command: readonly string[];
  readonly flag: string;
  readonly value: string;
  /** Words that are sub-commands of their own when they stand first behind `command`: the flag is none of theirs. */
  readonly otherCommands: readonly string[];
  /** Flags that already say something of the kind: whoever uses them has to decide. */
  readonly alike: readonly string[];
}

/** The log `file` (last segment of its path) is no plain text any more. */
export interface LogTextSearched extends ChangeBase {
  readonly kind: 'logTextSearched';
  readonly file: string;
  /** What to do about a search, for the message. */
  readonly todo: string;
}

/** Takes all changes of a migration and gives those of one kind. */
export function ofKind<K extends Change['kind']>(changes: readonly Change[], kind: K): readonly Extract<Change, { kind: K }>[] {
  return changes.filter((change): change is Extract<Change, { kind: K }> => change.kind === kind);
}
