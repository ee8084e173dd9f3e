/** Something that others may write notes on. It holds them itself, so they go when it goes. */
export interface Notable {
  /** For `Notes` alone. */
  notes: Map<object, unknown> | undefined;
}

/**
 * One thing that is found out about objects of some kind and remembered for as long as they live. A `WeakMap` of the whole process would say the same, at a price: once it is old,
 * V8's collector of young objects takes every value in it for one that is in use. So each tree that such a map knows anything of is copied twice and moved to the old objects, where
 * it waits for the next full collection, although nobody needs it any more.
 */
export class Notes<Value extends object> {
  /** `undefined` when nothing is noted. */
  get({ notes }: Notable): Value | undefined {
    return notes?.get(this) as Value | undefined;
  }

  set(on: Notable, value: Value): void {
    (on.notes ??= new Map()).set(this, value);
  }
}
