import type { Range } from '../../text/range.ts';
import type { ShellAssignment, ShellCommand, ShellLoop, ShellRedirection, ShellScript, ShellWord } from './shellTree.ts';
import { WordReader } from './wordReader.ts';

/*
 * Why not tree-sitter-bash: its grammar takes some 600 MB on Node 24, and it cannot read shell that another program fills in first (make, CI
 * templates). Facts need no full tree: the reader keeps commands, words, look-ups and comments, and is lenient about the rest.
 */

/**
 * Reads a POSIX or bash script (see `mask` for scripts that another program fills in). Linear in its length, never throws. Behind a
 * construct that is never closed (a quote, a substitution, a heredoc) nothing is read; what stands before it is.
 */
export function readShell(text: string): ShellScript {
  return new ShellReader(text).read();
}

/** Words that begin or join compound commands: a command follows. */
const openers = new Set(['if', 'then', 'else', 'elif', 'while', 'until', 'do', '{', '!', 'coproc']);
const closers = new Set(['fi', 'done', 'esac', '}']);
/** Their arguments are assignments. */
const declarers = new Set(['export', 'declare', 'typeset', 'local', 'readonly']);

const assignment = /[A-Za-z_]\w*(?:\[[^\]\s]*\])?\+?=/y;
const redirection = /(?:\d*|\{\w+\})(?:<<<|<<-?|<>|<&|>>|>&|>\||<|>)|&>>?/y;

interface Open {
  readonly kind: 'case' | 'paren' | 'other';
  block: number;
}

/** A command while it is read. */
interface Draft {
  readonly start: number;
  readonly pipeline: number;
  readonly block: number;
  assignments: ShellAssignment[];
  words: ShellWord[];
  redirections: ShellRedirection[];
  brokenContinuation: boolean;
}

interface PendingHeredoc {
  readonly start: number;
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripsTabs: boolean;
  readonly done: (body: Range) => void;
}

class ShellReader extends WordReader {
  readonly #commands: ShellCommand[] = [];
  readonly #loops: ShellLoop[] = [];
  readonly #comments: Range[] = [];
  #heredocs: PendingHeredoc[] = [];

  read(): ShellScript {
    this.#readCommands(0, false);
    if (this.#heredocs[0]) this.breakAt(this.#heredocs[0].start);
    // A quote too few makes code and text change places up to the last one: lines are only sure before the first text over several of them.
    const limit = this.brokenAt === undefined ? this.text.length + 1 : Math.min(this.brokenAt, this.longQuoteAt ?? Infinity);
    const before = <T extends { readonly range: Range }>(items: readonly T[]): readonly T[] => (
      items.filter(({ range }) => range.end <= limit).sort((a, b) => a.range.start - b.range.start)
    );
    return {
      commands: before(this.#commands),
      reads: before(this.reads),
      loops: this.#loops.filter(({ nameRange }) => nameRange.end <= limit),
      comments: this.#comments.filter(({ end }) => end <= limit),
      brokenAt: this.brokenAt,
    };
  }

  protected override readSubstitution(): void {
    this.#readCommands(this.at, true);
  }

  /** Reads commands to the end, or to a `)` that none of them opened. */
  #readCommands(start: number, nested: boolean): void {
    const open: Open[] = [];
    const block = (): number => open.at(-1)?.block ?? start;
    let pipeline = -1;
    let conditional = false;
    while (this.at < this.end) {
      if (this.#skipBlanks()) continue;
      const unit = this.peek();
      if (unit === '\n') {
        this.#newLine();
        pipeline = -1;
        conditional = false;
      } else if (unit === ';' || unit === '&' || unit === '|') {
        const double = this.peek(1) === unit;
        if (unit === ';' && (double || this.peek(1) === '&')) {
          this.at += this.peek(2) === '&' ? 3 : 2;
          this.#nextPattern(open);
        } else {
          this.at += double || (unit === '|' && this.peek(1) === '&') ? 2 : 1;
          conditional = double;
        }
        if (unit !== '|' || double) pipeline = -1;
        // A pipe goes on in the next line.
        if (unit === '|' || conditional) this.#skipLines();
      } else if (unit === '(') {
        if (this.peek(1) === '(') this.nested(this.at, () => { this.readArithmetic(this.at); });
        else {
          this.at++;
          open.push({ kind: 'paren', block: this.at });
        }
      } else if (unit === ')') {
        const last = open.findLastIndex(({ kind }) => kind === 'paren');
        if (last === -1) {
          if (nested) return;
          this.breakAt(this.at);
        } else {
          open.length = last;
          this.at++;
        }
      } else {
        const commandStart = this.at;
        if (pipeline === -1) pipeline = commandStart;
        this.#readStatement(open, { pipeline, block: conditional ? commandStart : block() });
        if (this.at === commandStart) this.at++;
      }
    }
  }

  /** A reserved word with what belongs to it, or a simple command. */
  #readStatement(open: Open[], place: { readonly pipeline: number; readonly block: number }): void {
    const start = this.at;
    const word = /[a-z!{}[]+/y;
    word.lastIndex = start;
    const keyword = word.exec(this.text)?.[0] ?? '';
    const behind = this.text[start + keyword.length] ?? '';
    if (start + keyword.length <= this.end && /^[\s;&|()<>]?$/.test(behind)) {
      if (openers.has(keyword)) {
        this.at += keyword.length;
        if (keyword === 'if' || keyword === 'while' || keyword === 'until' || keyword === '{') open.push({ kind: 'other', block: this.at });
        else if (keyword !== '!' && keyword !== 'coproc') this.#enter(open);
        return;
      }
      if (closers.has(keyword)) {
        this.at += keyword.length;
        const last = keyword === 'esac' ? open.findLastIndex(({ kind }) => kind === 'case') : open.length - 1;
        if (last !== -1 && open[last]?.kind !== 'paren') open.length = last;
        // `done < file`, `} > log`: no program.
        this.#readSimple({ start: this.at, ...place, assignments: [], words: [], redirections: [], brokenContinuation: false }, true);
        return;
      }
      if (keyword === 'for' || keyword === 'select') {
        this.at += keyword.length;
        open.push({ kind: 'other', block: this.at });
        this.#readLoop();
        return;
      }
      if (keyword === 'case') {
        this.at += keyword.length;
        this.#skipBlanks();
        this.readWord(endsWord);
        this.#skipLines();
        if (this.text.slice(this.at, this.at + 2) !== 'in') return;
        this.at += 2;
        open.push({ kind: 'case', block: this.at });
        this.#nextPattern(open);
        return;
      }
      if (keyword === 'function') {
        this.at += keyword.length;
        this.#skipBlanks();
        this.readWord(endsWord);
        this.#skipBlanks();
        if (this.peek() === '(' && this.peek(1) === ')') this.at += 2;
        return;
      }
      if (keyword === '[[') {
        this.#readCondition(place);
        return;
      }
    }
    this.#readSimple({ start, ...place, assignments: [], words: [], redirections: [], brokenContinuation: false }, false);
  }

  /** `then`, `else`, `do` begin another block of the same construct. */
  #enter(open: Open[]): void {
    const current = open.at(-1);
    if (current?.kind === 'other') current.block = this.at;
  }

  #readLoop(): void {
    this.#skipBlanks();
    if (this.peek() === '(' && this.peek(1) === '(') {
      this.nested(this.at, () => { this.readArithmetic(this.at); });
      return;
    }
    const name = this.readWord(endsWord);
    if (name.text !== undefined && this.#isName(name)) this.#loops.push({ name: name.text, nameRange: name.range });
    this.#skipLines();
    if (!/^in[\s;]/.test(this.text.slice(this.at, this.at + 3))) return;
    this.at += 2;
    for (;;) {
      this.#skipBlanks();
      if (this.at >= this.end || /[\n;&|()<>#]/.test(this.peek())) return;
      this.readWord(endsWord);
    }
  }

  /** The patterns of a branch of `case`, up to their `)`, or `esac`. */
  #nextPattern(open: Open[]): void {
    const last = open.findLastIndex(({ kind }) => kind === 'case');
    const current = open[last];
    if (!current) return;
    open.length = last + 1;
    this.#skipLines();
    if (/^esac(?![\w-])/.test(this.text.slice(this.at, this.at + 5))) return;
    const start = this.at;
    if (this.peek() === '(') this.at++;
    while (this.at < this.end) {
      if (this.#skipBlanks()) continue;
      const unit = this.peek();
      if (unit === ')') {
        this.at++;
        current.block = this.at;
        return;
      }
      if (unit === '|') this.at++;
      else if (endsWord(unit)) break;
      else this.readWord(endsWord);
    }
    this.breakAt(start);
  }

  /** `[[ … ]]`: its words are operands; operators that would end words outside are words of their own here. */
  #readCondition(place: { readonly pipeline: number; readonly block: number }): void {
    const start = this.at;
    const words: ShellWord[] = [];
    const stops = (unit: string): boolean => /[ \t\r\n\f\v()<>&|;]/.test(unit);
    while (this.at < this.end) {
      if (this.#skipBlanks()) continue;
      const unit = this.peek();
      if (unit === '\n' || /[()<>&|;]/.test(unit)) {
        this.at++;
        continue;
      }
      const before = this.at;
      const word = this.readWord(stops);
      if (this.at === before) this.at++;
      words.push(word);
      if (word.text === ']]' && word.quote === 'none') {
        if (!this.isBroken) this.#commands.push({ assignments: [], words, redirections: [], range: { start, end: this.at }, ...place, brokenContinuation: false });
        return;
      }
    }
    this.breakAt(start);
  }

  #readSimple(draft: Draft, redirectionsOnly: boolean): void {
    let end = draft.start;
    while (this.at < this.end) {
      if (this.#skipBlanks(draft)) continue;
      const unit = this.peek();
      const redirected = this.#redirection();
      if (redirected !== undefined) {
        this.#readRedirection(draft, redirected);
        end = this.at;
        continue;
      }
      if (endsWord(unit) && !(/[<>]/.test(unit) && this.peek(1) === '(')) {
        if (unit !== '(' || draft.words.length === 0) break;
        // `name()` begins a function; any other bracket here is no shell.
        if (draft.words.length === 1 && draft.assignments.length === 0 && /^\(\s*\)/.test(this.text.slice(this.at, this.at + 10))) {
          this.at = this.text.indexOf(')', this.at) + 1;
          return;
        }
        this.breakAt(draft.start);
        return;
      }
      if (redirectionsOnly) return;
      const program = draft.words[0]?.text;
      if (draft.words.length === 0 || (program !== undefined && declarers.has(program))) {
        const name = this.#assignmentAt();
        if (name !== undefined) {
          draft.assignments.push(this.#readAssignment(name));
          end = this.at;
          continue;
        }
      }
      const word = this.readWord(endsWord);
      if (word.text === ' ' || word.text === '\t') {
        // A `\` with a blank behind it at the line's end.
        if (/^[ \t\r]*(?:\n|$)/.test(this.text.slice(this.at, this.at + 80))) {
          draft.brokenContinuation = true;
          continue;
        }
      }
      if (word.range.end === word.range.start) {
        this.at++;
        continue;
      }
      if (program !== undefined && declarers.has(program) && word.text !== undefined && this.#isName(word)) {
        draft.assignments.push({ name: word.text, nameRange: word.range, range: word.range, value: undefined, form: 'name' });
      } else {
        draft.words.push(word);
      }
      end = this.at;
    }
    if (this.isBroken || end === draft.start) return;
    const { start, ...rest } = draft;
    this.#commands.push({ ...rest, range: { start, end } });
  }

  #redirection(): string | undefined {
    redirection.lastIndex = this.at;
    const found = redirection.exec(this.text)?.[0];
    if (found === undefined || this.at + found.length > this.end) return undefined;
    // `<(…)` and `>(…)` are words.
    return /^[<>]$/.test(found) && this.text[this.at + 1] === '(' ? undefined : found;
  }

  #readRedirection(draft: Draft, found: string): void {
    const start = this.at;
    this.at += found.length;
    const operator = found.replace(/^(?:\d+|\{\w+\})/, '');
    this.#skipBlanks();
    if (this.at >= this.end || endsWord(this.peek())) {
      // `>(…)` behind `>`.
      if (!/[<>]/.test(this.peek()) || this.peek(1) !== '(') return;
    }
    const target = this.readWord(endsWord);
    if (operator !== '<<' && operator !== '<<-') {
      draft.redirections.push({ operator, target });
      return;
    }
    const raw = this.text.slice(target.range.start, target.range.end);
    const quoted = /['"\\]/.test(raw);
    const index = draft.redirections.length;
    draft.redirections.push({ operator, target });
    this.#heredocs.push({
      start,
      delimiter: target.text ?? raw,
      quoted,
      stripsTabs: operator === '<<-',
      done: (body) => { draft.redirections[index] = { operator, target, heredoc: { quoted, body } }; },
    });
  }

  /** Whether a word is a name and nothing else, no escape either. */
  #isName({ range }: ShellWord): boolean {
    return /^[A-Za-z_]\w*$/.test(this.text.slice(range.start, range.end));
  }

  #assignmentAt(): string | undefined {
    assignment.lastIndex = this.at;
    const found = assignment.exec(this.text)?.[0];
    return found !== undefined && this.at + found.length <= this.end ? found : undefined;
  }

  #readAssignment(found: string): ShellAssignment {
    const start = this.at;
    const name = /^\w+/.exec(found)?.[0] ?? '';
    const nameRange = { start, end: start + name.length };
    this.at += found.length;
    if (this.peek() !== '(') {
      const value = this.readWord(endsWord);
      return { name, nameRange, range: { start, end: this.at }, value, form: 'value' };
    }
    this.at++;
    for (;;) {
      if (this.#skipBlanks()) continue;
      const unit = this.peek();
      if (unit === ')') break;
      if (unit === '\n') this.at++;
      else if (unit === '' || /[;&|(<>]/.test(unit)) {
        this.breakAt(start);
        break;
      } else {
        this.readWord(endsWord);
      }
    }
    if (!this.isBroken) this.at++;
    return { name, nameRange, range: { start, end: this.at }, value: undefined, form: 'array' };
  }

  /** Blanks, continuations and one comment; gives whether there were any. */
  #skipBlanks(draft?: Draft): boolean {
    const start = this.at;
    let continued = false;
    for (;;) {
      const skipped = this.continuationAt(this.at);
      if (skipped > 0 && this.at + skipped <= this.end) {
        this.at += skipped;
        continued = true;
      } else if (/[ \t\r\f\v]/.test(this.peek())) {
        this.at++;
      } else {
        break;
      }
    }
    if (this.peek() === '#' && (this.at > start || this.at === 0 || /[\s;&|()]/.test(this.text[this.at - 1] ?? ''))) {
      const from = this.at;
      const close = this.text.indexOf('\n', from);
      this.at = close === -1 || close > this.end ? this.end : close;
      const end = this.text[this.at - 1] === '\r' ? this.at - 1 : this.at;
      this.#comments.push({ start: from, end });
      if (continued && draft) draft.brokenContinuation = true;
    }
    return this.at > start;
  }

  #skipLines(): void {
    while (this.at < this.end) {
      if (this.peek() === '\n') this.#newLine();
      else if (!this.#skipBlanks()) return;
    }
  }

  /** At a line end: the bodies of heredocs that began in the line follow. */
  #newLine(): void {
    this.at++;
    const waiting = this.#heredocs;
    this.#heredocs = [];
    for (const [index, heredoc] of waiting.entries()) {
      // Each body but the first begins behind the line end of the delimiter before it.
      if (index > 0 && this.at < this.end) this.at++;
      const body = this.#heredocBody(heredoc);
      if (!body) {
        this.breakAt(heredoc.start);
        return;
      }
      heredoc.done(body);
      if (!heredoc.quoted) this.nested(heredoc.start, () => { this.readExpanded(body); });
    }
  }

  #heredocBody({ delimiter, stripsTabs }: PendingHeredoc): Range | undefined {
    const start = this.at;
    while (this.at < this.end) {
      const lineStart = this.at;
      const close = this.text.indexOf('\n', lineStart);
      const lineEnd = close === -1 || close > this.end ? this.end : close;
      this.at = Math.min(lineEnd + 1, this.end);
      let line = this.text.slice(lineStart, lineEnd).replace(/\r$/, '');
      if (stripsTabs) line = line.replace(/^\t+/, '');
      if (line === delimiter) {
        // The line end stays, so that the next command begins on a line of its own.
        this.at = lineEnd;
        return { start, end: lineStart };
      }
    }
    return undefined;
  }
}

/** The shell's blanks are these and no others: a no-break space is part of a word. */
function endsWord(unit: string): boolean {
  return /[ \t\r\n\f\v;&|()<>]/.test(unit);
}
