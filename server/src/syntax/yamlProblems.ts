import type { SyntaxProblem } from './yamlTree.ts';
import type { Range } from '../text/range.ts';

/** What a user reads for each code: what is wrong, what to do. Fixed texts, so that no text of the file can leak through them. */
const messages: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias cannot have an anchor or a tag. Remove the anchor or tag before the `*`.',
  BAD_ALIAS: 'An anchor or alias has no name. Write the name directly behind the `&` or `*`.',
  BAD_COLLECTION_TYPE: 'The tag does not fit the kind of value behind it. Change the tag or the value.',
  BAD_DIRECTIVE: 'This directive is not valid. Correct or remove the line that begins with `%`.',
  BAD_DQ_ESCAPE: 'This escape is unknown in double quotes. Write `\\\\` for a backslash, or use single quotes.',
  BAD_INDENT: 'The indentation does not fit the lines around it. Align it with the entries of the same level.',
  BAD_PROP_ORDER: 'An anchor or tag stands before the indicator. Move it behind the indicator.',
  BAD_SCALAR_START: 'A plain value cannot begin with this character. Put the value in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'A mapping or list begins on the same line as another key. Put it on a line of its own, or quote the value.',
  BLOCK_IN_FLOW: 'Indented lines are not allowed inside `{}` or `[]`. Write the inner value with brackets, too.',
  CYCLIC_ALIAS: 'This alias refers to a value that contains it. Point it at another anchor.',
  DUPLICATE_KEY: 'This key stands twice in the same mapping, and readers keep only one of the values. Remove or rename one.',
  IMPOSSIBLE: 'This text cannot be read as YAML. Check the indentation of the lines around it.',
  KEY_OVER_1024_CHARS: 'A key may not be longer than 1,024 characters. Shorten it, or begin it with `? `.',
  MISSING_CHAR: 'A character is missing here: a colon, comma, dash, space, quote or closing bracket. Complete it.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line, followed by a colon. Add the colon, or join the lines.',
  MULTIPLE_ANCHORS: 'A value can have one anchor only. Remove the others.',
  MULTIPLE_TAGS: 'A value can have one tag only. Remove the others.',
  NOT_TEXT: 'The file holds NUL bytes, so it is not a text file. Check its encoding (UTF-8 is expected).',
  PARSER_FAILURE: 'The file could not be parsed. Check the syntax of the last change.',
  RESOURCE_EXHAUSTION: 'This value is nested too deeply to be read. Make it flatter.',
  TAB_AS_INDENT: 'YAML does not allow tabs as indentation. Indent with spaces.',
  TAG_RESOLVE_FAILED: 'The value does not fit its tag, or the tag is unknown. Change the tag or the value.',
  TOO_DEEP: 'The file is nested too deeply and was not checked. Make it flatter.',
  TOO_LARGE: 'The file is too large and was not checked. Split it into smaller files.',
  UNEXPECTED_TOKEN: 'This is not allowed here. Check the indentation, quotes and brackets before it.',
  UNRESOLVED_ALIAS: 'No anchor of this name stands before this alias. Correct the name, or add the anchor.',
};

const fallback = 'This is not valid YAML. Check the syntax here.';

/** A problem with the fixed message of its code; the range is cut to the text's length. */
export function yamlProblem(code: string, at: Range, textLength: number): SyntaxProblem {
  const start = Math.max(0, Math.min(at.start, textLength));
  const end = Math.max(start, Math.min(at.end, textLength));
  return { code, message: messages[code] ?? fallback, range: { start, end } };
}

/**
 * One problem per cause. The parser reports a broken line several times, and often the line after it as well: of errors on
 * the same or on directly following lines only the first is kept. Takes problems sorted by position and the text.
 */
export function withoutCascades(sorted: readonly SyntaxProblem[], text: string): SyntaxProblem[] {
  const kept: SyntaxProblem[] = [];
  let previous: number | undefined;
  for (const problem of sorted) {
    const at = problem.range.start;
    if (previous === undefined || lineBreaksReach(text, previous, at, 2)) kept.push(problem);
    previous = at;
  }
  return kept;
}

/** Whether at least `wanted` line breaks stand between two offsets. */
function lineBreaksReach(text: string, from: number, to: number, wanted: number): boolean {
  let at = from;
  for (let count = 0; count < wanted; count++) {
    const found = text.indexOf('\n', at);
    if (found === -1 || found >= to) return false;
    at = found + 1;
  }
  return true;
}
