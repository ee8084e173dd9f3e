import { relativeLink } from '../links.ts';
import { code } from './escape.ts';

/** `path:line` as code that leads there; without a `line` the file. `folder` is the URI that links are relative to. */
export function placeLink(folder: string, { uri, path, line }: { readonly uri: string; readonly path: string; readonly line?: number }, inTable: boolean): string {
  const label = code(line === undefined ? path : `${path}:${line}`, inTable);
  const href = relativeLink(folder, uri, line);
  return href === undefined ? label : `[${label}](${href})`;
}
