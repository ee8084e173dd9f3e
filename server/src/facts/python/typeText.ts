/** A type as an annotation writes it: `Dict[str, Agent]` is `Dict` with two arguments, `A | B` is `|` with two. */
export interface TypeText {
  /** Dotted name, `|` for a union, `[` for a bare list of types (`Callable[[A], B]`), `...`, or empty for what is no type. */
  readonly name: string;
  readonly args: readonly TypeText[];
  /** `make_agent()`: what calling the name gives. No annotation has this; types found by reading code do. */
  readonly isCall?: true;
}

const maxDepth = 24;
const token = /\s*(?:([\p{L}_][\p{L}\p{N}_.]*)|("[^"\n]*"|'[^'\n]*')|(\.\.\.|\S))/uy;

/** Reads an annotation's text, quoted parts included. `undefined` when it is no type that this understands. Never throws. */
export function parseType(text: string): TypeText | undefined {
  return new TypeReader(text, 0).whole();
}

class TypeReader {
  readonly #text: string;
  readonly #tokens: readonly string[];
  #at = 0;
  #depth: number;

  constructor(text: string, depth: number) {
    this.#text = text;
    this.#depth = depth;
    this.#tokens = this.#split();
  }

  whole(): TypeText | undefined {
    const type = this.#union();
    return type && this.#at === this.#tokens.length ? type : undefined;
  }

  #split(): readonly string[] {
    const tokens: string[] = [];
    token.lastIndex = 0;
    const end = this.#text.trimEnd().length;
    for (let at = 0; at < end; at = token.lastIndex) {
      const match = token.exec(this.#text);
      if (!match) return ['?'];
      tokens.push(match[0].trim());
    }
    return tokens;
  }

  #union(): TypeText | undefined {
    if (++this.#depth > maxDepth) return undefined;
    const parts: TypeText[] = [];
    do {
      const part = this.#single();
      if (!part) return undefined;
      parts.push(part);
    } while (this.#take('|'));
    this.#depth--;
    return parts.length === 1 ? parts[0] : { name: '|', args: parts };
  }

  #single(): TypeText | undefined {
    const next = this.#tokens[this.#at];
    if (next === undefined) return undefined;
    if (this.#take('[')) return this.#list('[');
    if (this.#take('(')) {
      const inner = this.#union();
      return inner && this.#take(')') ? inner : undefined;
    }
    if (this.#take('...')) return { name: '...', args: [] };
    if (/^["']/.test(next)) {
      this.#at++;
      return this.#depth > maxDepth ? undefined : (new TypeReader(next.slice(1, -1), this.#depth + 1).whole() ?? { name: '', args: [] });
    }
    if (!/^[\p{L}_]/u.test(next)) return undefined;
    this.#at++;
    if (this.#tokens[this.#at] === '(' && this.#tokens[this.#at + 1] === ')') {
      this.#at += 2;
      return { name: next, args: [], isCall: true };
    }
    return this.#take('[') ? this.#list(next) : { name: next, args: [] };
  }

  /** The types up to the closing bracket. */
  #list(name: string): TypeText | undefined {
    const args: TypeText[] = [];
    while (!this.#take(']')) {
      const arg = this.#argument();
      if (!arg) return undefined;
      args.push(arg);
      if (!this.#take(',') && this.#tokens[this.#at] !== ']') return undefined;
    }
    return { name, args };
  }

  /** What is no type (`Field(gt=0)` in an `Annotated`, the `1` of a `Literal`) is skipped up to the comma. */
  #argument(): TypeText | undefined {
    const start = this.#at;
    const depth = this.#depth;
    const type = this.#union();
    const next = this.#tokens[this.#at];
    if (type && (next === ',' || next === ']')) return type;
    this.#at = start;
    this.#depth = depth;
    for (let open = 0; this.#at < this.#tokens.length; this.#at++) {
      const one = this.#tokens[this.#at] ?? '';
      if (open === 0 && (one === ',' || one === ']')) return { name: '', args: [] };
      if ('([{'.includes(one)) open++;
      else if (')]}'.includes(one)) open--;
    }
    return undefined;
  }

  #take(wanted: string): boolean {
    if (this.#tokens[this.#at] !== wanted) return false;
    this.#at++;
    return true;
  }
}
