import type { RunReference } from '../../../server/src/protocol.ts';
import type { ChoiceMemory } from '../upgrade/choices.ts';

const key = 'upguide.lastUpgrade';

/** The runs that the last upgrade of the workspace has made, one in each folder: whoever undoes one of them means all. */
export class LastUpgrade {
  readonly #memory: ChoiceMemory;

  /** Takes what is kept between windows: VS Code's `workspaceState`. */
  constructor(memory: ChoiceMemory) {
    this.#memory = memory;
  }

  remember(runs: readonly RunReference[]): void {
    if (runs.length > 0) void this.#memory.update(key, runs.map(({ root, id }) => ({ root, id })));
  }

  /** Whether two runs were made by one upgrade; a run of the command line stands alone. */
  isOneUpgrade(a: RunReference, b: RunReference): boolean {
    if (isSame(a, b)) return true;
    const stored = this.#memory.get(key);
    const runs: readonly unknown[] = Array.isArray(stored) ? stored : [];
    return [a, b].every((run) => runs.some((each) => isSame(run, each)));
  }
}

function isSame({ root, id }: RunReference, other: unknown): boolean {
  return typeof other === 'object' && other !== null && 'root' in other && 'id' in other && other.root === root && other.id === id;
}
