import type { LineIndex } from '../text/lineIndex.ts';
import type { DotenvFile } from './dotenvTree.ts';
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

export interface ParsedDotenv extends ParsedFileBase {
  readonly language: 'dotenv';
  readonly dotenv: DotenvFile;
}

/** One file's text with its tree. Parsing never throws: what is wrong stands in the tree's `problems`. */
export type ParsedFile = ParsedYaml | ParsedDotenv;
