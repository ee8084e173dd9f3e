import type { ItemsResult, ProtocolFileItems, ProtocolItem, ProtocolMigration } from '../../../server/src/protocol.ts';

/** The items that the server has told, by file. Knows nothing of how they are shown or ticked. */
export class ItemStore {
  readonly #files = new Map<string, readonly ProtocolItem[]>();
  /** Files that have been told since the reading began; `undefined` while nothing is read. */
  #seen: Set<string> | undefined;
  #migrations: readonly ProtocolMigration[] = [];
  #accepted = 0;

  /** Items by the URI of their file as the server writes it; files without items are not in it. */
  get files(): ReadonlyMap<string, readonly ProtocolItem[]> {
    return this.#files;
  }

  /** The migrations that are active somewhere, as of the last reading. */
  get migrations(): readonly ProtocolMigration[] {
    return this.#migrations;
  }

  /** Number of findings that the baseline has accepted, as of the last complete reading, or of what was done with the baseline since. */
  get accepted(): number {
    return this.#accepted;
  }

  set accepted(count: number) {
    this.#accepted = count;
  }

  /** The number of items. */
  get size(): number {
    let size = 0;
    for (const items of this.#files.values()) size += items.length;
    return size;
  }

  /** A reading of the whole workspace begins. What is known stays until it is told anew. */
  begin(): void {
    this.#seen = new Set();
  }

  /** The items of these files are these now. Items that are as they were stay the same objects. */
  replace(files: readonly ProtocolFileItems[]): void {
    for (const { uri, items } of files) {
      this.#seen?.add(uri);
      if (items.length === 0) this.#files.delete(uri);
      else this.#files.set(uri, keepSame(this.#files.get(uri) ?? [], items));
    }
  }

  /** The reading has ended. After a complete one, files that were not told have nothing any more. */
  end(result: ItemsResult): void {
    this.replace(byFile(result.items));
    const seen = this.#seen ?? new Set();
    this.#seen = undefined;
    if (!result.complete) {
      this.learn(result);
      return;
    }
    this.#migrations = result.migrations;
    this.#accepted = result.accepted ?? 0;
    for (const uri of [...this.#files.keys()]) if (!seen.has(uri)) this.#files.delete(uri);
  }

  /** Takes the guides from a reading that did not come to its end: it knows those of the migrations that were found until then. */
  learn({ migrations }: Pick<ItemsResult, 'migrations'>): void {
    if (migrations.length > 0) this.#migrations = migrations;
  }

  /** The reading was given up, or failed: what was told so far stays. */
  abandon(): void {
    this.#seen = undefined;
  }

  /** All items, file by file. */
  * items(): Generator<ProtocolItem> {
    for (const items of this.#files.values()) yield* items;
  }
}

function byFile(items: readonly ProtocolItem[]): readonly ProtocolFileItems[] {
  const files = new Map<string, ProtocolItem[]>();
  for (const item of items) {
    const known = files.get(item.uri);
    if (known) known.push(item);
    else files.set(item.uri, [item]);
  }
  return [...files].map(([uri, own]) => ({ uri, items: own }));
}

function keepSame(before: readonly ProtocolItem[], items: readonly ProtocolItem[]): readonly ProtocolItem[] {
  const known = new Map(before.map((item) => [item.id, item]));
  return items.map((item) => {
    const old = known.get(item.id);
    return old && JSON.stringify(old) === JSON.stringify(item) ? old : item;
  });
}
