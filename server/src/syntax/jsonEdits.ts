import { insert, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { YamlComment, YamlMap } from './yamlTree.ts';

/**
 * Edits that put members (names with their JSON text) behind the last one of an object of JSON. They stand as that one does: on lines of their own, or on
 * its line, with its blanks around the colon. A comment behind it keeps its place; so does a trailing comma. `undefined` for an object without members.
 */
export function insertMembers(text: string, object: YamlMap, members: readonly (readonly [name: string, json: string])[], comments: readonly YamlComment[]): readonly Edit[] | undefined {
  const last = object.entries.at(-1);
  if (!last?.value) return undefined;
  const previous = object.entries.at(-2);
  const lineStart = Math.max(text.lastIndexOf('\n', last.range.start - 1), text.lastIndexOf('\r', last.range.start - 1)) + 1;
  const indentation = text.slice(lineStart, last.range.start);
  const ownLine = /^[ \t]*$/.test(indentation) && lineStart > object.range.start;
  const behindKey = text.slice(last.key.range.end, last.value.range.start);
  const colon = /^[ \t]*:[ \t]*$/.test(behindKey) ? behindKey : ': ';
  const between = previous ? text.slice(previous.range.end, last.range.start) : '';
  const separator = ownLine ? `,${lineEndOf(text)}${indentation}` : /^,[ \t]*$/.test(between) ? between : colon.endsWith(':') ? ',' : ', ';
  const added = members.map(([name, json]) => `${JSON.stringify(name)}${colon}${json}`);
  const end = last.range.end;
  const isComment = (at: number): YamlComment | undefined => comments.find(({ range }) => range.start <= at && at < range.end);
  let at = end;
  let comma: number | undefined;
  // A comma or a comment on the line belongs to the last member.
  for (; at < object.range.end; at++) {
    const comment = isComment(at);
    if (comment) at = comment.range.end - 1;
    else if (text[at] === ',' && comma === undefined) comma = at + 1;
    else if (text[at] !== ' ' && text[at] !== '\t') break;
  }
  const kept = comments.filter(({ range }) => range.start >= end && range.end <= at).at(-1);
  const place = Math.max(comma ?? end, kept?.range.end ?? end);
  const glue = separator.slice(1);
  const tail = added.join(separator);
  // Behind a comment that ends with its line the next member needs a line of its own.
  const lead = !ownLine && kept && text.startsWith('//', kept.range.start) ? `${lineEndOf(text)}${glue}` : glue;
  if (comma !== undefined) return [insert(place, `${lead}${tail},`)];
  return place === end ? [insert(end, `,${lead}${tail}`)] : [insert(end, ','), insert(place, `${lead}${tail}`)];
}
