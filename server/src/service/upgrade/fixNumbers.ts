import type { Edit } from '../../text/edit.ts';
import type { PlannedEdit } from './upgradeTypes.ts';

/** Hands out the numbers of a file's fixes, and remembers which of them have become one. */
export class FixNumbers {
  readonly #joined: number[] = [];

  next(): number {
    return this.#joined.push(this.#joined.length) - 1;
  }

  /** Edits that grew together carry the weaker tier and the first one's name; their fixes are one from now on. */
  merge(parts: readonly PlannedEdit[], merged: Edit): PlannedEdit {
    const unsafe = parts.find(({ applicability }) => applicability === 'unsafe');
    const source = unsafe ?? parts[0];
    return {
      ...merged,
      fix: this.#join(parts.map(({ fix }) => fix)),
      applicability: unsafe ? 'unsafe' : 'safe',
      title: source?.title ?? '',
      rule: source?.rule ?? '',
      change: source?.change,
      items: [...new Set(parts.flatMap(({ items }) => items))],
    };
  }

  /** The edits with the numbers that hold in the end. */
  settled(edits: readonly PlannedEdit[]): readonly PlannedEdit[] {
    return edits.map((edit) => ({ ...edit, fix: this.#root(edit.fix) }));
  }

  /** Makes one of several fixes; gives its number. */
  #join(numbers: readonly number[]): number {
    const roots = numbers.map((number) => this.#root(number));
    const first = Math.min(...roots);
    for (const root of roots) this.#joined[root] = first;
    return first;
  }

  #root(number: number): number {
    let root = number;
    for (let parent = this.#joined[root]; parent !== undefined && parent !== root; parent = this.#joined[root]) root = parent;
    return root;
  }
}
