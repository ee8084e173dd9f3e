import type { ChangeBase } from './change.ts';
import type { Identifier, OneLine } from './changeNames.ts';

/** The languages whose code is understood well enough to follow a name to where it comes from. */
export type SymbolLanguage = 'python' | 'typescript' | 'rust';

/**
 * The whole name of something in code, as its language says it: `acme.client.Client.send` (Python), `@acme/sdk#Client.send` (TypeScript and
 * JavaScript: module, `#`, export, members), `acme::client::Client::send` (Rust). A Python name is the canonical one (see `PythonModels`).
 * @pattern ^[A-Za-z_@.][\w$@./:#~-]*$
 * @wanted a whole name as the language says it
 */
export type SymbolName = string;

/**
 * A module as the language says it: `acme.core`, `@acme/sdk`, `acme::core`.
 * @pattern ^[A-Za-z_@.][\w$@./:~-]*$
 * @wanted the name of a module
 */
export type ModuleName = string;

/** A change of a system's API in code. */
export interface SymbolChangeBase extends ChangeBase {
  /** The language of the code it holds in; `python` without it. */
  readonly language?: SymbolLanguage;
}

/** The class, function or type `name` of the module `from` is in the module `to` now. */
export interface SymbolMoved extends SymbolChangeBase {
  readonly kind: 'symbolMoved';
  /** The name, which stays. */
  readonly name: Identifier;
  /** The old module. */
  readonly from: ModuleName;
  /** The new module. */
  readonly to: ModuleName;
}

/** The class, function or type `name` of the module `from` is `newName` of the module `to` now, and used the same way. */
export interface SymbolReplaced extends SymbolChangeBase {
  readonly kind: 'symbolReplaced';
  /** The old name. */
  readonly name: Identifier;
  /** The old module. */
  readonly from: ModuleName;
  /** The new name. */
  readonly newName: Identifier;
  /** The new module. */
  readonly to: ModuleName;
}

/** The class, function or type `name` of the module `from` gave way to something that is used differently. */
export interface SymbolRetired extends SymbolChangeBase {
  readonly kind: 'symbolRetired';
  /** The name that is gone. */
  readonly name: Identifier;
  /** The module it was in. */
  readonly from: ModuleName;
  /** What to do instead, one or two sentences. */
  readonly todo: OneLine;
}

/** Instances of a class or type have the method or attribute `to` where they had `from`, and it is used the same way. */
export interface MemberRenamed extends SymbolChangeBase {
  readonly kind: 'memberRenamed';
  /** The class or type. */
  readonly on: SymbolName;
  /** The old name. */
  readonly from: Identifier;
  /** The new name. */
  readonly to: Identifier;
}

/** Calls must pass one more argument; `value` (code) keeps what the old default did, or is the usual one. */
export interface ArgumentAdded extends SymbolChangeBase {
  readonly kind: 'argumentAdded';
  /** A function, a class that is constructed, or a method. */
  readonly callee: SymbolName;
  /** A word that every way to spell the call has; without it the last part of `callee`. */
  readonly word?: Identifier;
  /** Python: the keyword. TypeScript: the property of the object that is the argument at `position`, or the last one. Rust has none. */
  readonly keyword?: Identifier;
  /**
   * Which argument it is in the new call, from 0, where it has no keyword.
   * @asType integer
   * @minimum 0
   */
  readonly position?: number;
  /**
   * How many arguments calls passed before, where the new one has no keyword; without it the new one is the last.
   * @asType integer
   * @minimum 0
   */
  readonly arity?: number;
  /** The argument, as code. */
  readonly value: OneLine;
}

/** What calls passed as `from` they pass as `to` now: a keyword of Python, or a property of the object that a TypeScript call is given. */
export interface ArgumentRenamed extends SymbolChangeBase {
  readonly kind: 'argumentRenamed';
  /** A function, a class that is constructed, or a method. */
  readonly callee: SymbolName;
  /** The old name of the argument. */
  readonly from: Identifier;
  /** The new name. */
  readonly to: Identifier;
}

/** An argument must be something else made of what is passed now. */
export interface ArgumentWrapped extends SymbolChangeBase {
  readonly kind: 'argumentWrapped';
  /** A function, a class that is constructed, or a method. */
  readonly callee: SymbolName;
  /** Python: the keyword. TypeScript: the property of the object that is the argument at `position`, or the last one. */
  readonly keyword?: Identifier;
  /**
   * Which argument it is, from 0, where it has no keyword.
   * @asType integer
   * @minimum 0
   */
  readonly position?: number;
  /** The new argument as code, `$value` for the old one: `timedelta(seconds=$value)`, `Duration::from_secs($value)`. */
  readonly with: OneLine;
  /** What `with` needs to be imported. */
  readonly imports?: readonly {
    /** The module. */
    readonly module: ModuleName;
    /** What it exports. */
    readonly name: Identifier;
  }[];
}

/** All changes of a system's API that hold in code of any of the languages. */
export type SymbolChange = SymbolMoved | SymbolReplaced | SymbolRetired | MemberRenamed | ArgumentAdded | ArgumentRenamed | ArgumentWrapped;

/** What a migration tells about its system's API in TypeScript or Rust; everything else is found in the code. Python has `PythonModels`. */
export interface CodeModels {
  /**
   * Function, method or attribute (TypeScript: also an exported object, `@acme/sdk#shared`) → class or type of the value it gives, awaited or unwrapped (`Promise<T>`,
   * `Result<T, E>`) where it has to be. Of a default import, `m.x` is `module#default.x`.
   */
  readonly returns: Readonly<Record<SymbolName, SymbolName>>;
}

const kinds: readonly string[] = ['symbolMoved', 'symbolReplaced', 'symbolRetired', 'memberRenamed', 'argumentAdded', 'argumentRenamed', 'argumentWrapped'] satisfies SymbolChange['kind'][];

/** Those of all changes that are about symbols of one language. */
export function symbolChangesOf(changes: readonly { readonly kind: string }[], language: SymbolLanguage): readonly SymbolChange[] {
  return changes.filter((change): change is SymbolChange => kinds.includes(change.kind) && ((change as SymbolChange).language ?? 'python') === language);
}

/** The last part of a symbol's name, which every way to spell it has: `send` of `@acme/sdk#Client.send`. */
export function lastWord(name: SymbolName): string {
  return /[^.:#/]*$/.exec(name)?.[0] ?? name;
}
