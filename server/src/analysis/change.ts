import type { EnvironmentFileRole } from '../facts/environmentFiles.ts';
import type { ApiVersionRaised, EndpointMoved } from './apiChange.ts';
import type { CommandLineWord, Identifier, KeyPath, OneLine, PackageName, ReleaseNumber, SqlName, VariableName } from './changeNames.ts';
import type { SymbolChange } from './symbolChange.ts';
import type { TextMatched } from './textChange.ts';

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
  | ModulesOnly
  | TextMatched;

/** What every change says, of whatever kind. */
export interface ChangeBase {
  /** The guide's entry, `BC-007`. */
  readonly change: string;
  /** Why the guide asks for it, one sentence for messages. */
  readonly why: OneLine;
}

/** The variable `from` is now called `to`; its value means the same. */
export interface EnvironmentRenamed extends ChangeBase {
  readonly kind: 'environmentRenamed';
  /** The old name. */
  readonly from: VariableName;
  /** The new name. */
  readonly to: VariableName;
  /**
   * Other programs have a variable of this name too: what may be theirs is renamed only when asked for. The words are those of which one stands in
   * the name or image of a service that is the system's.
   */
  readonly everyday?: readonly string[];
}

/** The variable `from`, whose name others use too, gave way to `to` with the value `value`; the old value has no place any more. */
export interface EnvironmentReplaced extends ChangeBase {
  readonly kind: 'environmentReplaced';
  /** The variable that is no longer read. */
  readonly from: VariableName;
  /** The variable to set in its place. */
  readonly to: VariableName;
  /**
   * What to set it to.
   * @minLength 0
   */
  readonly value: string;
}

/** A secret that must be set, and how strong it must be. */
export interface EnvironmentSecret extends ChangeBase {
  readonly kind: 'environmentSecret';
  /** The variable that holds the secret. */
  readonly name: VariableName;
  /** How its random bytes are written. */
  readonly encoding: 'hex' | 'base64';
  /**
   * How many random bytes it must have.
   * @asType integer
   * @minimum 8
   * @maximum 128
   */
  readonly bytes: number;
  /** The guide's command that makes one. */
  readonly command: OneLine;
  /** What it was called: where that is set, nothing is missing but the new name. */
  readonly formerly?: VariableName;
}

/** A variable that must be set: no default of the program or of its deployment may stand in for it. */
export interface EnvironmentDefault extends ChangeBase {
  readonly kind: 'environmentDefault';
  /**
   * The variable, then what it was called.
   * @minItems 1
   */
  readonly names: readonly VariableName[];
}

/** A variable that is new; without it the default holds. */
export interface EnvironmentAdded extends ChangeBase {
  readonly kind: 'environmentAdded';
  /** The new variable. */
  readonly name: VariableName;
  /**
   * Its default, which the fix writes out.
   * @minLength 0
   */
  readonly value: string;
  /**
   * In which files of the `.env` family it is proposed.
   * @minItems 1
   */
  readonly roles: readonly EnvironmentFileRole[];
}

/** Only `allowed` values are read any more; others are renamed by `renamed`, or by writing them in upper case. */
export interface EnvironmentValueRenamed extends ChangeBase {
  readonly kind: 'environmentValueRenamed';
  /** The variable. */
  readonly name: VariableName;
  /**
   * The values that are read.
   * @minItems 1
   */
  readonly allowed: readonly string[];
  /** Old value → new value; letters' case does not count. */
  readonly renamed: Readonly<Record<string, string>>;
}

/** The default of a variable is `to` now; where the old one is written out it gives way, and stays as the value of `keptAs`. Other values stay. */
export interface EnvironmentDefaultMoved extends ChangeBase {
  readonly kind: 'environmentDefaultMoved';
  /** The variable. */
  readonly name: VariableName;
  /** The old default. */
  readonly from: string;
  /** The new default. */
  readonly to: string;
  /** The variable that keeps the old default for those who still need it. */
  readonly keptAs: VariableName;
}

interface SettingBase extends ChangeBase {
  /** Id of the kind of configuration file that has the setting. */
  readonly document: string;
  /** The keys that lead to the setting, from the file's root. */
  readonly path: KeyPath;
}

/** The last key of `path` is now called `to`, in the same mapping. */
export interface SettingRenamed extends SettingBase {
  readonly kind: 'settingRenamed';
  /** The new name of the last key. */
  readonly to: string;
}

/** A block that must be there; `lines` is its YAML, relative to the key's own indentation, two blanks a step; or its lines of TOML. */
export interface SettingRequired extends SettingBase {
  readonly kind: 'settingRequired';
  /**
   * The block's lines, the key's own first.
   * @minItems 1
   */
  readonly lines: readonly string[];
  /** How sure the fix is; `safe` without it. */
  readonly applicability?: 'safe' | 'unsafe';
}

/** The key gave way to another one in the same mapping, with `value` (YAML); a key that was `false` just goes. */
export interface SettingReplaced extends SettingBase {
  readonly kind: 'settingReplaced';
  /** The key to write in its place. */
  readonly to: string;
  /** Its value, as it stands in the file. */
  readonly value: string;
}

/** Only `allowed` values are read any more (see `EnvironmentValueRenamed`). `whenAbsent` is written out when the parent is there. */
export interface SettingValueRenamed extends SettingBase {
  readonly kind: 'settingValueRenamed';
  /**
   * The values that are read.
   * @minItems 1
   */
  readonly allowed: readonly string[];
  /** Old value → new value; letters' case does not count. */
  readonly renamed: Readonly<Record<string, string>>;
  /** What is written out where the setting is missing and its section is there: the old default, or the new one. */
  readonly whenAbsent?: string;
  /** Whether the rename is proven (`safe`) or only the guide's custom (`unsafe`, shown as a hint). */
  readonly applicability: 'safe' | 'unsafe';
  /** Whether values that are neither allowed nor renamed are wrong. */
  readonly closed?: boolean;
}

/** The file's own version setting: values that start with `from` become `to`. */
export interface SettingVersion extends SettingBase {
  readonly kind: 'settingVersion';
  /** What the old value begins with, up to a dot. */
  readonly from: string;
  /** The new value. */
  readonly to: string;
}

/** A secret of one TOML table (`path`) is a key of another one, and its value comes from the environment now. */
export interface SettingMoved extends SettingBase {
  readonly kind: 'settingMoved';
  /** The new table, and the key in it. */
  readonly to: readonly [table: string, key: string];
  /** The variable that holds the value. */
  readonly variable: VariableName;
  /** Lines (TOML) that the new table needs beside it, by their keys. */
  readonly beside: Readonly<Record<string, string>>;
}

/** A secret that may not be written out in the file: `variable` holds it. */
export interface SettingSecret extends SettingBase {
  readonly kind: 'settingSecret';
  /** The environment variable that holds it. */
  readonly variable: VariableName;
}

/** A setting that is new; without it the default `value` (YAML) holds. */
export interface SettingAdded extends SettingBase {
  readonly kind: 'settingAdded';
  /** Its default, as it stands in the file. */
  readonly value: string;
  /** Whether to make the section when it is missing (the whole section is new), or to leave it alone then. */
  readonly newSection?: boolean;
  /** Not proposed while this setting is there: another change puts the new one in its place. */
  readonly unlessPresent?: KeyPath;
}

/** A column of the system's database is gone; `table` and `column` in lower case. */
export interface ColumnDropped extends ChangeBase {
  readonly kind: 'columnDropped';
  /** The table, in lower case. */
  readonly table: SqlName;
  /** The column, in lower case. */
  readonly column: SqlName;
}

/** Instances of a Python class, or the dicts that they used to be, have `to` where they had `from`. */
export interface MemberReplaced extends ChangeBase {
  readonly kind: 'memberReplaced';
  /** The canonical name of the class. */
  readonly on: string;
  /** The old attribute or key. */
  readonly from: Identifier;
  /** The new attribute. */
  readonly to: Identifier;
  /** A flag became a member of an enumeration: `from` is now `to == <name>.<member>`. */
  readonly equals?: {
    /** The module that has the enumeration. */
    readonly module: string;
    /** The enumeration. */
    readonly name: Identifier;
    /** Its member. */
    readonly member: Identifier;
  };
  /** The value was a text or a list, and is a dict now: only uses that take either change. `todo` tells what the others must read. */
  readonly reshaped?: {
    /** What the old value was. */
    readonly was: 'text' | 'list';
    /** What to do where a use takes no dict. */
    readonly todo: OneLine;
  };
  /** Keys of a dict that stood for the class once and that are members of the same name now. */
  readonly keeps?: readonly string[];
  /** Whether the rename is certain (`safe`) or may change behaviour. */
  readonly applicability: 'safe' | 'unsafe';
}

/** In the value of a Python class that is read like nested dicts, the last key of `path` is `to` now. */
export interface ItemRenamed extends ChangeBase {
  readonly kind: 'itemRenamed';
  /** The canonical name of the class, or the one that stands for a function's result. */
  readonly on: string;
  /** The keys that lead to the value. */
  readonly path: KeyPath;
  /** The new name of the last key. */
  readonly to: string;
}

/** An npm package is a module only: `require` does not load it any more. */
export interface ModulesOnly extends ChangeBase {
  readonly kind: 'modulesOnly';
  /** The npm package. */
  readonly package: PackageName;
}

/** A package or image is wanted in a newer version. */
export interface PackageRaised extends ChangeBase {
  readonly kind: 'packageRaised';
  /** The registry it comes from. */
  readonly ecosystem: 'pypi' | 'npm' | 'cargo' | 'docker';
  /** Normalised as the registry does. */
  readonly name: PackageName;
  /** The first version that the guide speaks of: requirements that end before it are left alone. */
  readonly from?: ReleaseNumber;
  /** The first version that will do, `0.3.0`. */
  readonly since: ReleaseNumber;
  /** What the guide requires (`==0.3.0`, `>=2.0.0,<3.0.0`); for an image its tag. */
  readonly specifier: string;
  /** Where the guide pins a version: what a range of it ends before. */
  readonly below?: ReleaseNumber;
  /** Only where this package is required too. */
  readonly alongside?: PackageName;
  /** Whether the new version is certain to work where the guide was followed (`safe`). */
  readonly applicability: 'safe' | 'unsafe';
}

/** A guide's matrix of versions: where a version of the system is stated, the hops that lead on from it. */
export interface VersionRoute extends ChangeBase {
  readonly kind: 'versionRoute';
  /** The system's name for messages. */
  readonly title: OneLine;
  /**
   * Names of its packages, and of its images without registry and owner.
   * @minItems 1
   */
  readonly packages: readonly PackageName[];
  /**
   * The registries that have them.
   * @minItems 1
   */
  readonly ecosystems: readonly ('pypi' | 'npm' | 'cargo' | 'docker')[];
  /**
   * The upgrades of the matrix, from the oldest on, each from where the one before leads.
   * @minItems 1
   */
  readonly hops: readonly {
    /** The version it starts from. */
    readonly from: ReleaseNumber;
    /** The version it leads to. */
    readonly to: ReleaseNumber;
    /** How it is done, for messages: `directly`. */
    readonly by: OneLine;
  }[];
}

/** Whoever requires `alongside` has to require this package too. */
export interface PackageRequired extends ChangeBase {
  readonly kind: 'packageRequired';
  /** The Python package that is needed now. */
  readonly name: PackageName;
  /** In which versions: `>=3.9.0`. */
  readonly specifier: string;
  /** The Python package whose users need it. */
  readonly alongside: PackageName;
  /** Packages behind which it is put when they follow `alongside`. */
  readonly near?: readonly PackageName[];
}

/** A runtime is wanted in a newer version. */
export interface RuntimeRaised extends ChangeBase {
  readonly kind: 'runtimeRaised';
  /** The runtime. */
  readonly runtime: 'python' | 'node';
  /** Its name for messages. */
  readonly title: OneLine;
  /** The first version that will do, `3.9`. */
  readonly since: ReleaseNumber;
  /** Only in projects that require one of these packages. */
  readonly alongside?: readonly {
    /** The registry. */
    readonly ecosystem: 'pypi' | 'npm';
    /** The package. */
    readonly name: PackageName;
  }[];
}

/** A change of a program's command line. */
export interface ProgramChange extends ChangeBase {
  /**
   * Names of the program, the one for messages first.
   * @minItems 1
   */
  readonly programs: readonly CommandLineWord[];
  /** Python modules that are the same program (`python -m greenlang`). */
  readonly modules?: readonly CommandLineWord[];
}

/** The group of commands `from` is now called `to`. */
export interface CommandRenamed extends ProgramChange {
  readonly kind: 'commandRenamed';
  /** The old name of the command. */
  readonly from: CommandLineWord;
  /** The new name. */
  readonly to: CommandLineWord;
  /** The commands of the group; what else stands behind it is some older form. */
  readonly verbs: readonly CommandLineWord[];
}

/** The command needs `flag` now; without it `value` used to hold. */
export interface FlagRequired extends ProgramChange {
  readonly kind: 'flagRequired';
  /**
   * The words that name the command, behind the program.
   * @minItems 1
   */
  readonly command: readonly CommandLineWord[];
  /**
   * The flag that it needs.
   * @pattern ^-[^\s"'`$]*$
   * @wanted a flag that begins with `-`
   */
  readonly flag: string;
  /** The flag's value that does what the command did without it. */
  readonly value: CommandLineWord;
  /** Words that are sub-commands of their own when they stand first behind `command`: the flag is none of theirs. */
  readonly otherCommands?: readonly CommandLineWord[];
  /** Flags that already say something of the kind: whoever uses them has to decide. */
  readonly alike?: readonly CommandLineWord[];
}

/** The log `file` (last segment of its path) is no plain text any more. */
export interface LogTextSearched extends ChangeBase {
  readonly kind: 'logTextSearched';
  /** The last segment of the log's path. */
  readonly file: string;
  /** What to do about a search, for the message. */
  readonly todo: OneLine;
}

/** Takes all changes of a migration and gives those of one kind. */
export function ofKind<K extends Change['kind']>(changes: readonly Change[], kind: K): readonly Extract<Change, { kind: K }>[] {
  return changes.filter((change): change is Extract<Change, { kind: K }> => change.kind === kind);
}
