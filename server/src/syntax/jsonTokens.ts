import type { YamlComment } from './yamlTree.ts';

/** One token of a JSON text. `value` is what a scalar means. */
export interface JsonToken {
  readonly type: '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'literal' | 'unknown' | 'end';
  readonly start: number;
  readonly end: number;
  readonly value: string | number | boolean | null;
  /** What is wrong with the token itself. */
  readonly problem?: string;
}

const numberPattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const wordPattern = /[^\s{}[\]:,"/]+|\//y;
const literals: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([['true', true], ['false', false], ['null', null]]);

/** Takes a JSON text apart, comments beside it. Linear; never throws. */
export class JsonTokens {
  readonly comments: YamlComment[] = [];
  readonly #text: string;
  readonly #end: number;
  #at: number;

  /** Reads from `start` up to `end`, offsets into `text`. */
  constructor(text: string, start: number, end: number) {
    this.#text = text;
    this.#at = start;
    this.#end = end;
  }

  /** The next token; `end` again and again when there is none. */
  next(): JsonToken {
    this.#skipBlanks();
    const start = this.#at;
    const unit = start < this.#end ? this.#text[start] : undefined;
    switch (unit) {
      case undefined:
        return { type: 'end', start: this.#end, end: this.#end, value: null };
      case '{':
      case '}':
      case '[':
      case ']':
      case ',':
      case ':':
        this.#at++;
        return { type: unit, start, end: this.#at, value: null };
      case '"':
        return this.#string(start);
      default:
        return this.#word(start);
    }
  }

  #skipBlanks(): void {
    for (; this.#at < this.#end; this.#at++) {
      const unit = this.#text[this.#at];
      if (unit === '/') {
        if (!this.#comment()) return;
      } else if (unit !== ' ' && unit !== '\t' && unit !== '\n' && unit !== '\r' && unit !== '\ufeff') return;
    }
  }

  /** Takes the comment that begins here and stands on its last unit; false where none begins. */
  #comment(): boolean {
    const start = this.#at;
    const second = this.#text[start + 1];
    if (second !== '/' && second !== '*') return false;
    const rest = second === '/' ? /[\r\n]/g : /\*\//g;
    rest.lastIndex = start + 2;
    const match = rest.exec(this.#text);
    const end = Math.min(this.#end, match ? match.index + (second === '/' ? 0 : 2) : this.#end);
    this.comments.push({ range: { start, end }, text: this.#text.slice(start, end).replace(/^\/[/*]+|\*\/$/g, '').trim() });
    this.#at = end - 1;
    return true;
  }

  #string(start: number): JsonToken {
    let escaped = false;
    let at = start + 1;
    for (; at < this.#end; at++) {
      const unit = this.#text.charCodeAt(at);
      if (unit === 34 || unit === 10 || unit === 13) break;
      if (unit !== 92) continue;
      escaped = true;
      at++;
    }
    const closed = at < this.#end && this.#text[at] === '"';
    this.#at = Math.min(this.#end, closed ? at + 1 : at);
    const inner = this.#text.slice(start + 1, closed ? at : this.#at);
    const token = { type: 'string', start, end: this.#at, value: inner } as const;
    if (!closed) return { ...token, problem: 'A quote is missing at the end of this text.' };
    if (!escaped) return token;
    try {
      return { ...token, value: String(JSON.parse(`"${inner.replaceAll('\t', '\\t')}"`)) };
    } catch {
      return { ...token, problem: 'This text has an escape that JSON does not know.' };
    }
  }

  #word(start: number): JsonToken {
    wordPattern.lastIndex = start;
    const word = (wordPattern.exec(this.#text)?.[0] ?? this.#text.charAt(start)).slice(0, this.#end - start);
    this.#at = start + Math.max(1, word.length);
    const known = literals.get(word);
    if (known !== undefined) return { type: 'literal', start, end: this.#at, value: known };
    numberPattern.lastIndex = 0;
    if (numberPattern.exec(word)?.[0] === word) return { type: 'literal', start, end: this.#at, value: Number(word) };
    return { type: 'unknown', start, end: this.#at, value: null };
  }
}
