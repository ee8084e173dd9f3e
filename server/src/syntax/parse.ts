import { LineIndex } from '../text/lineIndex.ts';
import { parseDotenv } from './dotenv.ts';
import { parseGraphql } from './graphql.ts';
import { parseJson } from './json.ts';
import type { CodeLanguage, ParsedFile } from './parsedFile.ts';
import { parseToml } from './toml.ts';
import type { CodeParsers, CodeTree, Grammar } from './treeSitter.ts';
import { parseYaml } from './yaml.ts';
import { reparseYaml } from './yamlReparse.ts';
import type { SyntaxProblem } from './yamlTree.ts';

/** What parsing may use beside the text. */
export interface ParseOptions {
  /** The same file one edit ago: makes parsing faster and never changes the result. A code tree can be handed on once only. */
  readonly previous?: ParsedFile | undefined;
  /** The grammars at hand. Without them code has no tree. */
  readonly parsers?: CodeParsers | undefined;
  /** Keeps what the next parse of a file that is being edited can reuse; then somebody must call `releaseTree`. */
  readonly keep?: boolean;
}

/** Parses a text as the given language. Never throws; what is wrong stands in the tree. */
export function parse(uri: string, text: string, language: ParsedFile['language'], { previous, parsers, keep }: ParseOptions = {}): ParsedFile {
  const lines = new LineIndex(text);
  switch (language) {
    case 'yaml':
      return { language, uri, text, lines, yaml: previous?.language === 'yaml' ? reparseYaml(text, previous) : parseYaml(text) };
    case 'json':
      return { language, uri, text, lines, json: parseJson(text, { lines: /\.(?:jsonl|ndjson)$/i.test(uri) }) };
    case 'dotenv':
      return { language, uri, text, lines, dotenv: parseDotenv(text) };
    case 'toml':
      return { language, uri, text, lines, toml: parseToml(text) };
    case 'graphql':
      return { language, uri, text, lines, graphql: parseGraphql(text) };
    case 'python':
    case 'rust':
    case 'typescript': {
      const old = previous?.language === language ? previous.tree : undefined;
      const tree = text.length > maxCodeLength ? undefined : parsers?.(grammarOf(uri, language))?.parse(text, { previous: old, keep: keep ?? false });
      return { language, uri, text, lines, tree };
    }
    default:
      return { language, uri, text, lines };
  }
}

/** Longer code is generated. In UTF-16 units. */
export const maxCodeLength = 2 * 1024 * 1024;

/** The grammar that reads a file of this name. Plain TypeScript has casts (`<T>x`) that look like JSX. */
export function grammarOf(uri: string, language: CodeLanguage): Grammar {
  if (language !== 'typescript') return language;
  return /\.[mc]?ts$/.test(uri) ? 'typescript' : 'tsx';
}

/** What the parser found wrong, in position order. */
export function problemsOf(file: ParsedFile): readonly SyntaxProblem[] {
  switch (file.language) {
    case 'yaml':
      return file.yaml.problems;
    case 'dotenv':
      return file.dotenv.problems;
    case 'python':
    case 'rust':
    case 'typescript':
      return file.tree ? codeProblems(file.tree) : [];
    case 'json':
      return file.json.problems;
    case 'toml':
      return file.toml.problems;
    case 'graphql':
      return file.graphql.problems;
    default:
      return [];
  }
}

/** Set when the text was not parsed because of a limit. */
export function refusalOf(file: ParsedFile): string | undefined {
  switch (file.language) {
    case 'yaml':
      return file.yaml.refused;
    case 'json':
      return file.json.refused;
    case 'dotenv':
      return file.dotenv.refused;
    case 'graphql':
      return file.graphql.refused;
    case 'python':
    case 'rust':
    case 'typescript':
      return file.text.length > maxCodeLength ? 'too-large' : undefined;
    default:
      return undefined;
  }
}

/** Where code fits no rule of its grammar. */
function codeProblems({ root }: CodeTree): readonly SyntaxProblem[] {
  if (!root.isBroken) return [];
  const problems: SyntaxProblem[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!node.isBroken) continue;
    if (node.isMissing || node.type === 'ERROR') {
      problems.push({ code: 'CODE', message: 'This does not parse.', range: node.range });
    } else {
      stack.push(...[...node.children].reverse());
    }
  }
  return problems;
}
