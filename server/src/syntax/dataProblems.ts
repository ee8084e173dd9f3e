import { ParseError as TomlError, parseTOML } from 'toml-eslint-parser';
import type { SyntaxProblem } from './yamlTree.ts';

/** What is wrong with a TOML text: the first mistake, since the parser stops there. Never throws. */
export function tomlProblems(text: string): readonly SyntaxProblem[] {
  try {
    parseTOML(text);
    return [];
  } catch (error) {
    const at = error instanceof TomlError ? error.index : 0;
    return [{ code: 'TOML', message: 'This is no valid TOML.', range: { start: at, end: at } }];
  }
}
