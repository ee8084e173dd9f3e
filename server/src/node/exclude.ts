import picomatch from 'picomatch';
import { matchesName } from '../text/nameGlob.ts';

/** Longer globs are not taken: no path is that long. */
const maxGlobLength = 300;

/**
 * With more `*` in one name an expression can take exponential time on names that nearly match, and settings may come from a workspace that nobody
 * trusts. (V8 gives up at once on names that are too short, but no more once a process has compiled many expressions.)
 */
const maxStars = 3;

/** What a glob has to be like, for whoever wrote another one. */
export const expectedGlob = `a glob such as "legacy/**", of at most ${maxGlobLength} characters, and with at most ${maxStars} stars in a name that has other wildcards`;

/** Whether a glob is one that `createExclude` takes. */
export function isTakenGlob(glob: string): boolean {
  return glob.length <= maxGlobLength && (!hasManyStars(glob) || isPlain(glob));
}

/**
 * Compiles the globs of `exclude`. A glob with a slash is relative to the folder (`deploy/old`, `**\/fixtures/**`); one
 * without matches names at any depth, as in `.gitignore`. A folder that matches is left out with all that is in it.
 */
export function createExclude(globs: readonly string[]): (relativePath: string) => boolean {
  const nocase = process.platform === 'win32' || process.platform === 'darwin';
  const matchers = globs.flatMap((glob) => {
    const pattern = glob.trim().replace(/^\.\//, '').replace(/\/+$/, '');
    if (pattern === '' || !isTakenGlob(pattern)) return [];
    const anchored = pattern.replace(/^\//, '');
    const isName = pattern === anchored && !pattern.includes('/');
    if (hasManyStars(pattern)) return [starMatcher(anchored, isName, nocase)];
    return [picomatch(anchored, {
      dot: true,
      // `(a|b)+` and the like can take exponential time, too.
      noextglob: true,
      nonegate: true,
      basename: isName,
      nocase,
    })];
  });
  return (relativePath) => matchers.some((matches) => matches(relativePath));
}

/** Whether a name in it has more than `maxStars` places where anything may stand. */
function hasManyStars(glob: string): boolean {
  return glob.split('/').some((name) => (name.match(/\*+/g)?.length ?? 0) > maxStars);
}

/** Whether nothing in it but `*` has a meaning of its own. */
function isPlain(glob: string): boolean {
  return !/[?[\]{}()!\\]/.test(glob);
}

/** Matches plain globs name by name, in time linear in the lengths' product. */
function starMatcher(glob: string, isName: boolean, nocase: boolean): (relativePath: string) => boolean {
  const folded = (text: string): string => (nocase ? text.toLowerCase() : text);
  const wanted = folded(glob).split('/');
  return (relativePath) => {
    const names = folded(relativePath).split('/');
    return matchesNames(wanted, isName ? names.slice(-1) : names);
  };
}

/** `**` stands for any number of names, also none. */
function matchesNames(wanted: readonly string[], names: readonly string[]): boolean {
  let w = 0;
  let n = 0;
  // Where the last `**` was, and how many names it stands for so far.
  let star = -1;
  let behind = 0;
  while (n < names.length) {
    const pattern = wanted[w];
    if (pattern === '**') {
      star = w++;
      behind = n;
    } else if (pattern !== undefined && matchesName(pattern, names[n] ?? '')) {
      w++;
      n++;
    } else if (star >= 0) {
      w = star + 1;
      n = ++behind;
    } else return false;
  }
  return wanted.slice(w).every((pattern) => pattern === '**');
}
