import type { PythonSummary, PythonWorld } from '../facts/python/summary.ts';

/** Notes what an analysis asks about other modules. */
export class WorldNotes {
  /** By the module that asks: name → the module that it was. */
  readonly #modules = new Map<string, Map<string, PythonSummary | undefined>>();
  readonly #texts = new Map<string, boolean>();

  /** A world that notes what it is asked. */
  noting(world: PythonWorld): PythonWorld {
    return {
      module: (name, fromUri) => {
        const found = world.module(name, fromUri);
        let asked = this.#modules.get(fromUri);
        if (!asked) this.#modules.set(fromUri, asked = new Map<string, PythonSummary | undefined>());
        asked.set(name, found);
        return found;
      },
      names: (name) => {
        const found = world.names(name);
        this.#texts.set(name, found);
        return found;
      },
    };
  }

  /** What was asked so far. */
  reads(): WorldReads {
    return new WorldReads(Array.from(this.#modules, ([fromUri, asked]) => ({ fromUri, names: [...asked.keys()], found: [...asked.values()] })), [...this.#texts]);
  }
}

/** What one module asked for: names of modules, and what they stood for. Lists, since thousands of files keep theirs. */
interface Asked {
  readonly fromUri: string;
  readonly names: readonly string[];
  readonly found: readonly (PythonSummary | undefined)[];
}

/** Reads for another thread, modules by their URI. */
export interface PlainReads {
  readonly modules: readonly { readonly fromUri: string; readonly names: readonly string[]; readonly uris: readonly (string | undefined)[] }[];
  /** What `PythonWorld.names` was asked, with its answers. */
  readonly texts: readonly (readonly [string, boolean])[];
}

/** What an analysis asked about other modules: while all answers stay the same, so does what it came to. */
export class WorldReads {
  readonly #asked: readonly Asked[];
  /** What `PythonWorld.names` was asked, with its answers. */
  readonly #texts: PlainReads['texts'];

  constructor(asked: readonly Asked[], texts: PlainReads['texts']) {
    this.#asked = asked;
    this.#texts = texts;
  }

  /** Whether a world gives the same answers. Summaries are the same objects as long as they are equal. */
  holdIn(world: PythonWorld): boolean {
    return this.#asked.every(({ fromUri, names, found }) => names.every((name, i) => world.module(name, fromUri) === found[i]))
      && this.#texts.every(([text, has]) => world.names(text) === has);
  }

  plain(): PlainReads {
    return { modules: this.#asked.map(({ fromUri, names, found }) => ({ fromUri, names, uris: found.map((module) => module?.uri) })), texts: this.#texts };
  }

  /** Reads of another thread; `summary` gives a module as it is known here. One that is not known counts as another one, so that the reads do not hold. */
  static fromPlain({ modules, texts }: PlainReads, summary: (uri: string) => PythonSummary | undefined): WorldReads {
    const found = (uri: string | undefined): PythonSummary | undefined => (uri === undefined ? undefined : summary(uri) ?? unknown);
    return new WorldReads(modules.map(({ fromUri, names, uris }) => ({ fromUri, names, found: uris.map(found) })), texts);
  }
}

const unknown: PythonSummary = { uri: '', imports: {}, stars: [], classes: [], functions: [], variables: {}, aliases: {}, unknown: [] };
