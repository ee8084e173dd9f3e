import type { DotenvComment, DotenvEntry, DotenvFile } from './dotenvTree.ts';
import { dotenvProblem } from './dotenvProblems.ts';
import { interpolationsIn } from './interpolation.ts';
import type { SyntaxProblem } from './yamlTree.ts';

/** Longer texts are refused: nobody writes such a file by hand. */
const maximumLength = 10 * 1024 * 1024;

/**
 * Parses a `.env` text the way the dotenv packages read it: `export`, blanks around `=`, values in three kinds of quotes
 * over several lines, comments. An unquoted value ends at a `#` with a blank before it; double quotes know the escapes `\n` and `\r`.
 * Takes the text as it stands (any line ends, a byte order mark is fine) and gives ranges as UTF-16 offsets into it. Never
 * throws: what is wrong stands in `problems`.
 */
export function parseDotenv(text: string): DotenvFile {
  if (text.length > maximumLength) return refuse('too-large', 0, text.length);
  const nul = text.indexOf('\0');
  if (nul !== -1) return refuse('not-text', nul, nul + 1);
  const scanner = new Scanner(text);
  scanner.run();
  return { entries: scanner.entries, comments: scanner.comments, problems: scanner.problems };
}

function refuse(refused: 'too-large' | 'not-text', start: number, end: number): DotenvFile {
  const problem = dotenvProblem(refused === 'too-large' ? 'TOO_LARGE' : 'NOT_TEXT', start, end);
  return { entries: [], comments: [], problems: [problem], refused };
}

/** A value with its closing quote, or a sign of why there is none. */
interface Quoted {
  /** Behind the closing quote. */
  readonly end: number;
  /** Of a comment on the closing line. */
  readonly comment: number | undefined;
}

const quoteNames: Readonly<Record<string, DotenvEntry['quote']>> = { "'": 'single', '"': 'double', '`': 'backtick' };
const validName = /^[A-Za-z_][\w.-]*$/;
const assignmentInComment = /^#+[ \t]*(?:export[ \t]+)?([A-Z_][A-Z0-9_]*)[ \t]*=[ \t]*(.*)$/s;
/** Empty, in quotes, or one word; then at most a comment. Several words are more likely a sentence about the variable. */
const looksLikeValue = /^(?:'[^']*'|"[^"]*"|`[^`]*`|[^\s#'"`]\S*)?(?=\s*$|\s+#)/;

class Scanner {
  readonly entries: DotenvEntry[] = [];
  readonly comments: DotenvComment[] = [];
  readonly problems: SyntaxProblem[] = [];
  readonly #text: string;
  #at: number;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  run(): void {
    while (this.#at < this.#text.length) {
      const start = this.#skipBlanks(this.#at);
      const lineEnd = this.#lineEnd(start);
      if (this.#text[start] === '#') {
        this.comments.push(this.#comment(start, lineEnd));
        this.#at = lineEnd;
      } else {
        this.#at = start < lineEnd ? this.#statement(start, lineEnd) : lineEnd;
      }
      this.#at = this.#nextLine(this.#at);
    }
  }

  /** Reads one assignment and gives the offset of the line end behind it. */
  #statement(start: number, lineEnd: number): number {
    const text = this.#text;
    const exported = /^export[ \t]+(?=[^=\s])/.exec(text.slice(start, Math.min(lineEnd, start + 256)));
    const nameStart = start + (exported?.[0].length ?? 0);
    const equals = this.#find('=', nameStart, lineEnd);
    const contentEnd = this.#find('#', nameStart, lineEnd) ?? lineEnd;
    if (equals === undefined || equals >= contentEnd) {
      this.problems.push(dotenvProblem('MISSING_EQUALS', start, this.#trimEnd(start, contentEnd)));
      if (contentEnd < lineEnd) this.comments.push(this.#comment(contentEnd, lineEnd));
      return lineEnd;
    }
    const nameEnd = this.#trimEnd(nameStart, equals);
    const name = text.slice(nameStart, nameEnd);
    const valid = validName.test(name);
    if (!valid) this.problems.push(dotenvProblem('INVALID_NAME', nameStart, Math.max(nameEnd, nameStart + 1)));

    const valueStart = this.#skipBlanks(equals + 1);
    const quote = quoteNames[text[valueStart] ?? ''];
    const quoted = quote === undefined ? undefined : this.#quoted(valueStart, lineEnd);
    let valueRange = { start: valueStart, end: quoted?.end ?? 0 };
    let commentStart = quoted?.comment;
    if (!quoted) {
      commentStart = this.#commentBehind(equals + 1, lineEnd);
      const end = this.#trimEnd(valueStart, commentStart ?? lineEnd);
      // An empty value stands directly behind the `=`, not behind the blanks that follow.
      valueRange = end > valueStart ? { start: valueStart, end } : { start: equals + 1, end: equals + 1 };
    }
    const stop = this.#lineEnd(valueRange.end);
    const comment = commentStart === undefined ? undefined : this.#comment(commentStart, stop);
    if (comment) this.comments.push(comment);
    if (valid) {
      const style = quoted && quote ? quote : 'none';
      const source = text.slice(valueRange.start, valueRange.end);
      this.entries.push({
        name,
        nameRange: { start: nameStart, end: nameEnd },
        value: valueOf(source, style),
        valueRange,
        quote: style,
        exported: exported !== null,
        range: { start, end: valueRange.end },
        comment,
        interpolations: style === 'none' || style === 'double' ? interpolationsIn(source, valueRange.start) : [],
      });
    }
    return stop;
  }

  /**
   * The `#` that ends an unquoted value: only with a blank before it, as python-dotenv, compose and shells read it. Node's
   * dotenv ends `a#b` at the `#`; taking the longer value means that a fix never leaves a piece of a secret behind.
   */
  #commentBehind(from: number, lineEnd: number): number | undefined {
    for (let at = this.#find('#', from, lineEnd); at !== undefined; at = this.#find('#', at + 1, lineEnd)) {
      if (/[ \t]/.test(this.#text[at - 1] ?? '')) return at;
    }
    return undefined;
  }

  /** A value in quotes; `undefined` (with a problem) when it is not closed, and then dotenv takes the line as it stands. */
  #quoted(start: number, lineEnd: number): Quoted | undefined {
    const text = this.#text;
    const quote = text[start] ?? '';
    const escaped: number[] = [];
    let close = text.indexOf(quote, start + 1);
    while (close !== -1 && text[close - 1] === '\\' && close - 1 > start) {
      escaped.push(close);
      close = text.indexOf(quote, close + 1);
    }
    if (close !== -1) {
      const closed = this.#closedAt(close);
      if (closed) return closed;
    }
    // A backslash before the quote that ends the line is part of the value: `"C:\dir\"`.
    for (const candidate of escaped.reverse()) {
      const closed = this.#closedAt(candidate);
      if (closed) return closed;
    }
    if (close !== -1 && close < lineEnd) {
      this.problems.push(dotenvProblem('TEXT_AFTER_QUOTE', this.#skipBlanks(close + 1), this.#trimEnd(close + 1, lineEnd)));
    } else {
      this.problems.push(dotenvProblem('UNCLOSED_QUOTE', start, start + 1));
    }
    return undefined;
  }

  /** A quote closes a value when nothing but blanks or a comment follows on its line. */
  #closedAt(close: number): Quoted | undefined {
    const next = this.#skipBlanks(close + 1);
    const unit = this.#text[next];
    if (unit === '#') return { end: close + 1, comment: next };
    return unit === undefined || unit === '\n' || unit === '\r' ? { end: close + 1, comment: undefined } : undefined;
  }

  #comment(start: number, lineEnd: number): DotenvComment {
    const source = this.#text.slice(start, lineEnd);
    const end = start + source.trimEnd().length;
    const comment: DotenvComment = { range: { start, end: lineEnd }, text: source.replace(/^#+/, '').trim() };
    const match = assignmentInComment.exec(this.#text.slice(start, end));
    const name = match?.[1];
    const rest = match?.[2];
    if (name === undefined || rest === undefined) return comment;
    const value = looksLikeValue.exec(rest)?.[0];
    if (value === undefined) return comment;
    const nameStart = start + source.indexOf(name);
    const valueStart = end - rest.length;
    return {
      ...comment,
      assignment: {
        name,
        nameRange: { start: nameStart, end: nameStart + name.length },
        value: valueOf(value, quoteNames[value[0] ?? ''] ?? 'none'),
        valueRange: { start: valueStart, end: valueStart + value.length },
      },
    };
  }

  /** Looks no further than `end`: on many lines a search to the text's end would be quadratic. */
  #find(unit: string, start: number, end: number): number | undefined {
    const found = this.#text.slice(start, end).indexOf(unit);
    return found === -1 ? undefined : start + found;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (isBlank(this.#text.charCodeAt(at))) at++;
    return at;
  }

  #trimEnd(start: number, end: number): number {
    let at = end;
    while (at > start && isBlank(this.#text.charCodeAt(at - 1))) at--;
    return at;
  }

  #lineEnd(from: number): number {
    let at = from;
    while (at < this.#text.length && this.#text.charCodeAt(at) !== 10 && this.#text.charCodeAt(at) !== 13) at++;
    return at;
  }

  #nextLine(lineEnd: number): number {
    return this.#text.startsWith('\r\n', lineEnd) ? lineEnd + 2 : lineEnd + 1;
  }
}

function isBlank(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 0xa0 || unit === 0xfeff || unit === 11 || unit === 12;
}

/** What a program gets: without quotes, line ends unified and escapes resolved as dotenv does. */
function valueOf(source: string, quote: DotenvEntry['quote']): string {
  if (quote === 'none') return source;
  const inner = source.slice(1, -1).replace(/\r\n?/g, '\n');
  return quote === 'double' ? inner.replace(/\\n/g, '\n').replace(/\\r/g, '\r') : inner;
}
