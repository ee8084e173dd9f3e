import type { LineIndex } from '../text/lineIndex.ts';
import type { DotenvFile } from './dotenvTree.ts';
import type { GraphqlFile } from './graphqlTree.ts';
import type { TomlFile } from './tomlTree.ts';
import type { CodeTree } from './treeSitter.ts';
import type { YamlStream } from './yamlTree.ts';

interface ParsedFileBase {
  readonly uri: string;
  /** Without a byte order mark: hosts take it off and put it back. */
  readonly text: string;
  readonly lines: LineIndex;
}

export interface ParsedYaml extends ParsedFileBase {
  readonly language: 'yaml';
  readonly yaml: YamlStream;
}

/** JSON has the tree of YAML, of which it is the flow style; a file of JSON Lines has a document for each line. */
export interface ParsedJson extends ParsedFileBase {
  readonly language: 'json';
  readonly json: YamlStream;
}

export interface ParsedDotenv extends ParsedFileBase {
  readonly language: 'dotenv';
  readonly dotenv: DotenvFile;
}

export interface ParsedToml extends ParsedFileBase {
  readonly language: 'toml';
  readonly toml: TomlFile;
}

export interface ParsedGraphql extends ParsedFileBase {
  readonly language: 'graphql';
  readonly graphql: GraphqlFile;
}

/** Code that tree-sitter reads. `typescript` is JavaScript, JSX and TSX too. */
export interface ParsedCode extends ParsedFileBase {
  readonly language: CodeLanguage;
  /** `undefined` when the grammar is not loaded (yet) or the engine gave up: then the file says nothing. */
  readonly tree: CodeTree | undefined;
}

/** A file without a tree of its own: the readers of its language take the text. */
export interface ParsedPlain extends ParsedFileBase {
  readonly language: PlainLanguage;
}

export type CodeLanguage = 'python' | 'typescript' | 'rust';

/**
 * `template`: YAML with `{{ … }}` of Helm, Jinja or the like that does not parse as YAML. `ini`: `tox.ini`, `setup.cfg`, systemd units
 * and the like. `text`: one-liners such as `.python-version`.
 */
export type PlainLanguage =
  | 'shell' | 'batch' | 'powershell' | 'makefile' | 'dockerfile' | 'template' | 'ini' | 'requirements' | 'sql' | 'markdown' | 'text';

/** One file's text with its tree. Parsing never throws: what is wrong stands in the tree's `problems`. */
export type ParsedFile = ParsedYaml | ParsedJson | ParsedDotenv | ParsedToml | ParsedGraphql | ParsedCode | ParsedPlain;
