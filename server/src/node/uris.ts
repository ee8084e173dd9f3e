import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The URI of a path, spelled as everywhere in the service: as Node spells it. */
export function uriOfPath(file: string): string {
  if (isPlain(file) && file.startsWith('/')) return `file://${file}`;
  return pathToFileURL(file).href;
}

/** The path of a `file:` URI; `undefined` for other schemes and for URIs that name no file of this machine. */
export function pathOfUri(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  if (uri.startsWith('file:///') && isPlain(uri.slice('file://'.length))) return uri.slice('file://'.length);
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** Whether a path stands in a URI as it is: nothing to escape, nothing to make shorter. Workspaces have tens of thousands of such paths. */
function isPlain(file: string): boolean {
  return path.sep === '/' && /^[\w/.-]+$/.test(file) && !file.includes('//') && !file.includes('/.');
}

/** Whether `inner` is `outer` or lies below it. Both absolute and normalised; says nothing about symbolic links. */
export function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

/** A path relative to a folder, with `/`. */
export function relativePath(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}
