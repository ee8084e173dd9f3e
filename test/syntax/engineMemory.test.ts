import { Parser, type Tree } from 'web-tree-sitter';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { releaseTree, type CodeParser, type CodeTree } from '../../server/src/syntax/treeSitter.ts';
import { testParsers } from '../support/codeParsers.ts';

const text = 'import a\n\ndef f(b):\n    return b\n';

/** A parser, and how many of the trees that the engine has made since are not freed. */
async function open(): Promise<{ readonly parser: CodeParser; readonly left: () => number }> {
  const parser = (await testParsers())('python');
  if (!parser) throw new Error('no grammar');
  const parse = vi.spyOn(Parser.prototype, 'parse');
  const trees = (): Tree[] => parse.mock.results.map(({ value }) => value as Tree);
  // A tree that has been freed has no address.
  return { parser, left: () => trees().filter((tree) => Reflect.get(tree, 0) !== 0).length };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the trees of the engine', () => {
  it('are freed behind the parse of a text', async () => {
    const { parser, left } = await open();
    expect(parser.parse(text)?.kept).toBeUndefined();
    expect(left()).toBe(0);
  });

  it('are one for a file that is being edited, and none behind a parse that keeps nothing', async () => {
    const { parser, left } = await open();
    let tree: CodeTree | undefined;
    for (const name of ['x', 'xy', 'xyz']) {
      tree = parser.parse(`${name} = 1\n${text}`, { previous: tree, keep: true });
      expect(left()).toBe(1);
    }
    expect(parser.parse(text, { previous: tree })?.root.children[0]?.text).toBe('import a');
    expect(left()).toBe(0);
    if (tree) releaseTree(tree);
    expect(left()).toBe(0);
  });
});
