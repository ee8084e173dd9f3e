import type { Interpolation } from '../syntax/dotenvTree.ts';

/** Deeper nesting is no bridge that anybody built, and would make lists as long as the text. */
const maximumDepth = 8;

/** Names that are tried before each reference because it stands in their default: `A` for `B` of `${A:-${B}}`. Outermost first. */
export function triedBefore(uses: readonly Interpolation[]): readonly (readonly string[])[] {
  const open: Interpolation[] = [];
  return uses.map((use) => {
    while (open.length > 0 && (open.at(-1)?.range.end ?? 0) <= use.range.start) open.pop();
    const names = open.slice(-maximumDepth).filter(({ hasDefault }) => hasDefault).map(({ name }) => name);
    open.push(use);
    return names;
  });
}
