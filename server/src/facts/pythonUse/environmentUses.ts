import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';

/** A place of Python code that sets or reads a variable, before bridges between two names are looked for. */
export interface EnvironmentUse {
  /** The whole expression or statement part: a call, a subscript, a pair of a dict. */
  readonly node: CodeNode;
  readonly name: string;
  readonly range: Range;
  readonly access: 'set' | 'read';
  /** What is assigned. */
  readonly value?: CodeNode;
  readonly hasDefault?: boolean;
  /** Names that are tried at the same place. */
  readonly beside: readonly string[];
  readonly renaming?: 'unsafe' | 'none';
  readonly because?: string;
  readonly template?: string;
  readonly templateRange?: Range;
  /** The dict that a pair stands in, the function that a statement stands in. */
  readonly group?: CodeNode;
}
