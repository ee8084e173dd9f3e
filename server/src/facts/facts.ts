import type { Range } from '../text/range.ts';

/**
 * What a file says, in one vocabulary for all languages. A fact knows its own ranges (UTF-16 offsets into its file) but not
 * its file: the project index adds that.
 */
export type Fact = EnvironmentFact | PackageFact | FieldTypeFact;

/** A variable of the environment is set, read, or shown to the reader as something to set. */
export interface EnvironmentFact {
  readonly kind: 'environment';
  readonly name: string;
  readonly range: Range;
  /** `set`: given a value; `read`: looked up or interpolated; `suggested`: a commented-out assignment. */
  readonly access: 'set' | 'read' | 'suggested';
  /** For `set`: whether a value stands there (the value itself may be a secret and never becomes part of a fact). */
  readonly hasValue?: boolean;
  /** For `read`: whether the place gives a default of its own. */
  readonly hasDefault?: boolean;
}

/** A package is required by a manifest. */
export interface PackageFact {
  readonly kind: 'package';
  readonly ecosystem: 'pypi' | 'npm' | 'cargo';
  /** Normalised as the registry does (`PyYAML` → `pyyaml`). */
  readonly name: string;
  /** As written, e.g. `>=1.24,<2`; empty when any version will do. */
  readonly specifier: string;
  readonly range: Range;
}

/** Some data or code gives a named field a type: proof for types that AgentSpec v1 did not state. */
export interface FieldTypeFact {
  readonly kind: 'fieldType';
  readonly name: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  /** `data`: a sample value; `annotation`: a type annotation in code. */
  readonly source: 'data' | 'annotation';
  readonly range: Range;
}

/** A fact with the file it is from. */
export interface Located<F extends Fact = Fact> {
  readonly uri: string;
  readonly fact: F;
}
