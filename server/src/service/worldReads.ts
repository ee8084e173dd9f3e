import type { PythonSummary, PythonWorld } from '../facts/python/summary.ts';

/** What an analysis asked about other modules: while all answers stay the same, so does what it came to. */
export class WorldReads {
  /** By the module that asks: name → the module that it was. */
  readonly #modules = new Map<string, Map<string, PythonSummary | undefined>>();
  readonly #names = new Map<string, boolean>();

  /** A world that notes what it is asked. */
  noting(world: PythonWorld): PythonWorld {
    return {
      module: (name, fromUri) => {
        const found = world.module(name, fromUri);
        this.#note(fromUri, name, found);
        return found;
      },
      names: (name) => {
        const found = world.names(name);
        this.#names.set(name, found);
        return found;
      },
    };
  }

  /** Whether a world gives the same answers. Summaries are the same objects as long as they are equal. */
  holdIn(world: PythonWorld): boolean {
    for (const [fromUri, asked] of this.#modules) for (const [name, found] of asked) if (world.module(name, fromUri) !== found) return false;
    for (const [name, found] of this.#names) if (world.names(name) !== found) return false;
    return true;
  }

  /** The reads for another thread, modules by their URI. */
  plain(): { readonly modules: readonly (readonly [string, readonly (readonly [string, string | undefined])[]])[]; readonly names: readonly (readonly [string, boolean])[] } {
    return { modules: [...this.#modules].map(([fromUri, asked]) => [fromUri, [...asked].map(([name, found]) => [name, found?.uri] as const)] as const), names: [...this.#names] };
  }

  /** Reads of another thread; `summary` gives a module as it is known here. One that is not known counts as another one, so that the reads do not hold. */
  static fromPlain({ modules, names }: ReturnType<WorldReads['plain']>, summary: (uri: string) => PythonSummary | undefined): WorldReads {
    const reads = new WorldReads();
    for (const [fromUri, asked] of modules) for (const [name, uri] of asked) reads.#note(fromUri, name, uri === undefined ? undefined : summary(uri) ?? unknown);
    for (const [name, found] of names) reads.#names.set(name, found);
    return reads;
  }

  #note(fromUri: string, name: string, found: PythonSummary | undefined): void {
    let asked = this.#modules.get(fromUri);
    if (!asked) this.#modules.set(fromUri, asked = new Map<string, PythonSummary | undefined>());
    asked.set(name, found);
  }
}

const unknown: PythonSummary = { uri: '', imports: {}, stars: [], classes: [], functions: [], variables: {}, aliases: {}, unknown: [] };
