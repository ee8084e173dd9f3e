import type { DictInPlace, PythonValue } from './values.ts';

const maxDepth = 12;

/** Whether two values are proven to be of the same kind and class. */
export function sameValue(a: PythonValue | undefined, b: PythonValue | undefined, depth = 0): boolean {
  if (a === b) return true;
  if (!a || !b || a.kind !== b.kind || depth > maxDepth) return false;
  switch (a.kind) {
    case 'module':
    case 'class':
    case 'function':
    case 'symbol':
      return 'name' in b && a.name === b.name;
    case 'instance':
      return b.kind === 'instance' && a.of === b.of && isSameDict(a.asDict, b.asDict);
    case 'member':
      return b.kind === 'member' && a.on === b.on && a.name === b.name;
    case 'collection':
      return b.kind === 'collection' && sameValue(a.element, b.element, depth + 1);
    case 'mapping':
      return b.kind === 'mapping' && sameValue(a.value, b.value, depth + 1);
    case 'awaitable':
      return b.kind === 'awaitable' && sameValue(a.of, b.of, depth + 1);
    case 'string':
      return b.kind === 'string' && a.value === b.value;
    case 'tuple':
      return b.kind === 'tuple' && a.elements.length === b.elements.length && a.elements.every((one, i) => sameValue(one, b.elements[i], depth + 1));
    case 'none':
      return true;
  }
}

/** What two instances of different classes have in common, if that is enough to prove what their methods return. */
export type CommonBase = (a: string, b: string) => string | undefined;

/**
 * What is certain of a value that is one or the other. `None` gives way: whoever goes on to use the value relies on the other.
 * `undefined`, nothing is known, stays.
 */
export function joinValues(a: PythonValue | undefined, b: PythonValue | undefined, common: CommonBase, depth = 0): PythonValue | undefined {
  if (!a || !b || depth > maxDepth) return undefined;
  if (a.kind === 'none') return b;
  if (b.kind === 'none') return a;
  if (a.kind === 'instance' && b.kind === 'instance') {
    const of = a.of === b.of ? a.of : common(a.of, b.of);
    const asDict = joinDicts(a.asDict, b.asDict);
    return of === undefined ? undefined : { kind: 'instance', of, ...(asDict ? { asDict } : {}) };
  }
  if (a.kind === 'collection' && b.kind === 'collection') {
    const element = joinValues(a.element, b.element, common, depth + 1);
    return element && { kind: 'collection', element };
  }
  if (a.kind === 'mapping' && b.kind === 'mapping') {
    const value = joinValues(a.value, b.value, common, depth + 1);
    return value && { kind: 'mapping', value };
  }
  if (a.kind === 'awaitable' && b.kind === 'awaitable') {
    const of = joinValues(a.of, b.of, common, depth + 1);
    return of && { kind: 'awaitable', of };
  }
  if (a.kind === 'tuple' && b.kind === 'tuple' && a.elements.length === b.elements.length) {
    return { kind: 'tuple', elements: a.elements.map((one, i) => joinValues(one, b.elements[i], common, depth + 1)) };
  }
  return sameValue(a, b) ? a : undefined;
}

function isSameDict(a: DictInPlace | undefined, b: DictInPlace | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.by === b.by && a.isOpen === b.isOpen && a.keys.join('\n') === b.keys.join('\n'));
}

function joinDicts(a: DictInPlace | undefined, b: DictInPlace | undefined): DictInPlace | undefined {
  if (!a || !b || a === b) return a ?? b;
  const by = a.by.split(' and ').includes(b.by) ? a.by : `${a.by} and ${b.by}`;
  return { by, keys: [...new Set([...a.keys, ...b.keys])], isOpen: a.isOpen || b.isOpen };
}

/** All of them joined; `undefined` when one is not known or there is none. */
export function joinAll(values: readonly (PythonValue | undefined)[], common: CommonBase): PythonValue | undefined {
  return values.length === 0 ? undefined : values.reduce((a, b) => joinValues(a, b, common));
}
