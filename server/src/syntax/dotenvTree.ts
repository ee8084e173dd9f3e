import type { Range } from '../text/range.ts';
import type { SyntaxProblem } from './yamlTree.ts';

/** A `.env` text with the range of everything in it. Offsets are UTF-16 units. */
export interface DotenvFile {
  readonly entries: readonly DotenvEntry[];
  readonly comments: readonly DotenvComment[];
  /** Sorted by position. When not empty no fix may be offered. */
  readonly problems: readonly SyntaxProblem[];
  readonly refused?: 'too-large' | 'not-text';
}

/** `NAME=value`, with or without `export`. */
export interface DotenvEntry {
  readonly name: string;
  readonly nameRange: Range;
  /** The value as dotenv reads it: unquoted, escapes resolved in double quotes, interpolations left as they stand. */
  readonly value: string;
  /** The value as it stands, with its quotes; empty behind the `=` for an empty value. */
  readonly valueRange: Range;
  readonly quote: 'none' | 'single' | 'double' | 'backtick';
  readonly exported: boolean;
  /** The whole statement from `export` or the name to the value's end; without comment and line end. */
  readonly range: Range;
  /** `# …` behind the value, if any. */
  readonly comment: DotenvComment | undefined;
  /** `$NAME` and `${NAME…}` in an unquoted or double-quoted value. */
  readonly interpolations: readonly Interpolation[];
}

export interface DotenvComment {
  /** From the `#` to the end of the line (without the line end). */
  readonly range: Range;
  /** Behind the `#`, trimmed. */
  readonly text: string;
  /** Set for a commented-out assignment (`# NAME=value`), the usual way of templates. */
  readonly assignment?: { readonly name: string; readonly nameRange: Range; readonly value: string; readonly valueRange: Range };
}

/** A reference to an environment variable inside a string: `${NAME}`, `${NAME:-default}`, `$NAME`. */
export interface Interpolation {
  readonly name: string;
  readonly nameRange: Range;
  /** With `$`, braces and default. */
  readonly range: Range;
  /** Whether `:-`, `-`, `:=` or `=` gives a value for when it is not set. */
  readonly hasDefault: boolean;
}
