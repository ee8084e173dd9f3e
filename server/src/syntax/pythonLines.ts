/**
 * Where the logical line of Python that `from` is in ends: behind its line end, or at the end of the text. Lines inside brackets and strings
 * are part of it, and those that a backslash joins. `undefined` when something does not close, or only a parser can tell.
 */
export function pythonLineEnd(text: string, from: number): number | undefined {
  const end = codeEnd(text, from, undefined, 0);
  return end < 0 ? undefined : end;
}

/** The string that a piece of code is a replacement field of. */
interface FormatString {
  readonly quote: number;
  readonly isTriple: boolean;
}

/** More f-strings in one another than this are nobody's code. */
const maxNesting = 16;

/** Behind the line end or, inside an f-string, behind the `}`; -1 when it is not certain. */
function codeEnd(text: string, from: number, inside: FormatString | undefined, nesting: number): number {
  if (nesting > maxNesting) return -1;
  const open: number[] = [];
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code > 127 || isSpecial[code] === 0) {
      at++;
      continue;
    }
    switch (code) {
      case newline:
        if (inside ? !inside.isTriple : open.length === 0) return inside ? -1 : at + 1;
        at++;
        break;
      case hash:
        if (inside) return -1;
        at = text.indexOf('\n', at);
        if (at < 0) at = text.length;
        break;
      case backslash: {
        const width = joinWidth(text, at);
        if (width === 0 || inside) return -1;
        at += width;
        break;
      }
      case doubleQuote:
      case singleQuote:
        at = stringEnd(text, at, nesting);
        if (at < 0) return -1;
        break;
      case leftParenthesis:
      case leftBracket:
      case leftBrace:
        open.push(code);
        at++;
        break;
      case rightBrace:
        if (inside && open.length === 0) return at + 1;
        if (open.pop() !== leftBrace) return -1;
        at++;
        break;
      case rightParenthesis:
        if (open.pop() !== leftParenthesis) return -1;
        at++;
        break;
      case rightBracket:
        if (open.pop() !== leftBracket) return -1;
        at++;
        break;
      case colon:
        if (inside && open.length === 0) return specificationEnd(text, at + 1, inside, nesting);
        at++;
        break;
      default: // A backtick quotes in Python 2 and is nothing in Python 3.
        return -1;
    }
  }
  return inside || open.length > 0 ? -1 : text.length;
}

/** Behind the `}` that ends a replacement field, from behind its colon. */
function specificationEnd(text: string, from: number, inside: FormatString, nesting: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === rightBrace) return at + 1;
    if (code === backslash || code === inside.quote || (code === newline && !inside.isTriple)) return -1;
    at = code === leftBrace ? codeEnd(text, at + 1, inside, nesting + 1) : at + 1;
    if (at < 0) return -1;
  }
  return -1;
}

/** Behind the string whose first quote is at `start`. */
function stringEnd(text: string, start: number, nesting: number): number {
  const quote = text.charCodeAt(start);
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  const from = start + (isTriple ? 3 : 1);
  const prefix = prefixBefore(text, start);
  const isFormat = /[ft]/i.test(prefix);
  const isRaw = /r/i.test(prefix);
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === backslash) {
      at = escapeEnd(text, at, isFormat, isRaw);
    } else if (code === quote) {
      if (!isTriple) return at + 1;
      if (text.charCodeAt(at + 1) === quote && text.charCodeAt(at + 2) === quote) return at + 3;
      at++;
    } else if (code === newline && !isTriple) {
      return -1;
    } else if (isFormat && (code === leftBrace || code === rightBrace)) {
      if (text.charCodeAt(at + 1) === code) at += 2;
      else if (code === rightBrace) return -1;
      else at = codeEnd(text, at + 1, { quote, isTriple }, nesting + 1);
      if (at < 0) return -1;
    } else {
      at++;
    }
  }
  return -1;
}

/** Behind what a backslash in a string takes with it. In raw strings too, a quote behind it does not end the string. */
function escapeEnd(text: string, at: number, isFormat: boolean, isRaw: boolean): number {
  const next = text.charCodeAt(at + 1);
  if (next === carriageReturn) return at + 3;
  if (isFormat && (next === leftBrace || next === rightBrace)) return at + 1;
  if (isFormat && !isRaw && text.startsWith('N{', at + 1)) {
    const end = text.indexOf('}', at);
    return end < 0 ? text.length : end + 1;
  }
  return at + 2;
}

/** The letters before a quote, if they are a prefix: one or two that no other word ends with. */
function prefixBefore(text: string, quote: number): string {
  let start = quote;
  while (start > 0 && quote - start < 3 && isWord(text.charCodeAt(start - 1))) start--;
  const prefix = text.slice(start, quote);
  return /^[bfrtu]{1,2}$/i.test(prefix) ? prefix : '';
}

function isWord(code: number): boolean {
  return code > 127 || code === 95 || (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

/** How long a backslash with the line end behind it is; 0 when there is none. */
function joinWidth(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === newline) return 2;
  return text.charCodeAt(at + 1) === carriageReturn && text.charCodeAt(at + 2) === newline ? 3 : 0;
}

const newline = 10;
const carriageReturn = 13;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const leftParenthesis = 40;
const rightParenthesis = 41;
const colon = 58;
const leftBracket = 91;
const backslash = 92;
const rightBracket = 93;
const backtick = 96;
const leftBrace = 123;
const rightBrace = 125;

/** By character code: whether code must be looked at. */
const isSpecial = new Uint8Array(128);
for (const code of [
  newline, doubleQuote, hash, singleQuote, leftParenthesis, rightParenthesis, colon, leftBracket, backslash, rightBracket, backtick, leftBrace, rightBrace,
]) isSpecial[code] = 1;
