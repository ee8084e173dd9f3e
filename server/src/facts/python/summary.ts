import type { QualifiedName } from './values.ts';

/** What other files can know of a Python module. Plain data without ranges: it stays equal while nobody touches what others see. */
export interface PythonSummary {
  readonly uri: string;
  /** Names bound by imports at the top level, in order: local name → what it stands for (relative imports resolved against the file's path). */
  readonly imports: Readonly<Record<string, QualifiedName>>;
  /** Modules of `from m import *`. */
  readonly stars: readonly QualifiedName[];
  readonly classes: readonly PythonClassSummary[];
  readonly functions: readonly PythonFunctionSummary[];
  /** Top-level variables that are proven instances: name → class as the module names it. */
  readonly variables: Readonly<Record<string, string>>;
}

export interface PythonClassSummary {
  readonly name: string;
  /** As written, without type arguments: `BaseAgent`, `base.BaseAgent`. */
  readonly bases: readonly string[];
  readonly decorators: readonly string[];
  readonly methods: readonly PythonFunctionSummary[];
  /** Attributes with a proven class, set in the class body or through `self` in any method, each time to the same: name → class as written. */
  readonly attributes: Readonly<Record<string, string>>;
  /** First line of the docstring. */
  readonly doc?: string;
}

export interface PythonFunctionSummary {
  readonly name: string;
  readonly isAsync: boolean;
  readonly decorators: readonly string[];
  /** The return annotation as written, without quotes. */
  readonly annotation?: string;
  /** Where there is no annotation: what the body's `return` statements give, if all give the same. */
  readonly returns?: { readonly kind: 'instance'; readonly of: string } | { readonly kind: 'dict'; readonly keys: readonly string[] } | { readonly kind: 'other' };
}

/** The modules of the workspace, by dotted name. */
export interface PythonWorld {
  /**
   * The module that `name` denotes when `fromUri` imports it: the file whose path ends in the name's parts and shares the longest path with
   * `fromUri`; `undefined` when the workspace has none.
   */
  module(name: QualifiedName, fromUri: string): PythonSummary | undefined;
}

/** A workspace without Python modules. */
export const emptyWorld: PythonWorld = { module: () => undefined };
