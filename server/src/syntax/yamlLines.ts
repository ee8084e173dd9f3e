import { blockText, plainValue, quotedText } from './yamlPlainScalars.ts';
import type { YamlComment, YamlDocument, YamlEntry, YamlItem, YamlMap, YamlNode, YamlScalar, YamlSeq, YamlStream } from './yamlTree.ts';

/** Thrown, and caught here, where a text is not ordinary. One for all: a stack would cost more than the reading. */
const unusual = new Error('This YAML is not ordinary.');

/** Deeper texts are left to the parser that knows the limit. */
const maximumDepth = 100;
const maximumKey = 1000;

/**
 * Reads a text in which every line says by itself what it is: block mappings and lists, values on one line or folded on several, block scalars, brackets on one line,
 * documents behind `---`. Nearly all files are like that, and this takes a tenth of the time of a whole parser. Gives exactly the tree that the whole parser would give, and
 * `undefined` for everything else: mistakes, anchors, tags, tabs, equal keys, rare forms.
 */
export function readOrdinaryYaml(text: string): YamlStream | undefined {
  if (/[\r\ufeff\0]/.test(text)) return undefined;
  try {
    return new LineReader(text).stream();
  } catch (error) {
    if (error === unusual) return undefined;
    throw error;
  }
}

interface Key {
  readonly node: YamlScalar;
  readonly name: string;
  readonly colon: number;
}

class LineReader {
  readonly #text: string;
  readonly #comments: YamlComment[] = [];
  /** The first unit of the next line with something in it, and its column; the column is -1 at the end of a document. */
  #at = 0;
  #column = -1;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  stream(): YamlStream {
    const documents: YamlDocument[] = [];
    this.#toLine(0);
    while (this.#column >= 0 || this.#at < this.#text.length) {
      if (this.#column < 0) this.#endLine(this.#at + 3, false);
      const root = this.#column < 0 ? undefined : this.#node(this.#column, -1);
      if (this.#column >= 0) throw unusual;
      documents.push({ root });
    }
    return { documents, comments: this.#comments, problems: [] };
  }

  /** Goes to the first line from here on with more than blanks and comments. */
  #toLine(from: number): void {
    const text = this.#text;
    for (let start = from; start < text.length;) {
      let at = start;
      while (text.charCodeAt(at) === 32) at++;
      const unit = text.charCodeAt(at);
      if (unit === 35) {
        start = this.#comment(at);
      } else if (unit === 10 || at >= text.length) {
        start = at + 1;
      } else {
        this.#at = at;
        this.#column = at - start;
        if (this.#column === 0) this.#mark(unit);
        return;
      }
    }
    this.#at = text.length;
    this.#column = -1;
  }

  /** Whether a line at the margin ends the document. */
  #mark(unit: number): void {
    if (unit === 37) throw unusual;
    if (unit === 46 && this.#text.startsWith('...', this.#at)) throw unusual;
    if (unit === 45 && this.#text.startsWith('---', this.#at) && this.#isEnd(this.#at + 3)) this.#column = -1;
  }

  /** Takes a comment in; gives where the next line begins. */
  #comment(at: number): number {
    const newline = this.#text.indexOf('\n', at);
    const end = newline < 0 ? this.#text.length : newline;
    this.#comments.push({ range: { start: at, end }, text: this.#text.slice(at + 1, end).trim() });
    return end + 1;
  }

  /** Nothing but blanks and a comment may stand in the rest of the line; then goes to the next one. */
  #endLine(at: number, mayComment = true): void {
    const text = this.#text;
    let end = at;
    while (text.charCodeAt(end) === 32) end++;
    if (text.charCodeAt(end) === 35 && end > at && mayComment) this.#toLine(this.#comment(end));
    else if (end >= text.length || text.charCodeAt(end) === 10) this.#toLine(end + 1);
    else throw unusual;
  }

  #isEnd(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    return unit === 32 || unit === 10 || at >= this.#text.length;
  }

  #isDash(): boolean {
    return this.#text.charCodeAt(this.#at) === 45 && this.#isEnd(this.#at + 1);
  }

  /** Where the value behind a colon or dash begins in this line; `undefined` when the line has none. */
  #valueAt(from: number): number | undefined {
    let at = from;
    while (this.#text.charCodeAt(at) === 32) at++;
    const unit = this.#text.charCodeAt(at);
    return unit === 10 || unit === 35 || at >= this.#text.length ? undefined : at;
  }

  /** What begins here, in this column; `parent` is the column of the collection that it is in. */
  #node(column: number, parent: number): YamlNode {
    if (++this.#depth > maximumDepth) throw unusual;
    let node: YamlNode;
    if (this.#isDash()) {
      node = this.#seq(column);
    } else {
      const key = this.#key();
      node = key ? this.#map(column, key) : this.#value(this.#at, parent);
    }
    this.#depth--;
    return node;
  }

  #map(column: number, first: Key): YamlMap {
    const entries: YamlEntry[] = [];
    const seen = new Set<YamlScalar['value']>();
    for (let key: Key | undefined = first; ; key = this.#key()) {
      if (!key || seen.has(key.node.value)) throw unusual;
      seen.add(key.node.value);
      const { node, name, colon } = key;
      const at = this.#valueAt(colon + 1);
      let value: YamlNode | undefined;
      if (at === undefined) {
        this.#endLine(colon + 1);
        if (this.#column > column) value = this.#node(this.#column, column);
        else if (this.#column === column && this.#isDash()) value = this.#seq(column);
      } else {
        value = this.#value(at, column);
      }
      entries.push({ key: node, name, value, range: { start: node.range.start, end: value ? value.range.end : colon + 1 }, colon });
      if (this.#column < column) break;
      if (this.#column > column) throw unusual;
    }
    return { kind: 'map', range: spanOf(entries), flow: false, entries };
  }

  #seq(column: number): YamlSeq {
    const items: YamlItem[] = [];
    do {
      const dash = this.#at;
      const at = this.#valueAt(dash + 1);
      let value: YamlNode | undefined;
      if (at === undefined) {
        this.#endLine(dash + 1);
        if (this.#column > column) value = this.#node(this.#column, column);
      } else {
        this.#at = at;
        value = this.#node(column + at - dash, column);
      }
      items.push({ value, range: { start: dash, end: value ? value.range.end : dash + 1 } });
      if (this.#column > column) throw unusual;
    } while (this.#column === column && this.#isDash());
    return { kind: 'seq', range: spanOf(items), flow: false, items };
  }

  /** The key at the beginning of what is left of the line; `undefined` when there is no key. */
  #key(): Key | undefined {
    const text = this.#text;
    const start = this.#at;
    const first = text.charCodeAt(start);
    if (first === 34 || first === 39) {
      const quoted = quotedText(text, start);
      if (!quoted) throw unusual;
      let colon = quoted.end;
      while (text.charCodeAt(colon) === 32) colon++;
      if (text.charCodeAt(colon) !== 58 || !this.#isEnd(colon + 1)) return undefined;
      if (colon - start > maximumKey) throw unusual;
      return { node: { kind: 'scalar', range: { start, end: quoted.end }, value: quoted.value, style: first === 34 ? 'double' : 'single' }, name: quoted.value, colon };
    }
    if (!this.#mayBegin(start)) return undefined;
    for (let at = start; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 10 || (unit === 35 && text.charCodeAt(at - 1) === 32)) return undefined;
      if (unit < 32 || unit === 127) throw unusual;
      if (unit !== 58 || !this.#isEnd(at + 1)) continue;
      let end = at;
      while (text.charCodeAt(end - 1) === 32) end--;
      if (at - start > maximumKey) throw unusual;
      const name = text.slice(start, end);
      return { node: { kind: 'scalar', range: { start, end }, value: plainValue(name), style: 'plain' }, name, colon: at };
    }
    return undefined;
  }

  /** A value that begins in a line, with the lines that it goes on in; then stands at the next one. */
  #value(at: number, parent: number): YamlNode {
    // A text that is one value only is no file of ours.
    if (parent < 0) throw unusual;
    const unit = this.#text.charCodeAt(at);
    if (unit === 124 || unit === 62) return this.#block(at, parent);
    if (unit === 34 || unit === 39 || unit === 91 || unit === 123) {
      const node = this.#inLine(at);
      this.#endLine(node.range.end);
      return node;
    }
    return this.#plain(at, parent);
  }

  #block(at: number, parent: number): YamlScalar {
    const text = this.#text;
    const folded = text.charCodeAt(at) === 62;
    const strip = text.charCodeAt(at + 1) === 45;
    let end = at + (strip ? 2 : 1);
    while (text.charCodeAt(end) === 32) end++;
    if (text.charCodeAt(end) !== 10) throw unusual;
    const block = blockText(text, end + 1, { parent, folded, clip: !strip });
    if (!block) throw unusual;
    this.#toLine(block.next);
    return { kind: 'scalar', range: { start: at, end: block.end }, value: block.value, style: folded ? 'folded' : 'literal' };
  }

  #plain(start: number, parent: number): YamlScalar {
    if (!this.#mayBegin(start)) throw unusual;
    let end = this.#plainEnd(start);
    let source = this.#text.slice(start, end);
    for (;;) {
      const comments = this.#comments.length;
      this.#endLine(end);
      if (this.#column <= parent) break;
      // The text goes on, but not behind a comment.
      if (this.#comments.length > comments || !this.#mayBegin(this.#at)) throw unusual;
      let breaks = 0;
      for (let at = this.#text.indexOf('\n', end); at >= 0 && at < this.#at; at = this.#text.indexOf('\n', at + 1)) breaks++;
      end = this.#plainEnd(this.#at);
      source += (breaks > 1 ? '\n'.repeat(breaks - 1) : ' ') + this.#text.slice(this.#at, end);
    }
    return { kind: 'scalar', range: { start, end }, value: plainValue(source), style: 'plain' };
  }

  /** Whether a text without quotes may begin here. */
  #mayBegin(at: number): boolean {
    const unit = this.#text.charCodeAt(at);
    // A dash, too, where something follows it directly.
    return (unit > 32 && !indicators.has(unit)) || (unit === 45 && this.#text.charCodeAt(at + 1) > 32);
  }

  /** Where the text without quotes ends in its line, blanks behind it left out. */
  #plainEnd(start: number): number {
    const text = this.#text;
    let end = start;
    for (let at = start; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 32) continue;
      if (unit === 10 || (unit === 35 && text.charCodeAt(at - 1) === 32)) break;
      if (unit < 32 || unit === 127 || (unit === 58 && this.#isEnd(at + 1))) throw unusual;
      end = at + 1;
    }
    return end;
  }

  /** A value in quotes or brackets, or one inside brackets: all on one line. */
  #inLine(at: number): YamlNode {
    const unit = this.#text.charCodeAt(at);
    if (unit === 91) return this.#flowSeq(at);
    if (unit === 123) return this.#flowMap(at);
    if (unit === 34 || unit === 39) {
      const quoted = quotedText(this.#text, at);
      if (!quoted) throw unusual;
      return { kind: 'scalar', range: { start: at, end: quoted.end }, value: quoted.value, style: unit === 34 ? 'double' : 'single' };
    }
    return this.#flowPlain(at);
  }

  #flowSeq(start: number): YamlSeq {
    if (++this.#depth > maximumDepth) throw unusual;
    const items: YamlItem[] = [];
    let at = this.#afterBlanks(start + 1);
    if (this.#text.charCodeAt(at) !== 93) {
      for (;;) {
        const value = this.#inLine(at);
        items.push({ value, range: { start: value.range.start, end: value.range.end } });
        at = this.#afterBlanks(value.range.end);
        if (this.#text.charCodeAt(at) === 93) break;
        if (this.#text.charCodeAt(at) !== 44) throw unusual;
        at = this.#afterBlanks(at + 1);
      }
    }
    this.#depth--;
    return { kind: 'seq', range: { start, end: at + 1 }, flow: true, items };
  }

  #flowMap(start: number): YamlMap {
    if (++this.#depth > maximumDepth) throw unusual;
    const entries: YamlEntry[] = [];
    const seen = new Set<YamlScalar['value']>();
    let at = this.#afterBlanks(start + 1);
    if (this.#text.charCodeAt(at) !== 125) {
      for (;;) {
        const key = this.#inLine(at);
        const colon = this.#afterBlanks(key.range.end);
        if (key.kind !== 'scalar' || seen.has(key.value) || this.#text.charCodeAt(colon) !== 58 || this.#text.charCodeAt(colon + 1) !== 32) throw unusual;
        seen.add(key.value);
        const value = this.#inLine(this.#afterBlanks(colon + 1));
        const name = key.style === 'plain' ? this.#text.slice(key.range.start, key.range.end) : String(key.value);
        entries.push({ key, name, value, range: { start: key.range.start, end: value.range.end }, colon });
        at = this.#afterBlanks(value.range.end);
        if (this.#text.charCodeAt(at) === 125) break;
        if (this.#text.charCodeAt(at) !== 44) throw unusual;
        at = this.#afterBlanks(at + 1);
      }
    }
    this.#depth--;
    return { kind: 'map', range: { start, end: at + 1 }, flow: true, entries };
  }

  #flowPlain(start: number): YamlScalar {
    const text = this.#text;
    if (!this.#mayBegin(start)) throw unusual;
    let end = start;
    for (let at = start; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit === 32) continue;
      if (unit === 44 || unit === 93 || unit === 125 || (unit === 58 && text.charCodeAt(at + 1) === 32)) break;
      if (unit < 32 || unit === 127 || unit === 91 || unit === 123 || unit === 35) throw unusual;
      // What a colon is here depends on what follows it.
      if (unit === 58 && /[\n,[\]{}]|^$/.test(text.charAt(at + 1))) throw unusual;
      end = at + 1;
    }
    if (text.charCodeAt(start) === 45 && end === start + 1) throw unusual;
    return { kind: 'scalar', range: { start, end }, value: plainValue(text.slice(start, end)), style: 'plain' };
  }

  #afterBlanks(from: number): number {
    let at = from;
    while (this.#text.charCodeAt(at) === 32) at++;
    return at;
  }
}

/** What no text without quotes begins with, as units: `- ? : , [ ] { } # & * ! | > ' " % @` and the backtick; the byte for deletion. */
const indicators: ReadonlySet<number> = new Set([...'-?:,[]{}#&*!|>\'"%@`\x7f'].map((sign) => sign.charCodeAt(0)));

function spanOf(parts: readonly { readonly range: { readonly start: number; readonly end: number } }[]): { start: number; end: number } {
  return { start: parts[0]?.range.start ?? 0, end: parts.at(-1)?.range.end ?? 0 };
}
