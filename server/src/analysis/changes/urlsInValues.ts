import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { YamlNode } from '../../syntax/yamlTree.ts';
import type { Range } from '../../text/range.ts';

/** A URL that is all of a value, with the range of its path. */
export interface ValueUrl {
  readonly host: string;
  readonly path: string;
  readonly range: Range;
}

/** The URLs with a host that are whole values of a `.env` file, or whole one-line scalars of YAML, as the file has them; not of recorded traffic, API descriptions and lock files. */
export function* urlsInValues(file: ParsedFile): Iterable<ValueUrl> {
  if (file.language === 'dotenv') {
    for (const { valueRange } of file.dotenv.entries) yield* urlIn(file.text, valueRange);
  } else if (file.language === 'yaml') {
    if (recordings.test(file.uri)) return;
    const stack: (YamlNode | undefined)[] = file.yaml.documents.flatMap(({ root }) => (root && isRecord(root) ? [] : [root]));
    for (let at = stack.length; at > 0; at = stack.length) {
      const node = stack.pop();
      if (node?.kind === 'scalar') yield* urlIn(file.text, node.range);
      else if (node?.kind === 'seq') stack.push(...node.items.map(({ value }) => value));
      else if (node?.kind === 'map') stack.push(...node.entries.map(({ value }) => value));
    }
  }
}

/** Folders of what was recorded. */
const recordings = /\/(?:cassettes|recordings|fixtures|(?:__)?snapshots(?:__)?)\//;
/** Keys at the top of recorded traffic, of the description of somebody's API, and of lock files. */
const recordKeys: ReadonlySet<string> = new Set(['interactions', 'http_interactions', 'openapi', 'swagger', 'asyncapi', 'lockfileVersion']);

/** Whether a document tells of addresses as they were or as others have them, and sets none. */
function isRecord(root: YamlNode): boolean {
  return root.kind === 'map' && root.entries.some(({ name }) => name !== undefined && recordKeys.has(name));
}

function* urlIn(text: string, { start, end }: Range): Iterable<ValueUrl> {
  if (end - start > longest) return;
  const match = /^(["']?https?:\/\/)([\w.:@-]+)(\/[\w.\-~%/]*)(?:[?#][^\s"']*)?["']?$/.exec(text.slice(start, end));
  if (!match) return;
  const [, scheme = '', host = '', path = ''] = match;
  const from = start + scheme.length + host.length;
  yield { host, path, range: { start: from, end: from + path.length } };
}

/** No URL that somebody writes by hand is longer. In UTF-16 units. */
const longest = 2000;
