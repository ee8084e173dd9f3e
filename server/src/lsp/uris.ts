import { pathOfUri, uriOfPath } from '../node/uris.ts';
import { isWithin } from '../text/uri.ts';

/**
 * One spelling for each file. Editors escape differently (`file:///c%3A/a` and `file:///c:/a` are one file), while the
 * service compares URIs as strings and the disk workspace spells them as Node does.
 */
export function canonicalUri(uri: string): string {
  const path = pathOfUri(uri);
  // No file of this machine (`untitled:`, a host name): the client's spelling serves as well as any.
  return path === undefined ? uri : uriOfPath(path);
}

/** The innermost of the folders that hold the URI. */
export function innermostFolder<F extends { readonly uri: string }>(folders: readonly F[], uri: string): F | undefined {
  let best: F | undefined;
  for (const folder of folders) {
    if (isWithin(folder.uri, uri) && (best === undefined || folder.uri.length > best.uri.length)) best = folder;
  }
  return best;
}
