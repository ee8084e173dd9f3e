import { byteSearchWasm } from './generated/byteSearchWasm.ts';
import type { KnownWords } from './knownWords.ts';

/** What of the platform is used; the core's TypeScript knows neither the browser's library nor Node's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  firstFree(): number;
  findLiterals(text: number, length: number, tables: number, found: number, scratch: number): void;
  collectNames(text: number, length: number, hashes: number, size: number, scratch: number): number;
  kindOfText(text: number, length: number): number;
  namesLength(): number;
  readHeader(text: number, length: number, places: number, records: number, recordsSize: number, names: number, namesSize: number): number;
}

/** Bytes behind a text that the module may read; zeros, so that nothing there looks like text. */
const slack = 64;
const pageSize = 65_536;
/** Scratch memory: hits of `findLiterals`, or places of a chunk (`wasm/statementPlaces.ts`) and the hashes that came last. */
const scratchBytes = 4096 + 1024;
/** Size of the memory for tables; when it is full, those of earlier searches give way. */
const tablesBytes = 2 * 1024 * 1024;
/** Most files are smaller. */
const largeText = 256 * 1024;
/** Words that are copied out of the memory share arrays of this length. */
const copiesLength = 4096;
/** Sizes of the memory for a header, or for the hashes of its names. A longer one is read otherwise. */
const recordsBytes = 65_536;
const namesBytes = 65_536;

/** What is found of a module's header, as `wasm/pythonHeader.ts` describes it; the memory is the instance's, and holds until its next call. */
export interface HeaderRecords {
  readonly words: Uint32Array;
  readonly names: Uint8Array;
}

/** Some words of an array that has others, too. */
export interface WordRange {
  readonly words: Uint32Array;
  readonly start: number;
  readonly end: number;
}

/** The module with its memory: scratch memory, what is read of a header, tables of searches with the bits they find, the text. */
export class ByteSearchInstance {
  readonly #exports: Exports;
  readonly #scratchAt: number;
  readonly #recordsAt: number;
  readonly #namesAt: number;
  readonly #tablesAt: number;
  #memory = new Uint8Array(0);
  /** The same memory. */
  #words = new Uint32Array(0);
  #copies = new Uint32Array(0);
  #nextCopy = 0;
  /** Addresses of the tables that are in the memory; behind them the bits that their search finds. */
  readonly #tables = new Map<Uint8Array, number>();
  #nextTables: number;
  /** It never moves: nothing but a longer text makes what lies there invalid. */
  readonly #textAt: number;

  /** `tablesSize`: of the memory for tables, in bytes. */
  constructor(tablesSize = tablesBytes) {
    const bytes = Uint8Array.from(atob(byteSearchWasm), (character) => character.charCodeAt(0));
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
    this.#scratchAt = this.#exports.firstFree();
    this.#recordsAt = this.#scratchAt + scratchBytes;
    this.#namesAt = this.#recordsAt + recordsBytes;
    this.#tablesAt = this.#namesAt + namesBytes;
    this.#nextTables = this.#tablesAt;
    this.#textAt = this.#tablesAt + aligned(tablesSize);
    this.#reserve(0);
  }

  /** Whether there is memory for more than most texts need. */
  get hasLargeText(): boolean {
    return this.#memory.length - this.#textAt > largeText;
  }

  /** Memory for a text of this length, which is then not copied. It holds until the next call with another text. */
  textMemory(length: number): Uint8Array {
    this.#reserve(length);
    return this.#memory.subarray(this.#textAt, this.#textAt + length);
  }

  /** Searches with the tables that `searchTables` made; the bits of the literals, `words` words of them, as an array of `known`. */
  search(bytes: Uint8Array, tables: Uint8Array, words: number, known: KnownWords): Uint32Array {
    const tablesAt = this.#tables.get(tables) ?? this.#addTables(tables, words);
    const foundAt = aligned(tablesAt + tables.length);
    this.#put(bytes);
    this.#memory.fill(0, foundAt, foundAt + words * 4);
    this.#exports.findLiterals(this.#textAt, bytes.length, tablesAt, foundAt, this.#scratchAt);
    return known.of(this.#words, foundAt >>> 2, words);
  }

  /** Words of the memory as words of the caller's. Many share an array: one for each would take more than the words themselves. */
  #copied(address: number, length: number): WordRange {
    if (this.#nextCopy + length > this.#copies.length) {
      this.#copies = new Uint32Array(Math.max(copiesLength, length));
      this.#nextCopy = 0;
    }
    const words = this.#copies;
    const start = this.#nextCopy;
    const from = address >>> 2;
    for (let i = 0; i < length; i++) words[start + i] = this.#words[from + i] ?? 0;
    this.#nextCopy += length;
    return { words, start, end: this.#nextCopy };
  }

  #addTables(tables: Uint8Array, words: number): number {
    const size = spaceOf(tables, words);
    if (this.#nextTables + size > this.#textAt) {
      this.#tables.clear();
      this.#nextTables = this.#tablesAt;
    }
    const at = this.#nextTables;
    this.#nextTables += size;
    this.#memory.set(tables, at);
    this.#tables.set(tables, at);
    return at;
  }

  /** Hashes of the names in a Python module's header, some of them twice; `undefined` when there are thousands. */
  names(bytes: Uint8Array): WordRange | undefined {
    this.#put(bytes);
    const count = this.#exports.collectNames(this.#textAt, bytes.length, this.#recordsAt, recordsBytes, this.#scratchAt);
    return count < 0 ? undefined : this.#copied(this.#recordsAt, count);
  }

  /**
   * What is in the header of a Python module; `isUtf8` is asked where it is not plain to see. `noText` when the bytes are none or hold NUL, `undefined` when the text itself
   * has to be read.
   */
  header(bytes: Uint8Array, isUtf8: (bytes: Uint8Array) => boolean): HeaderRecords | 'noText' | undefined {
    this.#put(bytes);
    const kind = this.#exports.kindOfText(this.#textAt, bytes.length);
    if (kind === 2 || (kind === 1 && !isUtf8(bytes))) return 'noText';
    const count = this.#exports.readHeader(this.#textAt, bytes.length, this.#scratchAt, this.#recordsAt, recordsBytes, this.#namesAt, namesBytes);
    if (count < 0) return undefined;
    const { buffer } = this.#memory;
    return { words: new Uint32Array(buffer, this.#recordsAt, count), names: new Uint8Array(buffer, this.#namesAt, this.#exports.namesLength()) };
  }

  #put(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    if (bytes.buffer !== this.#memory.buffer || bytes.byteOffset !== this.#textAt) this.#memory.set(bytes, this.#textAt);
    this.#memory.fill(0, this.#textAt + bytes.length, this.#textAt + bytes.length + slack);
  }

  /** Makes room for a text. Growing leaves the old view without memory. */
  #reserve(length: number): void {
    const { memory } = this.#exports;
    const missing = this.#textAt + length + slack - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
    if (this.#memory.buffer === memory.buffer) return;
    this.#memory = new Uint8Array(memory.buffer);
    this.#words = new Uint32Array(memory.buffer);
  }
}

let shared: ByteSearchInstance | undefined;

/** Gives the instance for a search: tables that are too large for the one for all need one of their own. Not to be kept from one search to the next. */
export function instanceFor(tables: Uint8Array, words: number): () => ByteSearchInstance {
  const size = spaceOf(tables, words);
  if (size <= tablesBytes) return byteSearchInstance;
  const own = new ByteSearchInstance(size);
  return () => own;
}

/** Lets the one for all go if it has had a large text: its memory cannot shrink. Who needs it next makes a new one, in milliseconds. */
export function releaseLargeMemory(): void {
  if (shared?.hasLargeText === true) shared = undefined;
}

/** One for all: it is scratch memory, and nothing in it outlives a call but tables that their owner can give again. */
export function byteSearchInstance(): ByteSearchInstance {
  shared ??= new ByteSearchInstance();
  return shared;
}

/** What tables and the bits of their search take. */
function spaceOf(tables: Uint8Array, words: number): number {
  return aligned(aligned(tables.length) + words * 4);
}

function aligned(address: number): number {
  return (address + 15) & ~15;
}
