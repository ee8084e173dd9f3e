import type { Range } from '../text/range.ts';
import type { SyntaxProblem, YamlComment, YamlMap } from './yamlTree.ts';

/**
 * A TOML text as the rest of the program sees it. Its values are the nodes that YAML has (a table is a mapping, a list of tables a
 * sequence; strings have the style of their quotes), so that schemas and settings are read the same way in both.
 */
export interface TomlFile {
  /** `undefined` for a text that does not parse: the parser stops at the first mistake. */
  readonly root: YamlMap | undefined;
  /** In the order of the text, the part above the first header included. */
  readonly tables: readonly TomlTable[];
  readonly comments: readonly YamlComment[];
  readonly problems: readonly SyntaxProblem[];
}

/** A header with the keys below it, up to the next header. */
export interface TomlTable {
  /** Empty for the keys above the first header. For an entry of a list of tables its index stands in the path. */
  readonly path: readonly (string | number)[];
  /** `[server]` with its brackets; empty at offset 0 for the keys above the first header. */
  readonly header: Range;
  /** Of the last part of the header's name. */
  readonly name: Range | undefined;
  /** From the first unit of a key to behind its value, in the order of the text. */
  readonly lines: readonly Range[];
}
