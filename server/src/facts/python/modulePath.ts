/** The parts of a Python file's path that can be part of its dotted name: `file:///w/pkg/__init__.py` gives `w`, `pkg`. */
export function moduleParts(uri: string): readonly string[] {
  const scheme = uri.indexOf('://');
  const root = scheme < 0 ? 0 : uri.indexOf('/', scheme + 3);
  const end = uri.endsWith('.py') ? uri.length - 3 : uri.endsWith('.pyi') ? uri.length - 4 : uri.length;
  const path = root < 0 ? '' : uri.slice(root, end);
  const parts = (path.includes('%') ? decoded(path) : path).split('/');
  if (parts.at(-1) === '__init__') parts.pop();
  return parts.includes('') ? parts.filter((part) => part !== '') : parts;
}

/** Whether the file is a package's `__init__.py`. */
export function isPackage(uri: string): boolean {
  return /\/__init__\.pyi?$/.test(uri);
}

/**
 * What a relative name (`..core.Agent`, with its dots) stands for in a file: the parts of the absolute path. An empty list when the dots
 * lead above the root.
 */
export function relativeParts(name: string, fromUri: string): readonly string[] {
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const parts = moduleParts(fromUri);
  const up = isPackage(fromUri) ? dots - 1 : dots;
  const rest = name.slice(dots).split('.').filter((part) => part !== '');
  return up >= parts.length ? [] : [...parts.slice(0, parts.length - up), ...rest];
}

/** Whether a file can be imported by this absolute dotted name: its path ends in the name's parts. */
export function denotes(uri: string, name: string): boolean {
  const parts = moduleParts(uri);
  const wanted = name.split('.');
  return wanted.length <= parts.length && wanted.every((part, i) => part === parts[parts.length - wanted.length + i]);
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
