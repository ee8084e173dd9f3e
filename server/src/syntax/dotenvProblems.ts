import type { SyntaxProblem } from './yamlTree.ts';

const messages = {
  INVALID_NAME: 'This is not a valid variable name. Use letters, digits and underscores, and do not begin with a digit.',
  MISSING_EQUALS: 'This line is neither an assignment nor a comment. Write `NAME=value`, or begin it with `#`.',
  NOT_TEXT: 'The file holds NUL bytes, so it is not a text file. Check its encoding (UTF-8 is expected).',
  TEXT_AFTER_QUOTE: 'There is text behind the closing quote. Move it into the quotes, or put ` #` before a comment.',
  TOO_LARGE: 'The file is too large and was not checked. Split it into smaller files.',
  UNCLOSED_QUOTE: 'This quote is never closed. Add the closing quote at the end of the value.',
} as const;

/** Why a `.env` text is not in order. */
export type DotenvProblemCode = keyof typeof messages;

/** A problem with the fixed message of its code, so that no value can leak through it. */
export function dotenvProblem(code: DotenvProblemCode, start: number, end: number): SyntaxProblem {
  return { code, message: messages[code], range: { start, end } };
}
