import { LineIndex } from '../text/lineIndex.ts';
import { parseDotenv } from './dotenv.ts';
import type { ParsedFile } from './parsedFile.ts';
import { parseYaml } from './yaml.ts';
import { reparseYaml } from './yamlReparse.ts';
import type { SyntaxProblem } from './yamlTree.ts';

/**
 * Parses a text as the given language. Never throws; what is wrong stands in the tree. `previous`, the same file one edit ago,
 * makes it faster and never changes the result.
 */
export function parse(uri: string, text: string, language: ParsedFile['language'], previous?: ParsedFile): ParsedFile {
  const lines = new LineIndex(text);
  switch (language) {
    case 'yaml':
      return { language, uri, text, lines, yaml: previous?.language === 'yaml' ? reparseYaml(text, previous) : parseYaml(text) };
    case 'dotenv':
      return { language, uri, text, lines, dotenv: parseDotenv(text) };
  }
}

/** What the parser found wrong, in position order. */
export function problemsOf(file: ParsedFile): readonly SyntaxProblem[] {
  return file.language === 'yaml' ? file.yaml.problems : file.dotenv.problems;
}

/** Set when the text was not parsed because of a limit. */
export function refusalOf(file: ParsedFile): string | undefined {
  return file.language === 'yaml' ? file.yaml.refused : file.dotenv.refused;
}
