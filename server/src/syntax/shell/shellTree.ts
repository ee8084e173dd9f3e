import type { Range } from '../../text/range.ts';

/**
 * A shell script as far as facts need it: flat lists in reading order, commands inside substitutions included. All ranges are
 * indices into the text that was read, in UTF-16 units.
 */
export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** Every look-up of a variable, wherever it stands. */
  readonly reads: readonly ShellRead[];
  /** `for NAME in …`, `select NAME in …`. */
  readonly loops: readonly ShellLoop[];
  /** Comments with their `#`, up to the line end. */
  readonly comments: readonly Range[];
  /** Where a construct begins that has no end: nothing behind it was read. */
  readonly brokenAt: number | undefined;
}

/** A simple command: assignments, words, redirections. */
export interface ShellCommand {
  readonly assignments: readonly ShellAssignment[];
  readonly words: readonly ShellWord[];
  readonly redirections: readonly ShellRedirection[];
  /** From the first assignment, word or redirection to the last one. */
  readonly range: Range;
  /** Which block it runs in: where the innermost branch, loop, function or subshell begins; its own start when it runs under a condition (`a && b`). */
  readonly block: number;
  /** Where the pipeline begins: equal for all commands of one. */
  readonly pipeline: number;
  /** A `\` that was meant to go on with the next line does not (a blank or a comment follows). */
  readonly brokenContinuation: boolean;
}

export interface ShellAssignment {
  readonly name: string;
  readonly nameRange: Range;
  readonly range: Range;
  /** `undefined` for an array or a bare name (`export A`). */
  readonly value: ShellWord | undefined;
  readonly form: 'value' | 'array' | 'name';
}

export interface ShellWord {
  /** With its quotes. */
  readonly range: Range;
  /** Between the quotes, when one pair of them holds the whole word; else as `range`. */
  readonly inner: Range;
  /** What the shell makes of it; `undefined` when that is known at run time only. */
  readonly text: string | undefined;
  readonly quote: 'none' | 'single' | 'double' | 'mixed';
  /** Look-ups that are parts of this word itself, not of commands in it. */
  readonly reads: readonly ShellRead[];
  /** Whether it may become several words or none: an unquoted expansion from end to end, `"$@"`. */
  readonly splits: boolean;
}

export interface ShellRead {
  readonly name: string;
  readonly nameRange: Range;
  /** With `$` and braces. */
  readonly range: Range;
  /** What follows the name in braces: `:-`, `-`, `:=`, `=`, `:?`, `?`, `:+`, `+`, another operator's first character, or nothing. */
  readonly operator: string;
  /** Names that are tried before this one: it stands in their default. */
  readonly tried: readonly string[];
}

export interface ShellLoop {
  readonly name: string;
  readonly nameRange: Range;
}

export interface ShellRedirection {
  readonly operator: string;
  readonly target: ShellWord | undefined;
  readonly heredoc?: ShellHeredoc;
}

export interface ShellHeredoc {
  /** `<<'EOF'`: nothing in the body is expanded. */
  readonly quoted: boolean;
  /** The lines between, with their line ends. */
  readonly body: Range;
}
