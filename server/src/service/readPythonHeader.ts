import { type HeaderVisitor, visitPythonHeader } from '../text/byteSearch/headerRecords.ts';
import { type DerivedName, pythonHeader, type PythonHeader, type TakenName } from './pythonHeader.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * What `pythonHeader` gives for the text of these bytes (UTF-8, a byte order mark is no part of it), without decoding all of it. `undefined` for bytes that are no text:
 * invalid UTF-8, or with NUL.
 */
export function readPythonHeader(bytes: Uint8Array, roots: ReadonlySet<string>): PythonHeader | undefined {
  const reader = new HeaderReader(bytes, roots);
  const outcome = visitPythonHeader(bytes, reader);
  if (outcome === 'noText') return undefined;
  return outcome === 'visited' ? reader.header : pythonHeader(utf8.decode(bytes).replace(/^\uFEFF/, ''), roots);
}

/** Makes a header of what it is told. */
class HeaderReader implements HeaderVisitor {
  readonly #roots: ReadonlySet<string>;
  readonly #quotes: readonly TripleQuotes[];
  readonly #imports = new Map<string, number>();
  readonly #derived: DerivedName[] = [];
  readonly #taken: TakenName[] = [];
  readonly #rootNames: string[] = [];
  readonly #imported: string[] = [];
  readonly #defines = new Set<string>();
  #module = '';
  #isOfRoot = false;
  #definition = '';
  #lastFunction = '';

  constructor(bytes: Uint8Array, roots: ReadonlySet<string>) {
    this.#roots = roots;
    this.#quotes = [new TripleQuotes(bytes, 0x22), new TripleQuotes(bytes, 0x27)];
  }

  get header(): PythonHeader {
    return { imports: this.#imports, derived: this.#derived, taken: this.#taken, imported: this.#imported, rootNames: this.#rootNames, defines: this.#defines };
  }

  from(module: string, offset?: number, at = 0): void {
    const dot = module.indexOf('.');
    const root = dot < 0 ? module : module.slice(0, dot);
    this.#module = module;
    this.#isOfRoot = this.#roots.has(root);
    if (offset !== undefined && root !== '') this.imported(root, offset, at);
  }

  taken(name: string, local: string): void {
    this.#taken.push({ module: this.#module, name, local });
    if (name === '*') return;
    this.#imported.push(name);
    if (this.#isOfRoot) this.#rootNames.push(`${this.#module}.${name}`);
  }

  imported(root: string, offset: number, at: number): void {
    if (!this.#imports.has(root) && !(this.#roots.has(root) && this.#quotes.some((quotes) => quotes.areOpenAt(at)))) this.#imports.set(root, offset);
  }

  defined(name: string, kind: 'class' | 'function' | 'variable'): void {
    this.#defines.add(name);
    this.#definition = name;
    if (kind === 'function') this.#lastFunction = name;
  }

  derived(from: string, isMember: boolean): void {
    this.#derived.push({ from, to: this.#definition, isMember });
  }

  returned(from: string, isMember: boolean): void {
    this.#derived.push({ from, to: this.#lastFunction, isMember });
  }
}

/** Counts the triple quotes of one kind before places that are asked for in the order of the text. */
class TripleQuotes {
  readonly #bytes: Uint8Array;
  readonly #quote: number;
  readonly #start: number;
  #at = 0;
  #count = 0;

  constructor(bytes: Uint8Array, quote: number) {
    this.#bytes = bytes;
    this.#quote = quote;
    this.#start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  areOpenAt(place: number): boolean {
    const last = this.#start + place - 3;
    const bytes = this.#bytes;
    const quote = this.#quote;
    let at = this.#at;
    for (; at <= last; at++) {
      if (bytes[at] !== quote || bytes[at + 1] !== quote || bytes[at + 2] !== quote) continue;
      this.#count++;
      at += 2;
    }
    this.#at = at;
    return this.#count % 2 === 1;
  }
}
