import type { Range } from '../../text/range.ts';

/** A Windows batch script as far as facts need it. Ranges are indices into the text. */
export interface BatchScript {
  readonly commands: readonly BatchCommand[];
  readonly reads: readonly BatchRead[];
  readonly comments: readonly Range[];
}

/** A command of a line: what stands between `&`, `|`, brackets and line ends, behind `if …`, `for … do` and `call`. */
export interface BatchCommand {
  readonly words: readonly BatchWord[];
  readonly range: Range;
  /** Whether it runs whenever its line is reached: not behind `if`, `for`, `&&`, `||`, and in no brackets. */
  readonly unconditional: boolean;
  /** Where its bracket begins; 0 outside of brackets. */
  readonly block: number;
}

export interface BatchWord {
  readonly range: Range;
  /** Without the quotes around it. */
  readonly inner: Range;
  /** Without quotes and `^`; `undefined` when a variable is in it. */
  readonly text: string | undefined;
  readonly quoted: boolean;
}

export interface BatchRead {
  readonly name: string;
  readonly nameRange: Range;
}

const variable = /%%|%(?:~[\w$:]*)?[0-9*]|%([A-Za-z_]\w*)(?=%|:[^%\r\n]*%)|!([A-Za-z_]\w*)(?=!|:[^!\r\n]*!)/y;

/** Reads a batch script line by line (`^` goes on with the next one). A line with an unclosed quote is left out. Linear, never throws. */
export function readBatch(text: string): BatchScript {
  const script = { commands: [] as BatchCommand[], reads: [] as BatchRead[], comments: [] as Range[] };
  const blocks: number[] = [];
  let at = 0;
  while (at < text.length) {
    const start = at;
    let end: number;
    for (;;) {
      const close = text.indexOf('\n', at);
      end = close === -1 ? text.length : close;
      at = close === -1 ? text.length : close + 1;
      const tail = text.slice(Math.max(start, end - 3), end).replace('\r', '');
      if (!tail.endsWith('^') || tail.endsWith('^^') || close === -1) break;
    }
    if (text[end - 1] === '\r') end--;
    const line = text.slice(start, end);
    const comment = /^[\s@]*(?:::|rem(?=[\s]|$))/i.exec(line);
    if (comment) script.comments.push({ start: start + (/^[\s@]*/.exec(line)?.[0].length ?? 0), end });
    else if (!/^[\s@]*:/.test(line)) new LineReader(text, start, end, script, blocks).read();
  }
  return script;
}

class LineReader {
  #at: number;

  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
    private readonly script: { readonly commands: BatchCommand[]; readonly reads: BatchRead[]; readonly comments: Range[] },
    private readonly blocks: number[],
  ) {
    this.#at = start;
  }

  read(): void {
    let conditional = false;
    while (this.#at < this.end) {
      this.#blanks();
      const unit = this.text[this.#at] ?? '';
      if (this.#at >= this.end) return;
      if (unit === '@') this.#at++;
      else if (unit === '(') this.blocks.push(++this.#at);
      else if (unit === ')') {
        this.blocks.pop();
        this.#at++;
      } else if (unit === '&' || unit === '|') {
        const double = this.text[this.#at + 1] === unit;
        conditional ||= double;
        this.#at += double ? 2 : 1;
      } else if (/^rem(?=\s|$)/i.test(this.text.slice(this.#at, this.#at + 4))) {
        this.script.comments.push({ start: this.#at, end: this.end });
        return;
      } else if (this.#condition()) conditional = true;
      else if (!this.#command(conditional)) return;
    }
  }

  /** `if …`, `else`, `for … do`: up to where the command begins. */
  #condition(): boolean {
    const opening = /^(if|else|for)(?=[\s(]|$)/i.exec(this.text.slice(this.#at, Math.min(this.#at + 5, this.end)))?.[1]?.toLowerCase();
    if (opening === undefined) return false;
    // Longer conditions are no code that a person wrote.
    const rest = this.text.slice(this.#at, Math.min(this.#at + 2000, this.end));
    if (opening === 'else') {
      this.#at += 4;
      return true;
    }
    if (opening === 'for') {
      const loop = /^for\s+(?:\/[a-z]+\s+(?:"[^"]*"\s+)?)*%%?~?\w\s+in\s*\([^()]*\)\s*do(?=[\s(]|$)/i.exec(rest);
      this.#reads(this.#at, this.#at + (loop?.[0].length ?? rest.length));
      this.#at += loop?.[0].length ?? rest.length;
      return true;
    }
    const condition = /^if\s+(?:\/i\s+)?(?:not\s+)?(?:\/i\s+)?(?:(?:exist|errorlevel|cmdextversion)\s+(?:"[^"]*"|[^\s"()]+)|defined\s+([A-Za-z_]\w*)|(?:"[^"]*"|[^\s"=()]+)\s*(?:==|\s(?:equ|neq|lss|leq|gtr|geq)\s)\s*(?:"[^"]*"|[^\s"()]+))/i.exec(rest);
    const length = condition?.[0].length ?? rest.length;
    this.#reads(this.#at, this.#at + length);
    const name = condition?.[1];
    if (name !== undefined) this.script.reads.push({ name, nameRange: { start: this.#at + length - name.length, end: this.#at + length } });
    this.#at += length;
    return true;
  }

  /** Gives whether the line goes on. */
  #command(conditional: boolean): boolean {
    const words: BatchWord[] = [];
    const start = this.#at;
    let end = start;
    while (this.#at < this.end) {
      this.#blanks();
      const unit = this.text[this.#at] ?? '';
      if (this.#at >= this.end || unit === '&' || unit === '|' || (unit === ')' && this.blocks.length > 0)) break;
      const redirection = /^[0-9]?(?:>>?|<)&?[ \t]*/.exec(this.text.slice(this.#at, Math.min(this.#at + 40, this.end)))?.[0];
      if (redirection !== undefined) {
        this.#at += redirection.length;
        if (!this.#word()) return false;
        continue;
      }
      const before = this.#at;
      const word = this.#word();
      // A quote without its end: leave the line alone.
      if (!word) return false;
      if (this.#at === before) this.#at++;
      words.push(word);
      end = this.#at;
    }
    if (words.length > 0) this.#push(words, { start, end }, conditional);
    return true;
  }

  #push(words: readonly BatchWord[], range: Range, conditional: boolean): void {
    const program = words[0]?.text?.toLowerCase();
    let from = program === 'call' || program === 'start' ? 1 : 0;
    // `start "title" /wait program`
    if (program === 'start') while (words[from]?.quoted === true || /^\/\w+$/.test(words[from]?.text ?? '')) from++;
    if (from === words.length || /^:/.test(words[from]?.text ?? '')) return;
    this.script.commands.push({ words: words.slice(from), range, unconditional: !conditional && this.blocks.length === 0, block: this.blocks.at(-1) ?? 0 });
  }

  #word(): BatchWord | undefined {
    const start = this.#at;
    let text: string | undefined = '';
    let quotes = 0;
    while (this.#at < this.end) {
      const unit = this.text[this.#at] as string;
      if (/[ \t\r\n\f\v&|<>]/.test(unit) || (unit === ')' && this.blocks.length > 0)) break;
      if (unit === '"') {
        quotes++;
        const close = this.text.indexOf('"', this.#at + 1);
        if (close === -1 || close >= this.end) {
          this.#at = this.end;
          return undefined;
        }
        if (this.#reads(this.#at + 1, close)) text = undefined;
        else if (text !== undefined) text += this.text.slice(this.#at + 1, close);
        this.#at = close + 1;
      } else if (unit === '^') {
        const next = this.text[this.#at + 1];
        if (next !== undefined && text !== undefined && !/[\r\n]/.test(next)) text += next;
        this.#at = Math.min(this.#at + 2, this.end);
      } else if (unit === '%' || unit === '!') {
        const length = this.#variable(this.#at);
        if (length === 0) text = text === undefined ? undefined : text + unit;
        else text = undefined;
        this.#at += Math.max(length, 1);
      } else {
        if (text !== undefined) text += unit;
        this.#at++;
      }
    }
    const range = { start, end: this.#at };
    const quoted = quotes === 1 && this.text[start] === '"' && this.text[this.#at - 1] === '"';
    return { range, inner: quoted ? { start: start + 1, end: this.#at - 1 } : range, text, quoted };
  }

  #reads(start: number, end: number): boolean {
    let any = false;
    for (let at = start; at < end;) {
      const unit = this.text[at];
      const length = unit === '%' || unit === '!' ? this.#variable(at) : 0;
      any ||= length > 0;
      at += Math.max(length, 1);
    }
    return any;
  }

  /** Length of the reference at `at`, 0 when there is none. */
  #variable(at: number): number {
    variable.lastIndex = at;
    const match = variable.exec(this.text);
    if (!match || at + match[0].length > this.end) return 0;
    const name = match[1] ?? match[2];
    if (name === undefined) return match[0].length;
    this.script.reads.push({ name, nameRange: { start: at + 1, end: at + 1 + name.length } });
    const close = this.text.indexOf(this.text[at] as string, at + 1 + name.length);
    return close - at + 1;
  }

  #blanks(): void {
    for (;;) {
      if (/[ \t,;\r\n\f\v]/.test(this.text[this.#at] ?? '') && this.#at < this.end) this.#at++;
      else if (this.text[this.#at] === '^' && /^\^\r?\n/.test(this.text.slice(this.#at, this.#at + 3))) this.#at += 2;
      else return;
    }
  }
}
