import { Composer, Lexer, Parser, type CST, type Document } from 'yaml';
import { YamlBuilder } from './yamlBuild.ts';
import { readOrdinaryYaml } from './yamlLines.ts';
import { withoutCascades, yamlProblem } from './yamlProblems.ts';
import type { SyntaxProblem, YamlComment, YamlDocument, YamlStream } from './yamlTree.ts';

/** Longer texts are refused: the package takes about 0.6 s per MB, and no hand-written file comes near. */
const maximumLength = 10 * 1024 * 1024;

/** Deeper nesting is refused. The parser recurses, and on Node 20 its overflow can end the process instead of throwing. */
const maximumDepth = 200;

/** The lexer's mark before each plain or block scalar, whose own text may begin with anything. */
const scalarMark = '\u001f';

/**
 * Parses a YAML text, with all its documents. Takes the text as it stands (a byte order mark and any line ends are fine) and
 * gives trees whose ranges are UTF-16 offsets into it. Never throws: what is wrong stands in `problems`, sorted by position.
 * Time and memory grow with the text's length only; aliases are references and are never expanded.
 */
export function parseYaml(text: string): YamlStream {
  if (text.length <= maximumLength) {
    const ordinary = readOrdinaryYaml(text);
    if (ordinary) return ordinary;
  }
  return parseAnyYaml(text);
}

/** As `parseYaml`, with the `yaml` package whatever the text is like. */
export function parseAnyYaml(text: string): YamlStream {
  if (text.length > maximumLength) return refuse('too-large', 'TOO_LARGE', 0, text.length);
  const nul = text.indexOf('\0');
  if (nul !== -1) return refuse('not-text', 'NOT_TEXT', nul, text.length);
  // The package makes an error object for each problem, and half of the time that a template takes went into their stacks, which nobody reads.
  const { stackTraceLimit } = Error;
  try {
    Error.stackTraceLimit = 0;
    return parseStream(text);
  } catch {
    // No known input comes here. A parser bug must still be a value for the caller.
    return { documents: [], comments: [], problems: [yamlProblem('PARSER_FAILURE', { start: 0, end: 0 }, text.length)] };
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function refuse(refused: 'too-large' | 'too-deep' | 'not-text', code: string, at: number, length: number): YamlStream {
  return { documents: [], comments: [], problems: [yamlProblem(code, { start: at, end: at + 1 }, length)], refused };
}

function parseStream(text: string): YamlStream {
  const comments: YamlComment[] = [];
  const tokens: CST.Token[] = [];
  const deep = readTokens(unifyLineEnds(text), tokens, comments);
  if (deep !== undefined) return refuse('too-deep', 'TOO_DEEP', deep, text.length);

  const documents: YamlDocument[] = [];
  const problems: SyntaxProblem[] = [];
  const errors: SyntaxProblem[] = [];
  // The package's own check for equal keys is quadratic, and it brings in tags such as !!set that replace nodes.
  const composer = new Composer({ keepSourceTokens: true, uniqueKeys: false, resolveKnownTags: false, schema: 'core' });
  const documentTokens = tokens.filter((token) => token.type === 'document');
  for (const document of composer.compose(tokens, true, text.length)) {
    for (const error of document.errors) errors.push(yamlProblem(error.code, { start: error.pos[0], end: error.pos[1] }, text.length));
    const token = documentTokens[documents.length];
    if (!token) continue;
    const builder = new YamlBuilder(text);
    documents.push(builder.document(document as Document.Parsed, token));
    problems.push(...builder.problems);
  }
  problems.push(...withoutCascades(errors.sort(byPosition), text));
  return { documents, comments, problems: problems.sort(byPosition) };
}

/**
 * Runs the package's lexer and parser by hand, so that comments and nesting are seen on the way without another pass.
 * Fills `tokens` and `comments`; gives the offset at which the nesting becomes too deep, if it does.
 */
function readTokens(text: string, tokens: CST.Token[], comments: YamlComment[]): number | undefined {
  const lexer = new Lexer();
  const parser = new Parser();
  let atScalar = false;
  for (const lexeme of lexer.lex(text)) {
    if (atScalar) atScalar = false;
    else if (lexeme === scalarMark) atScalar = true;
    else if (lexeme.charCodeAt(0) === 35) {
      const start = parser.offset;
      comments.push({ range: { start, end: start + lexeme.length }, text: lexeme.slice(1).trim() });
    }
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (parser.stack.length > maximumDepth) return parser.offset;
  }
  for (const token of parser.end()) tokens.push(token);
  return undefined;
}

/** A carriage return alone ends a line in YAML, but not for the parser. As one unit takes the place of one, offsets hold. */
function unifyLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}

function byPosition(a: SyntaxProblem, b: SyntaxProblem): number {
  return a.range.start - b.range.start;
}
