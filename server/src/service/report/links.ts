import { relativePath } from '../../text/uri.ts';

/**
 * Takes the URI of the folder that the report is saved in, and that of a file; gives a relative, encoded link to the line (as GitHub and
 * editors spell it). `undefined` when the two have nothing in common.
 */
export function relativeLink(folder: string, uri: string, line?: number): string | undefined {
  const path = relativePath(folder, uri);
  if (folder === '' || path.startsWith('/') || path === '') return undefined;
  return path.split('/').map(encodeSegment).join('/') + (line === undefined ? '' : `#L${line}`);
}

/** Encodes parentheses too: Markdown ends a link at one. Half of a surrogate pair has no encoding. */
function encodeSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Cs}/gu, '\ufffd')).replace(/[!'()*]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`);
}
