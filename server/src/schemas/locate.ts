import type { YamlNode } from '../syntax/yamlTree.ts';
import type { LineIndex } from '../text/lineIndex.ts';
import type { Range } from '../text/range.ts';
import type { Place, Places } from './instance.ts';
import type { Violation } from './violations.ts';

/** Where a violation is shown and what stands there. */
export interface Location {
  readonly range: Range;
  /** Of the value or the unknown key; `undefined` for a missing key. */
  readonly place: Place | undefined;
  /** Equal for violations that one place of the text causes more than once (through aliases). */
  readonly cause: string;
}

/**
 * The range of a violation: the value for a wrong value (its key, when it goes over lines), the key for an unknown or empty one,
 * the parent's key for a missing one, the document's first key when the parent is the document. `undefined` when nothing of
 * it stands in the text.
 */
export function locate(violation: Violation, places: Places, lines: LineIndex): Location | undefined {
  const place = places.at(violation.path);
  const name = String(violation.path.at(-1) ?? '');
  if (violation.kind === 'missing' && !violation.empty) {
    const parent = places.at(violation.path.slice(0, -1));
    const range = parent && (parent.entry?.key.range ?? firstKey(parent.node) ?? startOf(parent, lines));
    return range && { range, place: undefined, cause: `missing ${name} ${parent.node?.range.start ?? range.start}` };
  }
  if (!place) return undefined;
  const onKey = violation.kind === 'missing' || violation.kind === 'unknownKey';
  const range = onKey && place.entry ? place.entry.key.range : valueRange(place, lines);
  return range && { range, place, cause: `${violation.kind} ${range.start}` };
}

/** Where a value is shown: itself, or its key or first line when it goes over several lines. */
export function valueRange(place: Place, lines: LineIndex): Range | undefined {
  const { entry, node } = place;
  if (!node || node.range.start === node.range.end) return entry?.key.range ?? place.item?.range;
  if (lines.lineAt(node.range.start) === lines.lineAt(node.range.end)) return node.range;
  return entry && entry.value === node ? entry.key.range : startOf(place, lines);
}

/** The first line of a value: a range over many lines would mark half the file. */
function startOf({ node, item }: Place, lines: LineIndex): Range | undefined {
  const range = node?.range ?? item?.range;
  if (!range) return undefined;
  return { start: range.start, end: Math.min(range.end, Math.max(lines.lineEnd(lines.lineAt(range.start)), range.start)) };
}

function firstKey(node: YamlNode | undefined): Range | undefined {
  const range = node?.kind === 'map' ? node.entries[0]?.key.range : undefined;
  return range && range.start < range.end ? range : undefined;
}
