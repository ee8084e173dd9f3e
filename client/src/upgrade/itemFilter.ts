import type { ProtocolItem } from '../../../server/src/protocol.ts';

/** What a filter looks at besides the item itself. */
export interface FilterContext {
  /** Path of the item's file as it is shown. */
  readonly path: string;
  /** Title of its change; empty without one. */
  readonly changeTitle: string;
}

/**
 * Turns the text of the filter into a test. Each word must be in the item somewhere: change, title, rule, message, fix, path, severity or
 * tier (`safe`, `unsafe` and `manual` stand for the tier alone). Capitals do not count. An empty text lets everything through.
 */
export function createFilter(text: string): (item: ProtocolItem, context: FilterContext) => boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const tiers = words.filter(isTier);
  const others = words.filter((word) => !isTier(word));
  return (item, { path, changeTitle }) => {
    if (tiers.some((tier) => tier !== item.applicability)) return false;
    if (others.length === 0) return true;
    const parts = [item.change ?? '', changeTitle, item.rule, item.message, item.fix ?? '', path, item.severity];
    const haystack = parts.join('\n').toLowerCase();
    return others.every((word) => haystack.includes(word));
  };
}

function isTier(word: string): boolean {
  return word === 'safe' || word === 'unsafe' || word === 'manual';
}
