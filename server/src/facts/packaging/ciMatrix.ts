import type { YamlSeq } from '../../syntax/yamlTree.ts';
import type { Range } from '../../text/range.ts';
import { startOfLine } from './room.ts';

/** What goes when one version of a matrix goes: the item with its comma, or its line. `undefined` when it cannot go alone. */
export function matrixRemoval(text: string, list: YamlSeq, at: number): Range | undefined {
  const item = list.items[at];
  return item && (list.flow ? removalBetween(text, list, at) : removalOfLine(text, item.range));
}

/** An item between brackets with the comma behind it, or the one before it for the last item. */
function removalBetween(text: string, { items, range }: YamlSeq, at: number): Range | undefined {
  const [item, before] = [items[at], items[at - 1]];
  if (!item) return undefined;
  const behind = /^\s*,[ \t]*/.exec(text.slice(item.range.end, range.end))?.[0];
  const removal = behind !== undefined && at < items.length - 1 ? { start: item.range.start, end: item.range.end + behind.length }
    : before ? { start: before.range.end, end: item.range.end } : undefined;
  return removal && text.slice(removal.start, removal.end).includes('#') ? undefined : removal;
}

/** An item's whole line; `undefined` when something else stands on it. */
function removalOfLine(text: string, item: Range): Range | undefined {
  const start = startOfLine(text, item.start);
  const rest = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(item.end));
  return rest && text.slice(start, item.start).trim() === '' ? { start, end: item.end + rest[0].length } : undefined;
}
