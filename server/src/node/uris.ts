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

/**
 * As `uriOfPath` and `pathOfUri`, for many files: what was said of a folder is kept while the next file lies in it, as of names with nothing to escape only the
 * folder has to be asked for.
 */
export class UriConverter {
  #folder = '';
  #folderUri = '';

  uriOfPath(file: string): string {
    const name = file.slice(file.lastIndexOf('/') + 1);
    if (path.sep !== '/' || !file.startsWith('/') || !isPlainName(name)) return uriOfPath(file);
    const folder = file.slice(0, file.length - name.length);
    if (folder !== this.#folder) {
      const folderUri = uriOfPath(folder);
      // Both ways, or not at all: a path may have another spelling.
      if (pathOfUri(folderUri) !== folder) return uriOfPath(file);
      this.#folderUri = folderUri;
      this.#folder = folder;
    }
    return this.#folderUri + name;
  }

  pathOfUri(uri: string): string | undefined {
    const name = uri.slice(uri.lastIndexOf('/') + 1);
    if (path.sep !== '/' || name.length === uri.length || !isPlainName(name)) return pathOfUri(uri);
    const folderUri = uri.slice(0, uri.length - name.length);
    if (folderUri !== this.#folderUri) {
      const folder = /[?#]/.test(folderUri) ? undefined : pathOfUri(folderUri);
      if (folder === undefined || uriOfPath(folder) !== folderUri) return pathOfUri(uri);
      this.#folder = folder;
      this.#folderUri = folderUri;
    }
    return this.#folder + name;
  }
}

function isPlainName(name: string): boolean {
  return /^[\w.-]+$/.test(name) && name !== '.' && name !== '..';
}

/** Whether `inner` is `outer` or lies below it. Both absolute and normalised; says nothing about symbolic links. */
export function isInside(outer: string, inner: string): boolean {
  // Asked of each file of a workspace.
  if (path.sep === '/' && inner.startsWith(outer) && inner[outer.length] === '/' && !inner.includes('/..', outer.length)) return true;
  const relative = path.relative(outer, inner);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

/** A path relative to a folder, with `/`. */
export function relativePath(folder: string, file: string): string {
  const relative = path.relative(folder, file);
  return path.sep === '/' ? relative : relative.split(path.sep).join('/');
}
