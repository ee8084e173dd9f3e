import { entryOf } from '../../../syntax/yamlPath.ts';
import type { YamlEntry, YamlMap } from '../../../syntax/yamlTree.ts';
import { insert, remove, type Edit } from '../../../text/edit.ts';
import { metadataKeys } from './classifyPack.ts';
import { columnOf, type PackPart, type PackText } from './part.ts';

/** Whole lines of a root entry, from the comments directly above it to the deeper comments below it. */
interface OwnLines {
  readonly first: number;
  readonly last: number;
}

/**
 * The part of a pack whose facts about itself (`name` to `tags`) still stand at the root: they move under `metadata`, with
 * their comments. Entries that follow each other are only indented; later ones move up. BC-001 and Step 4 of the guide.
 */
export function metadataPart(pack: PackText): PackPart | undefined {
  const moving = pack.root.entries.filter(({ name }) => name !== undefined && metadataKeys.includes(name));
  const [first] = moving;
  if (!first) return undefined;
  const names = moving.map(({ name }) => name ?? '');
  const edits = move(pack, moving);
  const failed = typeof edits === 'string';
  return {
    range: first.key.range,
    what: `${new Intl.ListFormat('en').format(names)} ${names.length === 1 ? 'stands' : 'stand'} at the root; AgentSpec v2 has ${names.length === 1 ? 'it' : 'them'} under metadata.`,
    edits: failed ? undefined : edits,
    obstacle: failed ? edits : undefined,
    typed: false,
    guessed: [],
    covers: [...names.flatMap((name) => [`/${name}`, `/metadata/${name}`]), ...(entryOf(pack.root, 'metadata') ? [] : ['/metadata'])],
  };
}

/** The edits, or what stands in their way. */
function move(pack: PackText, moving: readonly YamlEntry[]): readonly Edit[] | string {
  const { file, root, unit, lineEnd } = pack;
  const { lines, text } = file;
  if (root.entries.some((entry) => text.slice(lines.lineStart(lines.lineAt(entry.range.start)), entry.range.start).trim() !== '')) {
    return 'a root key does not begin its line';
  }
  const existing = entryOf(root, 'metadata');
  const target = existing?.value;
  if (existing && target) {
    if (target.kind !== 'map' || target.flow || target.entries.length === 0) return 'metadata is there, but no block of lines';
    const double = moving.find(({ name }) => entryOf(target, name ?? ''));
    if (double) return `${double.name ?? ''} stands at the root and under metadata, and only you know which one counts`;
    return appendTo(pack, moving, ownLines(pack, existing).last, columnOf(pack, target.entries[0]?.range.start ?? 0));
  }
  if (existing) return appendTo(pack, moving, lines.lineAt(existing.range.end), unit);

  const run = leadingRun(root, moving);
  const start = lines.lineStart(lines.lineAt(run[0]?.range.start ?? 0));
  const last = ownLines(pack, run.at(-1) ?? root.entries[0] as YamlEntry).last;
  const edits: Edit[] = [insert(start, `metadata:${lineEnd}`)];
  for (let line = lines.lineAt(start); line <= last; line++) {
    if (lineText(pack, line).trim() !== '') edits.push(insert(lines.lineStart(line), ' '.repeat(unit)));
  }
  const rest = moving.slice(run.length);
  return rest.length === 0 ? edits : [...edits, ...appendTo(pack, rest, last, unit)];
}

/** The entries from the first moving one on that follow each other without another key between them. */
function leadingRun(root: YamlMap, moving: readonly YamlEntry[]): readonly YamlEntry[] {
  const start = root.entries.indexOf(moving[0] as YamlEntry);
  let length = 0;
  while (length < moving.length && root.entries[start + length] === moving[length]) length++;
  return moving.slice(0, length);
}

/** Takes the entries' lines out and puts them behind a line, at another column. */
function appendTo(pack: PackText, moving: readonly YamlEntry[], afterLine: number, column: number): readonly Edit[] {
  const { lines, text } = pack.file;
  const edits: Edit[] = [];
  let block = '';
  for (const entry of moving) {
    const own = ownLines(pack, entry);
    for (let line = own.first; line <= own.last; line++) {
      const content = lineText(pack, line);
      block += pack.lineEnd + (content.trim() === '' ? content : ' '.repeat(column) + content);
    }
    edits.push(remove(removedLines(pack, own)));
  }
  // At the end of a text without a final line end the removal may reach the place of the insertion.
  return [insert(Math.min(lines.lineEnd(afterLine), text.length), block), ...edits];
}

/** The lines with one line end; of blank lines on both sides one goes too. */
function removedLines({ file }: PackText, { first, last }: OwnLines): { readonly start: number; readonly end: number } {
  const { lines, text } = file;
  const isBlank = (line: number): boolean => line >= 0 && line < lines.lineCount && text.slice(lines.lineStart(line), lines.lineEnd(line)).trim() === '';
  if (last + 1 >= lines.lineCount) return { start: lines.lineEnd(first - 1), end: text.length };
  const end = isBlank(first - 1) && isBlank(last + 1) && last + 2 < lines.lineCount ? last + 2 : last + 1;
  return { start: lines.lineStart(first), end: lines.lineStart(end) };
}

function ownLines(pack: PackText, entry: YamlEntry): OwnLines {
  const { lines } = pack.file;
  const start = lines.lineAt(entry.range.start);
  let first = start;
  while (first > 0 && lineText(pack, first - 1).startsWith('#')) first--;
  // A comment block at the very top speaks of the file, not of its first key.
  if (first === 0) first = start;
  let last = lines.lineAt(entry.range.end);
  for (let line = last + 1; line < lines.lineCount && /^\s+#/.test(lineText(pack, line)); line++) last = line;
  return { first, last };
}

function lineText({ file }: PackText, line: number): string {
  return file.text.slice(file.lines.lineStart(line), file.lines.lineEnd(line));
}
