import type { Range } from '../text/range.ts';

/** A token of a Python text, as far as setup scripts need it. */
export type PythonToken = PythonString | {
  readonly kind: 'name' | 'punctuation';
  readonly text: string;
  readonly start: number;
  /** Whether it is the first thing on a line that is not indented. */
  readonly startsLine: boolean;
};

/** A string literal. */
export interface PythonString {
  readonly kind: 'string';
  /** With quotes. */
  readonly text: string;
  readonly prefix: string;
  readonly quote: string;
  readonly start: number;
  readonly end: number;
  /** Between the quotes. */
  readonly inner: Range;
}

/** A comment, a string's begin (prefix and quotes), a word or number, or something else. */
const token = /#[^\r\n]*|([A-Za-z]{0,2})("""|'''|"|')|[\w.]+|[=!<>+*/%|&^-]?=|[^\s\w]/g;

/**
 * The names, strings and signs of a Python text, without comments; ends at a string that is not closed (it is half-typed, and
 * so is all that follows). Never throws; linear in the text's length.
 */
export function pythonTokens(text: string): readonly PythonToken[] {
  const tokens: PythonToken[] = [];
  const scanner = new RegExp(token);
  for (let match = scanner.exec(text); match; match = scanner.exec(text)) {
    const start = match.index;
    const quote = match[2];
    if (quote === undefined) {
      if (match[0].startsWith('#')) continue;
      const startsLine = start === 0 || text[start - 1] === '\n' || text[start - 1] === '\r';
      tokens.push({ kind: /^[A-Za-z_]/.test(match[0]) ? 'name' : 'punctuation', text: match[0], start, startsLine });
      continue;
    }
    const inner = start + match[0].length;
    const close = closingQuote(text, inner, quote);
    if (close === undefined) return tokens;
    const end = close + quote.length;
    tokens.push({ kind: 'string', text: text.slice(start, end), prefix: match[1] ?? '', quote, start, end, inner: { start: inner, end: close } });
    scanner.lastIndex = end;
  }
  return tokens;
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text.startsWith(quote, at)) return at;
    else if (quote.length === 1 && (text[at] === '\n' || text[at] === '\r')) return undefined;
  }
  return undefined;
}
