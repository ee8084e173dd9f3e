import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser, Tree } from 'web-tree-sitter';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startEngine, type CodeEngine } from '../../server/src/syntax/codeEngine.ts';
import type { CodeShape } from '../../server/src/syntax/codeTree.ts';
import type { TreeReader } from '../../server/src/syntax/cursorReader.ts';
import { readerOf, type RunParser } from '../../server/src/syntax/treeReaders.ts';
import { codeTexts } from './support/codeTexts.ts';
import { differenceOf } from './support/shapes.ts';

const require = createRequire(import.meta.url);
const broken = ['', '\n', ' ', '$ ? "', 'def f(:\n  (a b = \nif x\n', 'class { fn (', 'x'.repeat(70_000), `x = ${'('.repeat(2000)}`, `x = ${'a + '.repeat(20_000)}a\n`, `x = "${'é😀'.repeat(20_000)}"\n`];

interface Engine {
  readonly engine: CodeEngine | undefined;
  readonly language: Language;
  readonly run: RunParser;
}

async function open(grammar: string): Promise<Engine> {
  const engine = await startEngine(readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')));
  const language = await Language.load(readFileSync(require.resolve(grammar)));
  const parser = new Parser();
  parser.setLanguage(language);
  const run: RunParser = (text) => {
    const parse = (): Tree | undefined => parser.parse(text) ?? undefined;
    return engine ? engine.reading(text, parse) : parse();
  };
  return { engine, language, run };
}

function shapeOf(run: RunParser, reader: TreeReader, text: string): CodeShape {
  const tree = run(text);
  if (!tree) throw new Error('the engine gave up');
  const shape = reader.read(tree, undefined);
  tree.delete();
  return shape;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('reading trees out of the engine', () => {
  it.each([
    ['tree-sitter-python/tree-sitter-python.wasm', codeTexts(['.py'], 'python')],
    ['tree-sitter-typescript/tree-sitter-typescript.wasm', codeTexts(['.ts'], 'typescript')],
    ['tree-sitter-typescript/tree-sitter-tsx.wasm', codeTexts(['.tsx', '.js'], '(?:tsx|javascript|typescript)')],
    ['tree-sitter-rust/tree-sitter-rust.wasm', codeTexts(['.rs'], 'rust')],
  ])('by its memory gives what its interface gives: %s', async (grammar, texts) => {
    const { engine, language, run } = await open(grammar);
    const [fast, plain] = [readerOf(engine, language, run), readerOf(undefined, language, run)];
    const walk = vi.spyOn(Tree.prototype, 'walk');
    for (const text of [...texts.map(([, one]) => one), ...broken]) {
      const tree = run(text);
      if (!tree) throw new Error('the engine gave up');
      const seen = fast.read(tree, undefined);
      expect(walk).not.toHaveBeenCalled();
      expect(differenceOf(seen, plain.read(tree, undefined))).toBeUndefined();
      tree.delete();
      walk.mockClear();
    }
    expect(texts.length).toBeGreaterThan(2);
  });

  it('takes the interface where the memory is not as expected', async () => {
    const { language, run } = await open('tree-sitter-python/tree-sitter-python.wasm');
    for (const fill of [0, 1, 0xff]) {
      const strange: CodeEngine = { memory: { buffer: new Uint8Array(1 << 20).fill(fill).buffer }, reading: (_text, parse) => parse() };
      const reader = readerOf(strange, language, run);
      const walk = vi.spyOn(Tree.prototype, 'walk');
      const text = 'def f(a):\n    return a\n';
      const shape = shapeOf(run, reader, text);
      expect(walk).toHaveBeenCalledTimes(1);
      walk.mockRestore();
      expect(differenceOf(shape, shapeOf(run, readerOf(undefined, language, run), text))).toBeUndefined();
    }
  });

  it('gives leaves that say the same once, but for those by which statements are known', async () => {
    const { engine, language, run } = await open('tree-sitter-python/tree-sitter-python.wasm');
    const tree = run('f(a, b)\nf(c, d)\n# one\n# two\n');
    if (!tree) throw new Error('the engine gave up');
    const { children } = readerOf(engine, language, run).read(tree, undefined);
    tree.delete();
    const names = [children[0], children[1]].map((statement) => statement?.children[0]?.children[1]?.children[1]);
    expect(names[0]).toMatchObject({ type: 'identifier', length: 1 });
    expect(names[0]).toBe(names[1]);
    expect([children[2]?.type, children[3]?.type]).toEqual(['comment', 'comment']);
    expect(children[2]).not.toBe(children[3]);
  });
});
