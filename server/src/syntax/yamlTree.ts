import type { Range } from '../text/range.ts';

/**
 * A YAML text as the rest of the program sees it: values with exact ranges, independent of the parser behind it.
 * All ranges are UTF-16 offsets into the whole text, also in the second document of a stream.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar | YamlAlias;

interface YamlNodeBase {
  /** From the first to behind the last unit of the value itself: no comment, no trailing blank, no anchor or tag. */
  readonly range: Range;
  /** `name` of `&name` before the value, if it has one. */
  readonly anchor?: string;
  /** `!tag` before the value, if it has one. */
  readonly tag?: string;
}

export interface YamlMap extends YamlNodeBase {
  readonly kind: 'map';
  /** `{a: 1}` instead of indented lines. */
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
}

export interface YamlEntry {
  readonly key: YamlNode;
  /** The key as a string when it is a scalar; `undefined` for complex keys. */
  readonly name: string | undefined;
  /** `undefined` when nothing stands behind the colon. */
  readonly value: YamlNode | undefined;
  /** From the key's first unit to behind the value's last one (behind the colon without a value). */
  readonly range: Range;
  /** Offset of the colon, or the key's end for a key without one. */
  readonly colon: number;
}

export interface YamlSeq extends YamlNodeBase {
  readonly kind: 'seq';
  /** `[a, b]` instead of dashes. */
  readonly flow: boolean;
  readonly items: readonly YamlItem[];
}

export interface YamlItem {
  readonly value: YamlNode | undefined;
  /** From the dash (or the value in a flow sequence) to behind the value's last unit. */
  readonly range: Range;
}

export interface YamlScalar extends YamlNodeBase {
  readonly kind: 'scalar';
  /** By the YAML 1.2 core schema. */
  readonly value: string | number | boolean | null;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
}

export interface YamlAlias extends YamlNodeBase {
  readonly kind: 'alias';
  readonly name: string;
  /** The anchored value; `undefined` for an unknown or cyclic name. */
  readonly target: YamlNode | undefined;
}

export interface YamlComment {
  /** From the `#` to the end of the line (without the line end). */
  readonly range: Range;
  /** Behind the `#`, trimmed. */
  readonly text: string;
}

/** Something the YAML specification forbids, or a limit of ours (`TOO_DEEP`, `TOO_LARGE`, …). Errors are values. */
export interface SyntaxProblem {
  /** The parser's stable code such as `BAD_INDENT`, `DUPLICATE_KEY`, `TAB_AS_INDENT`, `UNRESOLVED_ALIAS`. */
  readonly code: string;
  /** What is wrong and what to do, for a user. Never holds text of the file (it may be a secret). */
  readonly message: string;
  readonly range: Range;
}

export interface YamlDocument {
  /** `undefined` for an empty document. */
  readonly root: YamlNode | undefined;
}

/** All documents of one YAML text. */
export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly comments: readonly YamlComment[];
  /** Sorted by position. When not empty the trees may be incomplete, and no fix may be offered. */
  readonly problems: readonly SyntaxProblem[];
  /** Set when the text was not parsed at all because of a limit; then there are no documents and `problems` says why. */
  readonly refused?: 'too-large' | 'too-deep' | 'not-text';
}
