import type { PlanOptions, UpgradeItem } from './upgradeTypes.ts';

/** Tells the host how far a plan is, and each item once. */
export class PlanReporter {
  readonly #tell: PlanOptions['onProgress'];
  readonly #known = new Set<string>();
  #done = 0;
  #total = 0;

  constructor(tell: PlanOptions['onProgress']) {
    this.#tell = tell;
  }

  /** There are this many files more to plan. */
  expect(files: number): void {
    this.#total += files;
  }

  /** One of them is planned; these are all of its items. */
  planned(items: readonly UpgradeItem[]): void {
    this.#done++;
    if (!this.#tell) return;
    const found = items.filter((item) => !this.#known.has(keyOf(item)));
    for (const item of found) this.#known.add(keyOf(item));
    this.#tell({ done: this.#done, total: this.#total, items: this.#known.size, found });
  }
}

/** Files of the same path in two workspace folders have the same ids. */
function keyOf({ uri, id }: UpgradeItem): string {
  return `${uri} ${id}`;
}
