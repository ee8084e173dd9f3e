import type { PythonClassSummary, PythonSummary } from '../facts/python/summary.ts';
import type { OwnStrings } from './ownStrings.ts';

/** Fields that are tables by names of the module. */
const tables: ReadonlySet<string> = new Set<keyof PythonSummary | keyof PythonClassSummary>(['imports', 'variables', 'aliases', 'attributes']);

/** Most lists are empty. */
const nothing: readonly never[] = Object.freeze([]);

/**
 * A copy of a summary that shares nothing with the text it was made from. Its tables have no prototype: the engine then keeps them as tables, where it would describe the
 * form of each by an object for each of its names.
 */
export function ownSummary(summary: PythonSummary, strings: OwnStrings): PythonSummary {
  return copy(summary, strings) as PythonSummary;
}

function copy(value: unknown, strings: OwnStrings): unknown {
  if (typeof value === 'string') return strings.own(value);
  if (Array.isArray(value)) return value.length === 0 ? nothing : value.map((one: unknown) => copy(one, strings));
  if (!isObject(value)) return value;
  // Copied as a whole, objects of the same kind keep one form.
  const result: Record<string, unknown> = { ...value };
  for (const key of Object.keys(value)) {
    const field = value[key];
    result[key] = tables.has(key) && isObject(field) ? table(field, strings) : copy(field, strings);
  }
  return result;
}

/** And so are a third of the tables. */
const noEntries: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null) as Record<string, unknown>);

function table(entries: Readonly<Record<string, unknown>>, strings: OwnStrings): unknown {
  const names = Object.keys(entries);
  if (names.length === 0) return noEntries;
  const result = Object.create(null) as Record<string, unknown>;
  for (const name of names) result[name] = copy(entries[name], strings);
  return result;
}

/** Whether two summaries are equal, the order of their parts included. A field that is `undefined` is none. */
export function sameSummary(a: PythonSummary, b: PythonSummary): boolean {
  return same(a, b);
}

function same(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((one, i) => same(one, b[i]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = setKeys(a);
  const others = setKeys(b);
  return keys.length === others.length && keys.every((key, i) => key === others[i] && same(a[key], b[key]));
}

function setKeys(value: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
