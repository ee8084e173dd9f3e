import { joinValues, type CommonBase } from './joins.ts';
import type { PythonValue } from './values.ts';

type Values = Map<string, PythonValue | undefined>;

/**
 * What names hold at one point of a scope. A name that is missing has not been bound on any way that leads here; one that is there with
 * `undefined` holds something unknown. Keys with a dot are attributes that were assigned in this scope.
 */
export class Flow {
  #values: Values;
  /** Whether another flow may have the same map: then it is copied before it is changed. Most ways bind few names, and many none. */
  #isShared = false;
  /** Whether there may be keys with a dot. */
  #hasPaths = false;

  private constructor(values: Values) {
    this.#values = values;
  }

  /** Where a scope begins: nothing is bound. */
  static start(): Flow {
    return new Flow(new Map());
  }

  /** The map, to be changed. */
  get #own(): Values {
    if (this.#isShared) {
      this.#values = new Map(this.#values);
      this.#isShared = false;
    }
    return this.#values;
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  get(name: string): PythonValue | undefined {
    return this.#values.get(name);
  }

  /** Binds a name; what its attributes were no longer counts. */
  set(name: string, value: PythonValue | undefined): void {
    this.#own.set(name, value);
    if (name.includes('.')) this.#hasPaths = true;
    else if (this.#hasPaths) this.#forget(name);
  }

  #forget(name: string): void {
    const prefix = `${name}.`;
    const values = this.#own;
    for (const key of values.keys()) if (key.startsWith(prefix)) values.delete(key);
  }

  /** Takes a name away again, or gives it back what it held. */
  restore(name: string, had: boolean, value: PythonValue | undefined): void {
    if (had) this.#own.set(name, value);
    else this.#own.delete(name);
  }

  /** Whether something was assigned to an attribute of the name. */
  hasPathsOf(name: string): boolean {
    if (!this.#hasPaths) return false;
    const prefix = `${name}.`;
    for (const key of this.#values.keys()) if (key.startsWith(prefix)) return true;
    return false;
  }

  copy(): Flow {
    const copy = new Flow(this.#values);
    copy.#hasPaths = this.#hasPaths;
    copy.#isShared = this.#isShared = true;
    return copy;
  }

  /** Becomes what another flow is. */
  become(other: Flow): void {
    if (other.#values === this.#values) return;
    this.#values = other.#values;
    this.#hasPaths = other.#hasPaths;
    this.#isShared = other.#isShared = true;
  }

  /** Takes in another way that leads here: what they disagree about is unknown. */
  join(other: Flow, common: CommonBase): void {
    // Nothing was bound on either way.
    if (other.#values === this.#values) return;
    const values = this.#own;
    for (const [name, value] of other.#values) {
      if (values.has(name)) values.set(name, joinValues(values.get(name), value, common));
      else values.set(name, name.includes('.') ? undefined : value);
    }
    this.#hasPaths ||= other.#hasPaths;
    if (this.#hasPaths) for (const name of values.keys()) if (name.includes('.') && !other.#values.has(name)) values.set(name, undefined);
  }
}
