import type { EmbeddedText } from '../text/embeddedText.ts';
import type { Fact } from './facts.ts';

/** Fields that are offsets into the file. */
const offsets = new Set(['at', 'group', 'list']);

/**
 * A fact about a text that was read by itself, with its places in the file that the text stands in. `undefined` when one of its ranges does not
 * stand there unchanged. The field `without` is left out.
 */
export function movedFact(fact: Fact, text: EmbeddedText, without?: string): Fact | undefined {
  let isWhole = true;
  const move = (value: unknown, key: string, depth: number): unknown => {
    if (typeof value === 'number') return offsets.has(key) ? text.offsetAt(value) : value;
    if (typeof value !== 'object' || value === null || depth > 6) return value;
    if (Array.isArray(value)) return value.map((item) => move(item, key, depth + 1));
    const { start, end } = value as { readonly start?: unknown; readonly end?: unknown };
    if (typeof start === 'number' && typeof end === 'number' && Object.keys(value).length === 2) {
      const range = text.rangeOf(start, end);
      isWhole &&= range !== undefined;
      return range;
    }
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== without).map(([name, inner]) => [name, move(inner, name, depth + 1)]));
  };
  const moved = move(fact, '', 0) as Fact;
  return isWhole ? moved : undefined;
}
