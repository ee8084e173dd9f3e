import type { ChangeBase } from './change.ts';

/** The languages whose code is understood well enough to follow a name to where it comes from. */
export type SymbolLanguage = 'python' | 'typescript' | 'rust';

/**
 * The whole name of something in code, as its language says it: `acme.client.Client.send` (Python), `@acme/sdk#Client.send` (TypeScript and
 * JavaScript: module, `#`, export, members), `acme::client::Client::send` (Rust). A Python name is the canonical one (see `PythonModels`).
 */
export type SymbolName = string;

/** A change of a system's API in code. */
export interface SymbolChangeBase extends ChangeBase {
  /** `python` without it. */
  readonly language?: SymbolLanguage;
}

/** The class, function or type `name` of the module `from` is in the module `to` now. */
export interface SymbolMoved extends SymbolChangeBase {
  readonly kind: 'symbolMoved';
  readonly name: string;
  /** `acme.core`, `@acme/sdk`, `acme::core`. */
  readonly from: string;
  readonly to: string;
}

/** The class, function or type `name` of the module `from` is `newName` of the module `to` now, and used the same way. */
export interface SymbolReplaced extends SymbolChangeBase {
  readonly kind: 'symbolReplaced';
  readonly name: string;
  readonly from: string;
  readonly newName: string;
  readonly to: string;
}

/** The class, function or type `name` of the module `from` gave way to something that is used differently. */
export interface SymbolRetired extends SymbolChangeBase {
  readonly kind: 'symbolRetired';
  readonly name: string;
  readonly from: string;
  /** What to do instead, one or two sentences. */
  readonly todo: string;
}

/** Instances of a class or type have the method or attribute `to` where they had `from`, and it is used the same way. */
export interface MemberRenamed extends SymbolChangeBase {
  readonly kind: 'memberRenamed';
  readonly on: SymbolName;
  readonly from: string;
  readonly to: string;
}

/** Calls must pass one more argument; `value` (code) keeps what the old default did, or is the usual one. */
export interface ArgumentAdded extends SymbolChangeBase {
  readonly kind: 'argumentAdded';
  /** A function, a class that is constructed, or a method. */
  readonly callee: SymbolName;
  /** A word that every way to spell the call has; without it the last part of `callee`. */
  readonly word?: string;
  /** Python: the keyword. TypeScript: the property of the object that is the argument at `position`, or the last one. Rust has none. */
  readonly keyword?: string;
  /** Which argument it is, from 0, where it has no keyword. */
  readonly position?: number;
  readonly value: string;
}

/** What calls passed as `from` they pass as `to` now: a keyword of Python, or a property of the object that a TypeScript call is given. */
export interface ArgumentRenamed extends SymbolChangeBase {
  readonly kind: 'argumentRenamed';
  readonly callee: SymbolName;
  readonly from: string;
  readonly to: string;
}

/** An argument must be something else made of what is passed now. */
export interface ArgumentWrapped extends SymbolChangeBase {
  readonly kind: 'argumentWrapped';
  readonly callee: SymbolName;
  /** See `ArgumentAdded`. */
  readonly keyword?: string;
  readonly position?: number;
  /** The new argument as code, `$value` for the old one: `timedelta(seconds=$value)`, `Duration::from_secs($value)`. */
  readonly with: string;
  /** What `with` needs to be imported. */
  readonly imports?: readonly { readonly module: string; readonly name: string }[];
}

/** All changes of a system's API that hold in code of any of the languages. */
export type SymbolChange = SymbolMoved | SymbolReplaced | SymbolRetired | MemberRenamed | ArgumentAdded | ArgumentRenamed | ArgumentWrapped;

/** What a migration tells about its system's API in TypeScript or Rust; everything else is found in the code. Python has `PythonModels`. */
export interface CodeModels {
  /** Function or method → class or type of the value it returns, awaited or unwrapped (`Promise<T>`, `Result<T, E>`) where it has to be. */
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
