import { directory, isWithin } from '../text/uri.ts';

/** A file that pytest collects, or one of its fixtures. */
const testFile = /\/(?:test_[^/]*|[^/]*_test|conftest)\.py$/;

/**
 * Modules that others are understood by although nothing in them names a class: the `__init__.py` of every package around a known module
 * (they say how modules are called, and hide what is installed), those of the systems' own packages of classes, and every `conftest.py`
 * above a known test (a nearer fixture hides a farther one). Only modules that `isSource` lets through have packages that matter. `families` are
 * dotted names of packages; `others` the modules to choose from.
 */
export function moduleNeighbours(
  known: Iterable<string>, others: Iterable<string>, folder: string, families: readonly string[], isSource: (uri: string) => boolean,
): readonly string[] {
  const packages = new Set<string>();
  const tests = new Set<string>();
  for (const uri of known) {
    if (isSource(uri)) addUp(packages, uri, folder);
    if (testFile.test(uri)) addUp(tests, uri, folder);
  }
  const inFamily = families.map((name) => `/${name.replaceAll('.', '/')}/`);
  return [...others].filter((uri) => (uri.endsWith('/__init__.py') ? packages.has(directory(uri)) || inFamily.some((path) => uri.includes(path))
    : uri.endsWith('/conftest.py') && tests.has(directory(uri))));
}

/** Adds the folders from a file up to the workspace folder. Stops where somebody was before. */
function addUp(folders: Set<string>, uri: string, top: string): void {
  for (let one = directory(uri); !folders.has(one) && isWithin(top, one); one = directory(one)) {
    folders.add(one);
    if (one === directory(one)) return;
  }
}
