import type { EngineMemory } from './codeEngine.ts';
import type { ShapeKind, ShapeMaker } from './codeShapes.ts';

/** What a rule of the grammar says of its children, by their number; extras (comments) are not counted. 0 is nothing. */
export interface Production {
  /** The symbol that a child goes by here. */
  readonly aliases: Uint16Array;
  /** The field that a child fills. */
  readonly fields: Uint16Array;
}

const noNumbers = new Uint16Array();

/** That of nodes without children. */
export const noProduction: Production = { aliases: noNumbers, fields: noNumbers };

/** A grammar's tables as they lie in the engine's memory. What has been read of them is kept. */
export class LanguageTables {
  readonly #memory: EngineMemory;
  readonly #maker: ShapeMaker;
  readonly #at: number;
  readonly #kinds: (ShapeKind | undefined)[] = [];
  readonly #productions: (Production | undefined)[] = [];

  /** `address` is the language's. */
  constructor(memory: EngineMemory, maker: ShapeMaker, address: number) {
    this.#memory = memory;
    this.#maker = maker;
    this.#at = address >> 2;
  }

  /** What nodes of a symbol are. Several symbols may be one type to users of the grammar. */
  kind(symbol: number): ShapeKind {
    return this.#kinds[symbol === errorSymbol ? 0 : symbol] ?? this.#readKind(symbol);
  }

  #readKind(symbol: number): ShapeKind {
    if (symbol === errorSymbol) return (this.#kinds[0] = this.#maker.kind(errorSymbol));
    const words = new Uint32Array(this.#memory.buffer);
    const isOf = symbol < (words[this.#at + symbolCount] as number) + (words[this.#at + aliasCount] as number);
    const type = isOf ? new Uint16Array(this.#memory.buffer)[((words[this.#at + publicSymbols] as number) >> 1) + symbol] : undefined;
    if (type === undefined) throw new RangeError('the grammar has no such symbol');
    return (this.#kinds[symbol] = this.#maker.kind(type));
  }

  /** The rule that made a node. */
  production(id: number): Production {
    return (this.#productions[id] ??= this.#readProduction(id));
  }

  #readProduction(id: number): Production {
    const words = new Uint32Array(this.#memory.buffer);
    const halves = new Uint16Array(this.#memory.buffer);
    const bytes = new Uint8Array(this.#memory.buffer);
    if (id >= (words[this.#at + productionCount] as number)) throw new RangeError('the grammar has no such rule');
    const longest = halves[(this.#at + longestAliases) * 2] as number;
    const aliasesAt = ((words[this.#at + aliasSequences] as number) >> 1) + id * longest;
    const aliases = id === 0 ? noNumbers : halves.slice(aliasesAt, aliasesAt + longest);
    const fields: number[] = [];
    if (words[this.#at + fieldCount] !== 0) {
      const slice = ((words[this.#at + fieldSlices] as number) >> 1) + id * 2;
      const first = words[this.#at + fieldEntries] as number;
      for (let i = 0; i < (halves[slice + 1] as number); i++) {
        const entry = first + ((halves[slice] as number) + i) * 4;
        const child = bytes[entry + 2] as number;
        const isInherited = bytes[entry + 3] !== 0;
        if (!isInherited) fields[child] ??= halves[entry >> 1] as number;
      }
    }
    return { aliases: aliases.some((alias) => alias !== 0) ? aliases : noNumbers, fields: Uint16Array.from(fields, (field: number | undefined) => field ?? 0) };
  }
}

/** What the engine gives to nodes that fit no rule. */
const errorSymbol = 0xffff;

// Words of a language.
const symbolCount = 1;
const aliasCount = 2;
const productionCount = 7;
const fieldCount = 8;
const longestAliases = 9;
const fieldSlices = 16;
const fieldEntries = 17;
const publicSymbols = 19;
const aliasSequences = 21;
