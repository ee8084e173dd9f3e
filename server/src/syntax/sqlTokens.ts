import { hole } from './shell/mask.ts';

/** A piece of SQL. Offsets are indices into the text that was read. */
export interface SqlToken {
  /**
   * `word`: a keyword or plain name; `name`: a quoted identifier; `text`: a string, a number or a bind parameter; `unknown`: something that a
   * template fills in; `body`: the inside of a dollar-quoted text; `symbol`: an operator or bracket, one character each.
   */
  readonly kind: 'word' | 'name' | 'text' | 'unknown' | 'body' | 'symbol';
  /** Words and names in lower case, without quotes; symbols as they are; empty for the others. */
  readonly text: string;
  /** Of the name without its quotes. */
  readonly start: number;
  readonly end: number;
  /** Whether it stood between double quotes: some databases read a string there. */
  readonly doubleQuoted?: boolean;
}

/** The statements of a script, each as its tokens without comments and `;`. Linear in the text's length; never throws. */
export function sqlStatements(text: string): readonly (readonly SqlToken[])[] {
  const statements: SqlToken[][] = [];
  let current: SqlToken[] = [];
  const finish = (): void => {
    if (current.length > 0) statements.push(current);
    current = [];
  };
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if (char === ';') {
      const copies = current[0]?.text === 'copy' && current.at(-1)?.text === 'stdin';
      finish();
      at = copies ? endOfCopiedRows(text, at) : at + 1;
    } else if (/\s/.test(char)) {
      at++;
    } else if (char === '\\' && isLineStart(text, at)) {
      at = lineEnd(text, at);
    } else {
      const comment = endOfComment(text, at);
      if (comment !== undefined) {
        at = comment;
        continue;
      }
      const token = tokenAt(text, at);
      if (token.token.kind === 'word' && token.token.text === 'go' && isAloneOnLine(text, at, token.next)) finish();
      else current.push(token.token);
      at = token.next;
    }
  }
  finish();
  return statements;
}

function endOfComment(text: string, at: number): number | undefined {
  const two = text.slice(at, at + 2);
  if (two === '--') return lineEnd(text, at);
  if (two === '/*') return behind(text, '*/', at + 2);
  if (two === '{%') return behind(text, '%}', at + 2);
  if (two === '{#') return behind(text, '#}', at + 2);
  return undefined;
}

interface Read {
  readonly token: SqlToken;
  /** Where the next token may begin. */
  readonly next: number;
}

function tokenAt(text: string, at: number): Read {
  const char = text.charAt(at);
  switch (char) {
    case '\'':
      return plain('text', at, endOfString(text, at, false));
    case '"':
    case '`':
      return quotedName(text, at, char);
    case '[':
      return bracketName(text, at);
    case '{': {
      const end = text.startsWith('{{', at) ? behind(text, '}}', at + 2) : behind(text, '}', at + 1);
      return plain('unknown', at, end);
    }
    case '$':
      return dollarText(text, at) ?? parameter(text, at);
    case ':':
      // `::` is a cast.
      return text.charAt(at + 1) === ':' ? { token: { kind: 'symbol', text: '::', start: at, end: at + 2 }, next: at + 2 } : parameter(text, at);
    case '%': {
      const format = /%(?:\(\w+\))?s/y;
      format.lastIndex = at;
      const found = format.exec(text);
      return found ? plain('text', at, at + found[0].length) : symbol(text, at);
    }
    case '?':
    case '@':
      return parameter(text, at);
    default:
  }
  if ((char === 'E' || char === 'e') && text.charAt(at + 1) === '\'') return plain('text', at, endOfString(text, at + 1, true));
  const word = /[\p{L}\p{N}_\ue000$#]+/uy;
  word.lastIndex = at;
  const found = word.exec(text)?.[0];
  if (found === undefined) return symbol(text, at);
  const end = at + found.length;
  if (found.includes(hole)) return plain('unknown', at, end);
  if (/^\d/.test(found)) return plain('text', at, end);
  return { token: { kind: 'word', text: found.toLowerCase(), start: at, end }, next: end };
}

function plain(kind: 'text' | 'unknown', start: number, end: number): Read {
  return { token: { kind, text: '', start, end }, next: end };
}

function symbol(text: string, at: number): Read {
  return { token: { kind: 'symbol', text: text.charAt(at), start: at, end: at + 1 }, next: at + 1 };
}

/** `:name`, `$1`, `?`, `@name`; the sign alone is a symbol. */
function parameter(text: string, at: number): Read {
  const name = /[:$@?][\w\ue000]*/y;
  name.lastIndex = at;
  const end = at + (name.exec(text)?.[0].length ?? 1);
  return end === at + 1 && text.charAt(at) !== '?' ? symbol(text, at) : plain('text', at, end);
}

function quotedName(text: string, at: number, quote: string): Read {
  let end = at + 1;
  while (end < text.length && (text.charAt(end) !== quote || text.charAt(end + 1) === quote)) end += text.charAt(end) === quote ? 2 : 1;
  return named(text, at + 1, end, quote === '"');
}

/** `[name]` of SQL Server; any other bracket is an index. */
function bracketName(text: string, at: number): Read {
  const name = /\[[A-Za-z_][\w ]*\]/y;
  name.lastIndex = at;
  const found = name.exec(text)?.[0];
  return found === undefined ? symbol(text, at) : named(text, at + 1, at + found.length - 1, false);
}

function named(text: string, start: number, end: number, doubleQuoted: boolean): Read {
  const name = text.slice(start, end);
  const next = Math.min(text.length, end + 1);
  if (name.includes(hole) || name.includes('{')) return plain('unknown', start, next);
  return { token: { kind: 'name', text: name.toLowerCase(), start, end, ...(doubleQuoted ? { doubleQuoted } : {}) }, next };
}

/** Behind a string's closing quote. Outside `E'…'` a backslash is one, except before a quote that plainly does not end the string (MySQL). */
function endOfString(text: string, at: number, escapes: boolean): number {
  for (let i = at + 1; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '\\' && (escapes || (text.charAt(i + 1) === '\'' && /[^\s,;)]/.test(text.charAt(i + 2))))) i++;
    else if (char === '\'') {
      if (text.charAt(i + 1) !== '\'') return i + 1;
      i++;
    }
  }
  return text.length;
}

/** `$$ … $$` and `$tag$ … $tag$`: functions are written in them. */
function dollarText(text: string, at: number): Read | undefined {
  const opening = /\$(?:[A-Za-z_]\w*)?\$/y;
  opening.lastIndex = at;
  const tag = opening.exec(text)?.[0];
  if (tag === undefined) return undefined;
  const start = at + tag.length;
  const found = text.indexOf(tag, start);
  const end = found < 0 ? text.length : found;
  return { token: { kind: 'body', text: '', start, end }, next: Math.min(text.length, end + tag.length) };
}

/** Rows of `COPY … FROM stdin` are no SQL; they end with a line `\.`. */
function endOfCopiedRows(text: string, at: number): number {
  const end = text.indexOf('\n\\.', at);
  return end < 0 ? text.length : lineEnd(text, end + 1);
}

function behind(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found < 0 ? text.length : found + mark.length;
}

function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function isLineStart(text: string, at: number): boolean {
  return at === 0 || text.charAt(at - 1) === '\n';
}

/** `GO` parts batches of SQL Server when it stands alone. */
function isAloneOnLine(text: string, start: number, end: number): boolean {
  return isLineStart(text, start) && /^[\t\r ]*(?:\n|$)/.test(text.slice(end, end + 20));
}
