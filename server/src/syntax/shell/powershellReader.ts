import type { Range } from '../../text/range.ts';

/** A PowerShell script as far as facts need it. Ranges are indices into the text. */
export interface PowershellScript {
  readonly commands: readonly PowershellCommand[];
  /** `$env:NAME`, wherever it stands. */
  readonly variables: readonly PowershellVariable[];
  /** Line comments with their `#`. */
  readonly comments: readonly Range[];
}

export interface PowershellCommand {
  readonly words: readonly PowershellWord[];
  readonly range: Range;
}

export interface PowershellWord {
  readonly range: Range;
  /** Between the quotes, if there are any. */
  readonly inner: Range;
  /** `undefined` when it is known at run time only. */
  readonly text: string | undefined;
  /** Whether it may give several words: a variable without quotes, `@args`. */
  readonly splits: boolean;
  /** Whether it is a bare word or a string, no bracket or script block. */
  readonly plain: boolean;
}

export interface PowershellVariable {
  readonly name: string;
  readonly nameRange: Range;
  /** With `$env:` and braces. */
  readonly range: Range;
  /** Whether it stands in a string. */
  readonly quoted: boolean;
}

const environment = /\$(?:env:(\w+)|\{env:([^}\r\n]+)\})/iy;
const keywords = /^(?:if|elseif|else|switch|while|for|foreach|do|until|function|filter|param|begin|process|end|try|catch|finally|return|throw|break|continue|class|enum|using|trap|in|exit|data|default)$/i;

/** Reads a PowerShell script. Strings, here-strings and comments are data. Linear, never throws; behind an unclosed string nothing is read. */
export function readPowershell(text: string): PowershellScript {
  return new PowershellReader(text).read();
}

class PowershellReader {
  readonly #commands: PowershellCommand[] = [];
  readonly #variables: PowershellVariable[] = [];
  readonly #comments: Range[] = [];
  /** What is open: `@{` holds keys, the others hold statements. */
  readonly #open: string[] = [];
  #at = 0;
  /** Of calls, not of brackets. */
  #depth = 0;
  #brokenAt: number | undefined;
  /** Where the first string over several lines begins that is no here-string. */
  #longQuoteAt: number | undefined;

  constructor(private readonly text: string) {}

  read(): PowershellScript {
    this.#statements(-1, true);
    // A quote too few makes code and text change places: see the reader of the POSIX shell.
    const limit = this.#brokenAt === undefined ? Infinity : Math.min(this.#brokenAt, this.#longQuoteAt ?? Infinity);
    return {
      commands: this.#commands.filter(({ range }) => range.end <= limit),
      variables: this.#variables.filter(({ range }) => range.end <= limit),
      comments: this.#comments.filter(({ end }) => end <= limit),
    };
  }

  /** Reads until no more than `depth` brackets are open. `statement`: whether a command may stand here. */
  #statements(depth: number, statement: boolean): void {
    while (this.#at < this.text.length && this.#open.length > depth) {
      if (this.#skipBlanks()) continue;
      const unit = this.text[this.#at] as string;
      const next = this.text[this.#at + 1] ?? '';
      if (unit === '\n' || unit === ';') {
        statement = this.#open.at(-1) !== '@{';
        this.#at++;
      } else if (unit === '{' || unit === '(') {
        this.#open.push(unit);
        this.#at++;
        statement = true;
      } else if (unit === '}' || unit === ')') {
        this.#open.pop();
        this.#at++;
        statement = false;
      } else if (unit === '@' && /[({]/.test(next)) {
        this.#open.push(unit + next);
        this.#at += 2;
        statement = next === '(';
      } else if (unit === '|' || (unit === '&' && next === '&')) {
        this.#at += next === unit ? 2 : 1;
        statement = true;
      } else if (unit === '=' && next !== '=') {
        // The value of an assignment may be what a command prints.
        this.#at++;
        statement = true;
      } else if (statement && (unit === '&' || (unit === '.' && /\s/.test(next)))) {
        this.#at++;
        this.#skipBlanks();
        if (/["'\w.$/\\~]/.test(this.text[this.#at] ?? '')) this.#command(true);
        statement = false;
      } else if (statement && /[A-Za-z_.\\/~]/.test(unit)) {
        statement = this.#command(false);
      } else {
        this.#skipToken();
        statement = false;
      }
    }
  }

  /** Gives whether a statement may begin behind it: it was a keyword such as `return`. */
  #command(called: boolean): boolean {
    const start = this.#at;
    const keyword = /^[A-Za-z]+(?=[\s({]|$)/.exec(this.text.slice(start, start + 20))?.[0];
    if (!called && keyword !== undefined && keywords.test(keyword)) {
      this.#at += keyword.length;
      return /^(?:return|throw|else|try|finally|do|begin|process|end)$/i.test(keyword);
    }
    const words: PowershellWord[] = [];
    let end = start;
    while (this.#at < this.text.length) {
      if (this.#skipBlanks()) continue;
      const unit = this.text[this.#at] as string;
      if (/[\n;|})]/.test(unit) || (unit === '&' && words.length > 0)) break;
      const redirection = /^(?:[0-9*]?>>?(?:&[0-9])?|<)/.exec(this.text.slice(this.#at, this.#at + 5))?.[0];
      if (redirection !== undefined) {
        this.#at += redirection.length;
        this.#skipBlanks();
        if (!redirection.includes('&') && !/[\n;|})]/.test(this.text[this.#at] ?? '\n')) this.#word();
        continue;
      }
      if (words.length === 1 && !called) {
        // `name = value` in a table, `Key -eq …`, `[Type]::Method`: no command.
        if (/^(?:=|\+=|-=|::)/.test(this.text.slice(this.#at, this.#at + 2))) return false;
      }
      const before = this.#at;
      const word = this.#word();
      if (this.#at === before) this.#at++;
      words.push(word);
      end = this.#at;
    }
    if (words.length > 0) this.#commands.push({ words, range: { start, end } });
    return false;
  }

  #word(): PowershellWord {
    const start = this.#at;
    let text: string | undefined = '';
    let inner: Range | undefined;
    let plain = true;
    const unit = this.text[start] ?? '';
    if (unit === '"' || unit === '\'' || (unit === '@' && /["']/.test(this.text[start + 1] ?? ''))) {
      const dynamic = this.#string();
      inner = { start: start + 1, end: this.#at - 1 };
      text = dynamic || unit === '@' ? undefined : this.text.slice(inner.start, inner.end);
      if (/[ \t\r\n\f\v;|})]/.test(this.text[this.#at] ?? '\n')) return { range: { start, end: this.#at }, inner, text, splits: false, plain };
      inner = undefined;
    }
    while (this.#at < this.text.length) {
      const next = this.text[this.#at] as string;
      if (/[ \t\r\n\f\v;|})]/.test(next)) break;
      if (next === '(' || next === '{' || (next === '@' && /[({]/.test(this.text[this.#at + 1] ?? ''))) {
        // Commands inside count too: the main loop reads them.
        plain = false;
        text = undefined;
        this.#nested();
      } else if (next === '"' || next === '\'') {
        if (this.#string()) text = undefined;
        else if (text !== undefined) text = undefined;
      } else if (next === '$') {
        text = undefined;
        this.#variable(false);
      } else if (next === '`') {
        text = undefined;
        this.#at = Math.min(this.#at + 2, this.text.length);
      } else {
        if (text !== undefined) text += next;
        this.#at++;
      }
    }
    const range = { start, end: this.#at };
    const raw = this.text.slice(start, Math.min(this.#at, start + 200));
    return { range, inner: range, text, splits: /^(?:\$[\w:]+|@\w+|\$\(.*\))$/s.test(raw), plain };
  }

  /** A bracket in a word, with the statements in it. */
  #nested(): void {
    const depth = this.#open.length;
    if (this.#depth > 60) {
      this.#break(this.#at);
      return;
    }
    const start = this.#at;
    const opening = this.text[start] === '@' ? this.text.slice(start, start + 2) : this.text[start] as string;
    this.#open.push(opening);
    this.#at += opening.length;
    this.#depth++;
    this.#statements(depth, opening !== '@{');
    this.#depth--;
    if (this.#open.length > depth) this.#brokenAt ??= start;
  }

  /** Blanks, comments, backtick continuations. */
  #skipBlanks(): boolean {
    const start = this.#at;
    for (;;) {
      const unit = this.text[this.#at];
      if (unit !== undefined && /[ \t\r\f\v\ufeff]/.test(unit)) this.#at++;
      else if (unit === '`' && /^`[ \t]*\r?\n/.test(this.text.slice(this.#at, this.#at + 80))) this.#at = this.text.indexOf('\n', this.#at) + 1;
      else if (unit === '#' && /[\s;({|]/.test(this.text[this.#at - 1] ?? '\n')) {
        const close = this.text.indexOf('\n', this.#at);
        const end = close === -1 ? this.text.length : close;
        this.#comments.push({ start: this.#at, end: this.text[end - 1] === '\r' ? end - 1 : end });
        this.#at = end;
      } else if (unit === '<' && this.text[this.#at + 1] === '#') {
        const close = this.text.indexOf('#>', this.#at + 2);
        if (close === -1) this.#break(this.#at);
        else this.#at = close + 2;
      } else {
        return this.#at > start;
      }
    }
  }

  #skipToken(): void {
    const unit = this.text[this.#at] as string;
    if (unit === '"' || unit === '\'' || (unit === '@' && /["']/.test(this.text[this.#at + 1] ?? ''))) this.#string();
    else if (unit === '$') this.#variable(false);
    else if (/\w/.test(unit)) this.#at += /^[\w-]+/.exec(this.text.slice(this.#at, this.#at + 200))?.[0].length ?? 1;
    else if (unit === '[') {
      // `[Type]`, `[Type]::Method`: its name is no command.
      this.#at += /^\[[\w.]+\](?:::\w+)?/.exec(this.text.slice(this.#at, this.#at + 200))?.[0].length ?? 1;
    } else this.#at++;
  }

  /** At a quote or a here-string; gives whether something in it is filled in. */
  #string(): boolean {
    const start = this.#at;
    const here = this.text[start] === '@';
    const quote = this.text[start + (here ? 1 : 0)] as string;
    let dynamic = false;
    this.#at += here ? 2 : 1;
    while (this.#at < this.text.length) {
      const unit = this.text[this.#at] as string;
      if (unit === '\n' && !here && start < (this.#longQuoteAt ?? Infinity)) this.#longQuoteAt = start;
      if (here) {
        if (unit === quote && this.text[this.#at + 1] === '@' && this.text[this.#at - 1] === '\n') {
          this.#at += 2;
          return dynamic;
        }
      } else if (unit === quote) {
        this.#at++;
        if (this.text[this.#at] !== quote) return dynamic;
        dynamic = true;
      }
      if (quote === '"' && unit === '`') {
        dynamic = true;
        this.#at += 2;
      } else if (quote === '"' && unit === '$' && /[\w{(]/.test(this.text[this.#at + 1] ?? '')) {
        dynamic = true;
        if (this.text[this.#at + 1] === '(') {
          this.#at++;
          this.#nested();
        } else this.#variable(true);
      } else this.#at++;
    }
    this.#break(start);
    return true;
  }

  #variable(quoted: boolean): void {
    environment.lastIndex = this.#at;
    const match = environment.exec(this.text);
    const name = match?.[1] ?? match?.[2];
    const start = this.#at;
    if (!match || name === undefined) {
      this.#at += /^\$(?:\{[^}\r\n]*\}|[\w:]+|[$?^])?/.exec(this.text.slice(start, start + 200))?.[0].length ?? 1;
      return;
    }
    this.#at += match[0].length;
    const nameStart = start + match[0].toLowerCase().indexOf('env:') + 4;
    this.#variables.push({ name, nameRange: { start: nameStart, end: nameStart + name.length }, range: { start, end: this.#at }, quoted });
  }

  #break(start: number): void {
    this.#brokenAt ??= start;
    this.#at = this.text.length;
  }
}
