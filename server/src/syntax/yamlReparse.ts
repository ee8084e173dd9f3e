import { parseYaml } from './yaml.ts';
import { lastStarting } from './yamlPath.ts';
import { moveComments, NodeMover } from './yamlMove.ts';
import type { YamlEntry, YamlMap, YamlStream } from './yamlTree.ts';

/** A text with the stream that was parsed out of it. */
export interface ParsedYamlText {
  readonly text: string;
  readonly yaml: YamlStream;
}

/** The part of a text that differs from another one: `start` to `oldEnd` there became `start` to `oldEnd + delta` here. */
interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly delta: number;
}

/** A block mapping on the way to the change, with the entry that holds it and the whole lines that belong to that entry. */
interface Level {
  readonly map: YamlMap;
  readonly index: number;
  readonly entry: YamlEntry;
  readonly start: number;
  /** In the old text: the beginning of the line on which the next entry starts. */
  readonly end: number;
}

/**
 * Parses a text that came out of another one by one edit, by parsing only the lines of the innermost entry that the edit
 * lies in and moving everything behind them. The result equals `parseYaml(text)`; where that is not certain (problems,
 * anchors, several documents, an edit that reaches beyond its entry) it is `parseYaml(text)`.
 */
export function reparseYaml(text: string, previous: ParsedYamlText): YamlStream {
  return reparsed(text, previous) ?? parseYaml(text);
}

function reparsed(text: string, { text: old, yaml }: ParsedYamlText): YamlStream | undefined {
  if (text === old) return yaml;
  const [document, second] = yaml.documents;
  if (!document?.root || second || yaml.problems.length > 0 || yaml.refused !== undefined) return undefined;
  const change = changeBetween(old, text);
  const levels = levelsAround(old, document.root.kind === 'map' ? document.root : undefined, change);
  const inner = levels.at(-1);
  if (!inner) return undefined;
  const chunkEnd = inner.end + change.delta;
  const chunk = parseChunk(text.slice(inner.start, chunkEnd), inner, chunkEnd === text.length);
  if (!chunk) return undefined;

  const mover = new NodeMover();
  const comments = [
    ...yaml.comments.filter(({ range }) => range.start < inner.start),
    ...moveComments(chunk.comments, inner.start),
    ...moveComments(yaml.comments.filter(({ range }) => range.start >= inner.end), change.delta),
  ];
  let entry = mover.entry(chunk.entry, inner.start);
  let root: YamlMap = inner.map;
  for (const level of levels.toReversed()) {
    if (level !== inner) entry = { ...level.entry, value: root, range: { start: level.entry.range.start, end: root.range.end } };
    const after = level.map.entries.slice(level.index + 1).map((one) => mover.entry(one, change.delta));
    const entries = [...level.map.entries.slice(0, level.index), entry, ...after];
    root = { kind: 'map', range: { start: entries[0]?.range.start ?? 0, end: entries.at(-1)?.range.end ?? 0 }, flow: false, entries };
  }
  if (mover.failed) return undefined;
  return { documents: [{ root }], comments, problems: [] };
}

/** What two texts do not share at their beginning and end. */
function changeBetween(old: string, text: string): Change {
  const shorter = Math.min(old.length, text.length);
  let start = 0;
  while (start < shorter && old.charCodeAt(start) === text.charCodeAt(start)) start++;
  let same = 0;
  while (same < shorter - start && old.charCodeAt(old.length - 1 - same) === text.charCodeAt(text.length - 1 - same)) same++;
  return { start, oldEnd: old.length - same, delta: text.length - old.length };
}

/** The block mappings from the root inward whose entry holds the whole change, as far as entries own their lines. */
function levelsAround(old: string, root: YamlMap | undefined, change: Change): readonly Level[] {
  const levels: Level[] = [];
  let map = root;
  let end = old.length;
  while (map && !map.flow && map.anchor === undefined && map.tag === undefined) {
    const index = lastStarting(map.entries, change.start);
    const entry = map.entries[index];
    if (!entry || entry.range.start !== entry.key.range.start) break;
    const start = lineStart(old, entry.range.start);
    const next = map.entries[index + 1];
    const entryEnd = next ? lineStart(old, next.range.start) : end;
    if (!isIndentation(old, start, entry.range.start) || (next && !isIndentation(old, entryEnd, next.range.start))) break;
    if (change.start < start || change.oldEnd > entryEnd) break;
    levels.push({ map, index, entry, start, end: entryEnd });
    end = entryEnd;
    map = entry.value?.kind === 'map' ? entry.value : undefined;
  }
  return levels;
}

/** Parses the lines of one entry alone. `undefined` when they are no longer just this entry, in its column. */
function parseChunk(source: string, level: Level, isLast: boolean): { readonly entry: YamlEntry; readonly comments: YamlStream['comments'] } | undefined {
  // Without its line end the entry would run into the next line; document marks and directives speak of the whole text.
  if (!isLast && !/[\r\n]$/.test(source)) return undefined;
  if (/^(---|\.\.\.|%|\ufeff)/m.test(source)) return undefined;
  const { documents, problems, comments, refused } = parseYaml(source);
  const root = documents[0]?.root;
  if (problems.length > 0 || refused !== undefined || documents.length !== 1 || root?.kind !== 'map' || root.flow || root.entries.length !== 1) return undefined;
  const entry = root.entries[0];
  if (!entry || root.anchor !== undefined || root.tag !== undefined) return undefined;
  if (entry.key.kind !== 'scalar' || entry.range.start !== entry.key.range.start) return undefined;
  // Another column is another mapping; an equal key is a problem that only the whole text shows.
  if (entry.range.start !== level.entry.range.start - level.start) return undefined;
  const { name } = entry;
  if (name !== level.entry.name && level.map.entries.some((other) => other !== level.entry && other.name === name)) return undefined;
  return { entry, comments };
}

function lineStart(text: string, offset: number): number {
  let at = offset;
  while (at > 0 && text.charCodeAt(at - 1) !== 10 && text.charCodeAt(at - 1) !== 13) at--;
  return at;
}

function isIndentation(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (text.charCodeAt(at) !== 32) return false;
  return true;
}
