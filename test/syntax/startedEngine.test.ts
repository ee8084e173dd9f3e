import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type * as Package from 'web-tree-sitter';
import { Tree } from 'web-tree-sitter';
import { expect, it, vi } from 'vitest';
import { startEngine } from '../../server/src/syntax/codeEngine.ts';
import { createCodeParser } from '../../server/src/syntax/treeSitter.ts';

const require = createRequire(import.meta.url);

// Somebody else has started the engine, so that nothing beneath its interface can be had.
vi.mock('web-tree-sitter', async (original) => {
  const real = await original<typeof Package>();
  await real.Parser.init();
  return real;
});

it('reads code by the interface of an engine that somebody else has started', async () => {
  const engine = readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'));
  expect(await startEngine(engine)).toBeUndefined();
  const parser = await createCodeParser(engine, readFileSync(require.resolve('tree-sitter-python/tree-sitter-python.wasm')));
  const walk = vi.spyOn(Tree.prototype, 'walk');
  const text = 'import a\nx = 1\ndef f(a):\n    return "\u{1f600}"\n';
  const tree = parser.parse(text);
  expect(walk).toHaveBeenCalledTimes(1);
  expect(tree?.root.children.map((node) => node.text)).toEqual(['import a', 'x = 1', text.slice(15).trimEnd()]);
  expect(tree?.root.children[2]?.field('name')?.text).toBe('f');
});
