import { Parser } from 'web-tree-sitter';

/** What of the host's WebAssembly is used here; every host has it, but no library of types that the core may use declares it. */
declare const WebAssembly: {
  readonly Memory: new (descriptor: { readonly initial: number }) => EngineMemory;
  readonly Module: { imports(module: object): readonly { readonly module: string; readonly name: string }[] };
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: Imports): Promise<object>;
};

type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The engine's memory. Growing gives it a new buffer, so none is kept. */
export interface EngineMemory {
  readonly buffer: ArrayBuffer;
}

/** What can be had of the running engine beneath its interface. */
export interface CodeEngine {
  readonly memory: EngineMemory;
  /** Runs a parse that takes its text from here, without the detours of the engine's own callback. */
  reading<Result>(text: string, parse: () => Result): Result;
}

/** What the engine calls for the text: where to put it, the first unit wanted, its line and column, where to put the count. */
type ReadText = (buffer: number, index: number, row: number, column: number, count: number) => void;

/** The engine takes no more at a time, in UTF-16 units: its buffer has 10 KiB, and the last unit is a terminator. */
const chunkLength = 5 * 1024 - 1;

/** There is one engine for the whole process, which the package starts once; so what is beneath it can be had then only. */
let started: CodeEngine | undefined;

/**
 * Starts the engine unless it runs. Gives what is beneath it, or `undefined` when the package has no such engine (another version) or
 * has been started by somebody else: then its interface must do. Rejects when the bytes are no WebAssembly.
 */
export async function startEngine(bytes: Uint8Array): Promise<CodeEngine | undefined> {
  if (started) return started;
  const module = await WebAssembly.compile(bytes);
  await new Promise<void>((resolve, reject) => {
    const instantiateWasm = (imports: Imports, done: (instance: object, module: object) => void): object => {
      const { engine, given } = beneath(module, imports);
      WebAssembly.instantiate(module, given).then((instance) => {
        started = engine;
        done(instance, module);
      }, reject);
      return {};
    };
    // With the bytes as well, for a package that does not ask.
    Parser.init({ wasmBinary: bytes, instantiateWasm }).then(resolve, reject);
  });
  return started;
}

/** The engine with its imports, of which the one that reads text is ours while `reading`. */
function beneath(module: object, imports: Imports): { readonly engine: CodeEngine | undefined; readonly given: Imports } {
  const memory: unknown = imports['env']?.['memory'];
  const readText: unknown = imports['env']?.['tree_sitter_parse_callback'];
  if (!(memory instanceof WebAssembly.Memory) || typeof readText !== 'function') return { engine: undefined, given: imports };
  let current: string | undefined;
  const read: ReadText = (buffer, index, row, column, count) => {
    if (current === undefined) (readText as ReadText)(buffer, index, row, column, count);
    else new DataView(memory.buffer).setInt32(count, copyText(current, index, new Uint16Array(memory.buffer, buffer, chunkLength)), true);
  };
  // Copied by name: what the package hands over makes up what it does not have.
  const given: Record<string, Record<string, unknown>> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    const value = imports[from]?.[name];
    if (value !== undefined) (given[from] ??= {})[name] = value;
  }
  given['env'] = { ...given['env'], tree_sitter_parse_callback: read };
  const engine: CodeEngine = {
    memory,
    reading(text, parse) {
      current = text;
      try {
        return parse();
      } finally {
        current = undefined;
      }
    },
  };
  return { engine, given };
}

/** Gives how many units it copied. */
function copyText(text: string, from: number, to: Uint16Array): number {
  const count = Math.min(to.length, Math.max(0, text.length - from));
  for (let i = 0; i < count; i++) to[i] = text.charCodeAt(from + i);
  return count;
}
