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
        let asked = this.#modules.get(fromUri);
        if (!asked) this.#modules.set(fromUri, asked = new Map<string, PythonSummary | undefined>());
        asked.set(name, found);
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
}
