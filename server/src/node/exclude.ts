import picomatch from 'picomatch';

/** Longer globs are not taken: no path is that long. */
export const maxGlobLength = 300;

/**
 * Compiles the globs of `exclude`. A glob with a slash is relative to the folder (`deploy/old`, `**\/fixtures/**`); one
 * without matches names at any depth, as in `.gitignore`. A folder that matches is left out with all that is in it.
 */
export function createExclude(globs: readonly string[]): (relativePath: string) => boolean {
  const matchers = globs.flatMap((glob) => {
    const pattern = glob.trim().replace(/^\.\//, '').replace(/\/+$/, '');
    if (pattern === '' || pattern.length > maxGlobLength) return [];
    const anchored = pattern.replace(/^\//, '');
    return [picomatch(anchored, {
      dot: true,
      // `(a|b)+` and the like can take exponential time, and settings may come from a workspace that nobody trusts.
      noextglob: true,
      nonegate: true,
      basename: pattern === anchored && !pattern.includes('/'),
      nocase: process.platform === 'win32' || process.platform === 'darwin',
    })];
  });
  return (relativePath) => matchers.some((matches) => matches(relativePath));
}
