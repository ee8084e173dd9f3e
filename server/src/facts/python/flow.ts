import { joinValues, type CommonBase } from './joins.ts';
import type { PythonValue } from './values.ts';

/**
 * What names hold at one point of a scope. A name that is missing has not been bound on any way that leads here; one that is there with
 * `undefined` holds something unknown. Keys with a dot are attributes that were assigned in this scope.
 */
export class Flow {
  readonly #values: Map<string, PythonValue | undefined>;
  /** Whether there may be keys with a dot. */
  #hasPaths: boolean;

  constructor(values: Iterable<readonly [string, PythonValue | undefined]> = [], hasPaths = false) {
    this.#values = new Map(values);
    this.#hasPaths = hasPaths;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get(name: string): PythonValue | undefined {
    return this.#values.get(name);
  }

  /** Binds a name; what its attributes were no longer counts. */
  set(name: string, value: PythonValue | undefined): void {
    this.#values.set(name, value);
    if (name.includes('.')) this.#hasPaths = true;
    else if (this.#hasPaths) this.#forget(name);
  }

  #forget(name: string): void {
    const prefix = `${name}.`;
    for (const key of this.#values.keys()) if (key.startsWith(prefix)) this.#values.delete(key);
  }

  /** Takes a name away again, or gives it back what it held. */
  restore(name: string, had: boolean, value: PythonValue | undefined): void {
    if (had) this.#values.set(name, value);
    else this.#values.delete(name);
  }

  /** Whether something was assigned to an attribute of the name. */
  hasPathsOf(name: string): boolean {
    if (!this.#hasPaths) return false;
    const prefix = `${name}.`;
    for (const key of this.#values.keys()) if (key.startsWith(prefix)) return true;
    return false;
  }

  copy(): Flow {
    return new Flow(this.#values, this.#hasPaths);
  }

  /** Becomes what another flow is. */
  become(other: Flow): void {
    if (other === this) return;
    const values = [...other.#values];
    this.#hasPaths = other.#hasPaths;
    this.#values.clear();
    for (const [name, value] of values) this.#values.set(name, value);
  }

  /** Takes in another way that leads here: what they disagree about is unknown. */
  join(other: Flow, common: CommonBase): void {
    for (const [name, value] of other.#values) {
      if (this.#values.has(name)) this.#values.set(name, joinValues(this.#values.get(name), value, common));
      else this.#values.set(name, name.includes('.') ? undefined : value);
    }
    this.#hasPaths ||= other.#hasPaths;
    if (this.#hasPaths) for (const name of this.#values.keys()) if (name.includes('.') && !other.#values.has(name)) this.#values.set(name, undefined);
  }
}
