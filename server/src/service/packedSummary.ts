import type { KnownModule, PythonClassSummary, PythonSummary } from '../facts/python/summary.ts';
import { ownCopy } from './ownCopy.ts';

/** A summary as text, which can go to another thread as it is. Equal summaries, the order of their parts included, have equal texts. */
export interface PackedSummary {
  readonly uri: string;
  readonly text: string;
}

/**
 * Takes nothing of the text that the summary was made from with it. Gives what is `known` of the module where that is the same.
 *
 * The text takes a byte a character. The engine takes two for each character of a text with one beyond Latin-1 in it (a first line of a docstring), and of all that was made from such a text,
 * whatever is in it; a copy takes as much as it must.
 */
export function packSummary(summary: PythonSummary, known?: PackedSummary): PackedSummary {
  const text = latin1Json(summary);
  return text === known?.text ? known : { uri: summary.uri, text: ownCopy(text) };
}

/** JSON without a character beyond Latin-1. */
function latin1Json(data: unknown): string {
  return JSON.stringify(data).replace(/[^\x00-\xff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** A module of which the summary is kept as text until somebody asks: it takes a third of the memory, and of six in seven modules of a large repository nobody asks anything. */
export class PackedModule implements KnownModule {
  readonly packed: PackedSummary;
  #summary: PythonSummary | undefined;

  constructor(packed: PackedSummary) {
    this.packed = packed;
  }

  get uri(): string {
    return this.packed.uri;
  }

  /** The same object each time. */
  get summary(): PythonSummary {
    return (this.#summary ??= withTables(JSON.parse(this.packed.text)) as PythonSummary);
  }

  mayHave(part: string): boolean {
    return this.packed.text.includes(latin1Json(part).slice(1, -1));
  }
}

/** Fields that are tables by names of the module. */
const tables: ReadonlySet<string> = new Set<keyof PythonSummary | keyof PythonClassSummary>(['imports', 'variables', 'aliases', 'attributes']);

/**
 * The same with tables that have no prototype. They know no name that the module does not have, and the engine keeps them as tables, where it would describe the form of each by an object
 * for each of its names.
 */
function withTables(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTables);
  if (!isObject(value)) return value;
  // Copied as a whole, objects of the same kind keep one form.
  const result: Record<string, unknown> = { ...value };
  for (const key of Object.keys(value)) {
    const field = value[key];
    result[key] = tables.has(key) && isObject(field) ? Object.assign(Object.create(null) as object, field) : withTables(field);
  }
  return result;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
