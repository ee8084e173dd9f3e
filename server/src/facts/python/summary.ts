import type { QualifiedName } from './values.ts';

/** What other files can know of a Python module. Plain data without ranges: it stays equal while nobody touches what others see. */
export interface PythonSummary {
  readonly uri: string;
  /** Names bound by imports at the top level, in order: local name → what it stands for. Relative names keep their dots (`..core.Agent`). */
  readonly imports: Readonly<Record<string, QualifiedName>>;
  /** Modules of `from m import *`; relative names keep their dots. */
  readonly stars: readonly QualifiedName[];
  readonly classes: readonly PythonClassSummary[];
  readonly functions: readonly PythonFunctionSummary[];
  /** Top-level variables that are proven instances: name → type as an annotation would say it (`FuelAgent`, `dict[str, FuelAgent]`). */
  readonly variables: Readonly<Record<string, string>>;
  /** Top-level names for types (`Agents = Dict[str, FuelAgent]`, `Old = New`): name → type as written. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Top-level names that the module binds to something nobody can know: they hide names of `from m import *`. */
  readonly unknown: readonly string[];
}

export interface PythonClassSummary {
  readonly name: string;
  /** As written, without type arguments: `BaseAgent`, `base.BaseAgent`. */
  readonly bases: readonly string[];
  readonly decorators: readonly string[];
  /** As written; absent for `ABCMeta`, which makes classes like any other. */
  readonly metaclass?: string | undefined;
  readonly methods: readonly PythonFunctionSummary[];
  /**
   * Attributes set in the class body or through `self` in any method: name → type as an annotation would say it when every place gives the
   * same, else the empty string.
   */
  readonly attributes: Readonly<Record<string, string>>;
  /** First line of the docstring. */
  readonly doc?: string | undefined;
}

export interface PythonFunctionSummary {
  readonly name: string;
  readonly isAsync: boolean;
  readonly decorators: readonly string[];
  /** The return annotation as written, without quotes. */
  readonly annotation?: string | undefined;
  /**
   * Where there is no annotation, or a method is annotated as a dict: what the body's `return` statements give, without repetition. Absent when
   * there is none, or for a generator.
   */
  readonly returns?: readonly PythonReturn[] | undefined;
  /** Likewise what a generator (a pytest fixture, say) yields. */
  readonly yields?: readonly PythonReturn[] | undefined;
}

export type PythonReturn =
  /** `of`: a type as an annotation would say it, or a call as written (`make_agent()`). */
  | { readonly kind: 'instance'; readonly of: string }
  /** `isOpen`: it has other keys too, a comment between key and value, or is used otherwise before it is returned. */
  | { readonly kind: 'dict'; readonly keys: readonly string[]; readonly isOpen?: true }
  /** `super().run(…)`. */
  | { readonly kind: 'super'; readonly method: string }
  /** Another method of the same object. */
  | { readonly kind: 'self'; readonly method: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'other' };

/** A module of the workspace. What others can know of it may be made when somebody asks. */
export interface KnownModule {
  readonly uri: string;
  /** The same object each time. */
  readonly summary: PythonSummary;
  /** `false` only where no text of the summary has this part. */
  mayHave(part: string): boolean;
}

/** The modules of the workspace, by dotted name. */
export interface PythonWorld {
  /**
   * The module that `name` denotes when `fromUri` imports it: the file whose path ends in the name's parts and shares the longest path with
   * `fromUri`; `undefined` when the workspace has none. A name that starts with dots is relative to `fromUri`.
   */
  module(name: QualifiedName, fromUri: string): PythonSummary | undefined;
  /** Whether a module has this among what it defines, imports, or derives from. */
  names(name: string): boolean;
}

/** A workspace without Python modules. */
export const emptyWorld: PythonWorld = { module: () => undefined, names: () => false };
