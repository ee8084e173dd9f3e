import { byteSearchWasm } from './generated/byteSearchWasm.ts';

/** What of the platform is used; the core's TypeScript knows neither the browser's library nor Node's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  firstFree(): number;
  findLiterals(text: number, length: number, tables: number, found: number, scratch: number): void;
  collectNames(text: number, length: number, filter: number): number;
}

/** Bytes behind a text that the module may read; zeros, so that nothing there looks like text. */
const slack = 64;
const pageSize = 65_536;
/** Size of the filter that `collectNames` fills, before it is folded, in bytes. */
const nameFilterBytes = 4096;

/** The module with its memory: the filter of names, the tables of one search, the bits it finds, the text. */
export class ByteSearchInstance {
  readonly #exports: Exports;
  readonly #filterAt: number;
  readonly #tablesAt: number;
  #memory = new Uint8Array(0);
  #tables: Uint8Array | undefined;
  #foundAt = 0;
  #textAt: number;

  constructor() {
    const bytes = Uint8Array.from(atob(byteSearchWasm), (character) => character.charCodeAt(0));
    this.#exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as Exports;
    this.#filterAt = this.#exports.firstFree();
    this.#tablesAt = this.#filterAt + nameFilterBytes;
    this.#textAt = this.#tablesAt;
  }

  /** Searches with the tables that `searchTables` made; the bits of the literals, `words` words of them. */
  search(bytes: Uint8Array, tables: Uint8Array, words: number): Uint32Array {
    if (this.#tables !== tables) {
      this.#foundAt = aligned(this.#tablesAt + tables.length);
      this.#textAt = aligned(this.#foundAt + words * 4);
      this.#reserve(0);
      this.#memory.set(tables, this.#tablesAt);
      this.#tables = tables;
    }
    this.#put(bytes);
    this.#memory.fill(0, this.#foundAt, this.#foundAt + words * 4);
    this.#exports.findLiterals(this.#textAt, bytes.length, this.#tablesAt, this.#foundAt, this.#filterAt);
    return new Uint32Array(this.#memory.buffer, this.#foundAt, words).slice();
  }

  /** The filter of the names in a Python module. */
  names(bytes: Uint8Array): Uint32Array {
    this.#put(bytes);
    const size = this.#exports.collectNames(this.#textAt, bytes.length, this.#filterAt);
    return new Uint32Array(this.#memory.buffer, this.#filterAt, size / 4).slice();
  }

  #put(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#memory.set(bytes, this.#textAt);
    this.#memory.fill(0, this.#textAt + bytes.length, this.#textAt + bytes.length + slack);
  }

  /** Makes room for a text. Growing leaves the old view without memory. */
  #reserve(length: number): void {
    const { memory } = this.#exports;
    const missing = this.#textAt + length + slack - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageSize));
    if (this.#memory.buffer !== memory.buffer) this.#memory = new Uint8Array(memory.buffer);
  }
}

let shared: ByteSearchInstance | undefined;

/** One for all: it is scratch memory, and nothing in it outlives a call but tables that their owner can give again. */
export function byteSearchInstance(): ByteSearchInstance {
  shared ??= new ByteSearchInstance();
  return shared;
}

function aligned(address: number): number {
  return (address + 15) & ~15;
}
