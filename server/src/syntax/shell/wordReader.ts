import type { Range } from '../../text/range.ts';
import { hole, nothing } from './mask.ts';
import type { ShellRead, ShellWord } from './shellTree.ts';

/** Deeper nesting is no script that a person wrote. */
const maxDepth = 60;

const operators = /:?[-=?+]/y;
const nameAt = /[A-Za-z_]\w*/y;

/** A word while it is read. */
interface WordParts {
  readonly start: number;
  text: string | undefined;
  reads: ShellRead[];
  list: boolean;
}

/** Reads words of a POSIX or bash script: quotes, escapes, expansions. Commands inside `$(…)` are left to the subclass. */
export abstract class WordReader {
  protected at = 0;
  protected end: number;
  /** Where a construct begins that is never closed: nothing behind it counts. */
  protected brokenAt: number | undefined;
  /** Where the first quoted text over several lines begins. */
  protected longQuoteAt: number | undefined;
  protected readonly reads: ShellRead[] = [];
  readonly #tried: string[] = [];
  #depth = 0;

  constructor(protected readonly text: string) {
    this.end = text.length;
  }

  /** Reads commands up to the `)` that closes the substitution, or to the end; leaves `at` there. */
  protected abstract readSubstitution(): void;

  protected get isBroken(): boolean {
    return this.brokenAt !== undefined;
  }

  protected peek(ahead = 0): string {
    const index = this.at + ahead;
    return index < this.end ? (this.text[index] as string) : '';
  }

  /** What began at `start` has no end: stops all reading. */
  protected breakAt(start: number): void {
    this.brokenAt = Math.min(start, this.brokenAt ?? start);
    this.at = this.end;
  }

  /** Length of the `\` and line end at `index`; 0 when there is none. */
  protected continuationAt(index: number): number {
    if (this.text[index] !== '\\') return 0;
    if (this.text[index + 1] === '\n') return 2;
    return this.text[index + 1] === '\r' && this.text[index + 2] === '\n' ? 3 : 0;
  }

  /** Runs `read` one level deeper; too deep counts as broken. */
  protected nested(start: number, read: () => void): void {
    if (this.#depth >= maxDepth) {
      this.breakAt(start);
      return;
    }
    this.#depth++;
    read();
    this.#depth--;
  }

  /** Reads the word at `at`; ends at the first unit that `stops` says ends it outside of quotes. */
  protected readWord(stops: (unit: string) => boolean): ShellWord {
    const start = this.at;
    const parts: WordParts = { start, text: '', reads: [], list: false };
    let quoted = 0;
    let bare = 0;
    let quote: 'single' | 'double' = 'single';
    while (this.at < this.end) {
      const unit = this.peek();
      if (unit === '\'') {
        quoted++;
        quote = 'single';
        this.#readSingle(parts);
      } else if (unit === '"' || (unit === '$' && this.peek(1) === '"')) {
        quoted++;
        quote = 'double';
        if (unit === '$') {
          this.at++;
          bare++;
        }
        this.#readDouble(parts);
      } else if (unit === '$' && this.peek(1) === '\'') {
        bare++;
        this.#readAnsi(parts);
      } else if (unit === '\\') {
        const skipped = this.continuationAt(this.at);
        if (skipped > 0) {
          this.at += skipped;
          continue;
        }
        bare++;
        append(parts, this.peek(1));
        this.at = Math.min(this.at + 2, this.end);
      } else if (unit === '$' || unit === '`') {
        bare++;
        this.readExpansion(parts, false);
      } else if ((unit === '<' || unit === '>') && this.peek(1) === '(') {
        bare++;
        this.#readCommands(parts, 2);
      } else if (unit === '(' && /[?*+@!]/.test(this.text[this.at - 1] ?? '') && this.at > start) {
        bare++;
        this.#skipPattern(parts);
      } else if (stops(unit)) {
        break;
      } else {
        bare++;
        this.#plain(parts, unit);
      }
    }
    const range = { start, end: this.at };
    const whole = quoted === 1 && bare === 0;
    return {
      range,
      inner: whole ? { start: start + 1, end: this.at - 1 } : range,
      text: parts.text,
      quote: whole ? quote : quoted > 0 ? 'mixed' : 'none',
      reads: parts.reads,
      splits: parts.list || (quoted === 0 && parts.text === undefined && this.#isAllExpansion(range)),
    };
  }

  /** Reads look-ups and commands in text that is expanded but has no quotes: the body of a heredoc. */
  protected readExpanded({ start, end }: Range): void {
    const saved = { at: this.at, end: this.end };
    this.at = start;
    this.end = end;
    const parts: WordParts = { start, text: undefined, reads: [], list: false };
    while (this.at < this.end) {
      const unit = this.peek();
      if (unit === '\\') this.at += 2;
      else if (unit === '$' || unit === '`') this.readExpansion(parts, true);
      else this.at++;
    }
    this.end = saved.end;
    this.at = this.isBroken ? this.end : saved.at;
  }

  /** At `((` or `$((`: reads up to `))`; names inside are looked up. */
  protected readArithmetic(start: number): void {
    this.at = start;
    const parts: WordParts = { start, text: undefined, reads: [], list: false };
    let depth = 0;
    while (this.at < this.end) {
      const unit = this.peek();
      if (unit === '(') depth++;
      else if (unit === ')' && --depth === 0) {
        this.at++;
        return;
      }
      if (unit === '$' || unit === '`') {
        this.readExpansion(parts, true);
        continue;
      }
      if (unit === '\\') this.at++;
      const name = this.#match(nameAt);
      if (name !== undefined && !/\w/.test(this.text[this.at - 1] ?? '')) {
        const range = { start: this.at, end: this.at + name.length };
        this.#addRead(parts, { name, nameRange: range, range, operator: '' });
      }
      this.at += name?.length ?? 1;
    }
    this.breakAt(start);
  }

  #readSingle(parts: WordParts): void {
    const close = this.text.indexOf('\'', this.at + 1);
    if (close === -1 || close >= this.end) {
      this.breakAt(this.at);
      return;
    }
    const inner = this.text.slice(this.at + 1, close);
    this.#noteLong(this.at, inner.includes('\n'));
    if (inner.includes(hole)) parts.text = undefined;
    else append(parts, inner.replaceAll(nothing, ''));
    this.at = close + 1;
  }

  /** `$'…'`: with escapes its text counts as unknown. */
  #readAnsi(parts: WordParts): void {
    const start = this.at;
    for (this.at += 2; this.at < this.end; this.at++) {
      const unit = this.peek();
      if (unit === '\\') {
        parts.text = undefined;
        this.at++;
      } else if (unit === '\'') {
        this.at++;
        return;
      } else {
        append(parts, unit);
      }
    }
    this.breakAt(start);
  }

  #readDouble(parts: WordParts): void {
    const start = this.at;
    let isLong = false;
    this.at++;
    while (this.at < this.end) {
      const unit = this.peek();
      isLong ||= unit === '\n';
      if (unit === '"') {
        this.at++;
        this.#noteLong(start, isLong);
        return;
      }
      if (unit === '\\') {
        const skipped = this.continuationAt(this.at);
        const next = this.peek(1);
        if (skipped === 0) append(parts, /[$`"\\]/.test(next) ? next : `\\${next}`);
        this.at += skipped === 0 ? 2 : skipped;
      } else if (unit === '$' || unit === '`') {
        this.readExpansion(parts, true);
      } else {
        this.#plain(parts, unit);
      }
    }
    this.breakAt(start);
  }

  /** At a `$` or a backtick. */
  protected readExpansion(parts: WordParts, quoted: boolean): void {
    const start = this.at;
    if (this.peek() === '`') {
      this.#readBackticks(parts);
      return;
    }
    const next = this.peek(1);
    if (next === '(') {
      if (this.peek(2) === '(') {
        parts.text = undefined;
        this.nested(start, () => { this.readArithmetic(start + 1); });
      } else {
        this.#readCommands(parts, 2);
      }
      return;
    }
    if (next === '{') {
      this.#readBraces(parts, quoted);
      return;
    }
    this.at++;
    const name = this.#match(nameAt);
    if (name !== undefined) {
      this.at += name.length;
      this.#addRead(parts, { name, nameRange: { start: start + 1, end: this.at }, range: { start, end: this.at }, operator: '' });
    } else if (next !== '' && /[\d@*#?$!-]/.test(next)) {
      this.at++;
      parts.text = undefined;
      if (next === '@' || (next === '*' && !quoted)) parts.list = true;
    } else {
      append(parts, '$');
    }
  }

  #readBraces(parts: WordParts, quoted: boolean): void {
    const start = this.at;
    parts.text = undefined;
    this.at += 2;
    const prefix = /[#!]/.test(this.peek()) && this.peek(1) !== '}' ? this.peek() : '';
    if (prefix !== '') this.at++;
    const name = this.#match(nameAt);
    const nameRange = { start: this.at, end: this.at + (name?.length ?? 0) };
    this.at = nameRange.end;
    if (this.peek() === '[') {
      if (/[@*]/.test(this.peek(1))) parts.list = true;
    } else if (name === undefined && this.peek() === '@') {
      parts.list = true;
    }
    const operator = this.#match(operators) ?? (this.peek() === '}' ? '' : this.peek());
    const tries = name !== undefined && prefix === '' && /^:?[-=]$/.test(operator);
    if (tries) this.#tried.push(name);
    this.nested(start, () => { this.#readBraceRest(start, quoted); });
    if (tries) this.#tried.pop();
    // `${!NAME}` looks up another variable, the one that NAME names.
    if (name !== undefined && prefix !== '!' && !this.isBroken) {
      this.#addRead(parts, { name, nameRange, range: { start, end: this.at }, operator });
    }
  }

  /** Up to the `}`. Look-ups in here belong to the script, not to the word. */
  #readBraceRest(start: number, quoted: boolean): void {
    const parts: WordParts = { start: this.at, text: undefined, reads: [], list: false };
    while (this.at < this.end) {
      const unit = this.peek();
      if (unit === '}') {
        this.at++;
        return;
      }
      if (unit === '\\') this.at += 2;
      else if (unit === '\'' && !quoted) this.#readSingle(parts);
      else if (unit === '"') this.#readDouble(parts);
      else if (unit === '$' || unit === '`') this.readExpansion(parts, quoted);
      else this.at++;
    }
    this.breakAt(start);
  }

  #readBackticks(parts: WordParts): void {
    const start = this.at;
    parts.text = undefined;
    let close = start + 1;
    let escaped = false;
    while (close < this.end && this.text[close] !== '`') {
      if (this.text[close] === '\\' && this.continuationAt(close) === 0) escaped = true;
      close += this.text[close] === '\\' ? 2 : 1;
    }
    if (close >= this.end) {
      this.breakAt(start);
      return;
    }
    // Escapes inside are taken away before the commands are read: too rare to follow.
    if (!escaped) {
      const { end } = this;
      this.at = start + 1;
      this.end = close;
      this.nested(start, () => { this.readSubstitution(); });
      this.end = end;
    }
    this.at = this.isBroken ? this.end : close + 1;
  }

  /** At an opening of `length` units behind which commands stand, up to `)`. */
  #readCommands(parts: WordParts, length: number): void {
    const start = this.at;
    parts.text = undefined;
    this.at += length;
    this.nested(start, () => {
      // What a command in a default reads is not tried for that name.
      const tried = this.#tried.splice(0);
      this.readSubstitution();
      this.#tried.push(...tried);
    });
    if (this.peek() === ')') this.at++;
    else this.breakAt(start);
  }

  /** `@(a|b)`: bash's own patterns. */
  #skipPattern(parts: WordParts): void {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.end; this.at++) {
      const unit = this.peek();
      append(parts, unit);
      if (unit === '(') depth++;
      else if (unit === ')' && --depth === 0) {
        this.at++;
        return;
      } else if (unit === '\n') break;
    }
    this.breakAt(start);
  }

  #noteLong(start: number, isLong: boolean): void {
    if (isLong && start < (this.longQuoteAt ?? Infinity)) this.longQuoteAt = start;
  }

  #plain(parts: WordParts, unit: string): void {
    if (unit === hole) parts.text = undefined;
    else if (unit !== nothing) append(parts, unit);
    this.at++;
  }

  #addRead(parts: WordParts, read: Omit<ShellRead, 'tried'>): void {
    const whole: ShellRead = { ...read, tried: [...this.#tried] };
    parts.text = undefined;
    parts.reads.push(whole);
    this.reads.push(whole);
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    return found !== undefined && this.at + found.length <= this.end ? found : undefined;
  }

  /** Whether a word without quotes is nothing but expansions and holes, or begins with one that is not followed by a path or the like. */
  #isAllExpansion({ start, end }: Range): boolean {
    const raw = this.text.slice(start, end);
    return /^[\ue000\ue001]+$/.test(raw) || /^\ue001?(?:\$\w+|\$\{[^}]*\}+|\$\(.*\)|`[^`]*`|\$[@*])$/s.test(raw);
  }
}

function append(parts: WordParts, text: string): void {
  if (parts.text !== undefined) parts.text += text;
}
