import type { ProtocolItem } from '../../../server/src/protocol.ts';

/** Where choices are kept between windows: VS Code's `workspaceState` is one. */
export interface ChoiceMemory {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** What of an item counts for choices. */
export type Choosable = Pick<ProtocolItem, 'id' | 'applicability'>;

const key = 'upguide.choices';
/** Of either kind; the oldest go first. Ids of what is gone are kept, since a rollback brings it back. */
const maxKept = 20_000;

/**
 * What the user has ticked and what is marked as done, by the ids of items and steps. Without a choice, safe items are ticked, and unsafe
 * ones are not; manual ones have no box.
 */
export class Choices {
  readonly #memory: ChoiceMemory;
  /** Only what differs from the choice that everything begins with. */
  readonly #ticks = new Map<string, boolean>();
  readonly #done = new Set<string>();

  constructor(memory: ChoiceMemory) {
    this.#memory = memory;
    const { ticked, unticked, done } = readStored(memory.get(key));
    for (const id of ticked) this.#ticks.set(id, true);
    for (const id of unticked) this.#ticks.set(id, false);
    for (const id of done) this.#done.add(id);
  }

  /** Whether the item is to be applied. */
  isTicked({ id, applicability }: Choosable): boolean {
    if (applicability === 'manual') return false;
    return this.#ticks.get(id) ?? applicability === 'safe';
  }

  /** Whether something for a person was marked as done. Takes the id of an item or the key of a step. */
  isDone(id: string): boolean {
    return this.#done.has(id);
  }

  /** Everything that is marked as done. */
  get done(): ReadonlySet<string> {
    return this.#done;
  }

  /** Ticks or unticks; manual items are left out. */
  tick(items: Iterable<Choosable>, ticked: boolean): void {
    for (const { id, applicability } of items) {
      if (applicability === 'manual') continue;
      this.#ticks.delete(id);
      if (ticked !== (applicability === 'safe')) this.#ticks.set(id, ticked);
    }
    this.#keep();
  }

  /** Marks as done, or as not done any more. */
  markDone(ids: Iterable<string>, done: boolean): void {
    for (const id of ids) {
      this.#done.delete(id);
      if (done) this.#done.add(id);
    }
    this.#keep();
  }

  #keep(): void {
    for (const kept of [this.#ticks, this.#done]) {
      for (const id of kept.keys()) {
        if (kept.size <= maxKept) break;
        kept.delete(id);
      }
    }
    const ids = (ticked: boolean): string[] => [...this.#ticks].filter(([, each]) => each === ticked).map(([id]) => id);
    void this.#memory.update(key, { ticked: ids(true), unticked: ids(false), done: [...this.#done] });
  }
}

/** Whatever an older version or another program has left there. */
function readStored(stored: unknown): { readonly ticked: readonly string[]; readonly unticked: readonly string[]; readonly done: readonly string[] } {
  const lists: Readonly<Record<string, unknown>> = typeof stored === 'object' && stored !== null ? { ...stored } : {};
  const texts = (list: unknown): readonly string[] => (Array.isArray(list) ? list.filter((each): each is string => typeof each === 'string') : []);
  return { ticked: texts(lists['ticked']), unticked: texts(lists['unticked']), done: texts(lists['done']) };
}
