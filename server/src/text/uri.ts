/**
 * Names and folders of URIs as strings. No URI is parsed and printed again: editors spell one file in several ways
 * (`file:///c%3A/a`, `file:///C:/a`), and a URI must stay as its owner spelled it. Comparisons see through the spelling.
 */

/** Files that can be spelled in no other way: no drive, nothing encoded, no empty segment, nothing behind the path. */
const plain = /^file:\/\/(?!\/[A-Za-z]:(?:\/|$))(?:\/[^/%?#]+)+$/;

interface Parts {
  /** Scheme and authority, `file://`. */
  readonly head: string;
  readonly path: string;
}

/** The decoded last segment: `.env` for `file:///a/.env`. Empty for a root. */
export function baseName(uri: string): string {
  const { path } = split(uri);
  return decode(path.slice(path.lastIndexOf('/') + 1));
}

/** The URI of the folder that holds the file, without a slash at its end (a root keeps it). */
export function directory(uri: string): string {
  const { head, path } = split(uri);
  const slash = path.lastIndexOf('/');
  if (slash === -1) return head;
  return head + (slash === 0 ? '/' : path.slice(0, slash));
}

/** The URI of a file below a folder. `name` is a plain name or a relative path with `/`, not encoded; `..` goes up. */
export function joinUri(folder: string, name: string): string {
  const { head, path } = split(folder);
  const segments = path.split('/');
  if (segments.at(-1) === '') segments.pop();
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(encode(segment));
    else if (segments.length > 1) segments.pop();
  }
  const joined = segments.join('/');
  return head + (joined === '' ? '/' : joined);
}

/**
 * The decoded path from a folder to a file, with `/`: `deploy/.env`, or `../x` outside the folder, or `.` for the folder.
 * The whole decoded path when the two have nothing in common (another scheme or host).
 */
export function relativePath(folder: string, uri: string): string {
  const from = comparable(folder);
  const to = comparable(uri);
  if (from.head !== to.head) return decode(split(uri).path);
  let common = 0;
  while (common < from.segments.length && common < to.segments.length && from.segments[common] === to.segments[common]) common++;
  const path = [...from.segments.slice(common).map(() => '..'), ...to.segments.slice(common)].join('/');
  return path === '' ? '.' : path;
}

/** Whether the URI is the folder or lies below it. */
export function isWithin(folder: string, uri: string): boolean {
  // Asked for each file of a workspace, and most are spelled in the one way.
  if (plain.test(folder) && plain.test(uri)) return uri.startsWith(folder) && (uri.length === folder.length || uri[folder.length] === '/');
  const outer = comparable(folder);
  const inner = comparable(uri);
  return outer.head === inner.head && outer.segments.every((segment, index) => segment === inner.segments[index]);
}

/** Without query, fragment and the slash at the end. */
function split(uri: string): Parts {
  const match = /^((?:[A-Za-z][\w+.-]*:)?(?:\/\/[^/?#]*)?)([^?#]*)/s.exec(uri);
  const path = match?.[2] ?? uri;
  return { head: match?.[1] ?? '', path: path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path };
}

function comparable(uri: string): { readonly head: string; readonly segments: readonly string[] } {
  const { head, path } = split(uri);
  const segments = path.split('/').filter((segment) => segment !== '').map(decode);
  const drive = segments[0];
  if (drive !== undefined && /^[A-Za-z]:$/.test(drive)) segments[0] = drive.toLowerCase();
  return { head: head.toLowerCase(), segments };
}

function decode(part: string): string {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a stray `%`: then it is no encoding but a part of the name
  }
}

/** As VS Code does, so that a URI made here equals the one the editor sends. */
function encode(segment: string): string {
  try {
    return encodeURIComponent(segment).replace(/[!'()*]/g, (unit) => `%${unit.charCodeAt(0).toString(16).toUpperCase()}`);
  } catch {
    return encode(segment.replace(/[\ud800-\udfff]/g, '\ufffd')); // half of a surrogate pair has no encoding
  }
}
