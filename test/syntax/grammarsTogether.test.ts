import { expect, it } from 'vitest';
import { createGrammarLoader } from '../../server/src/node/grammars.ts';
import { createCodeParser } from '../../server/src/syntax/treeSitter.ts';

// In a file of its own: the engine must not have been started before.
it('loads several grammars that are asked for at once, as when an editor opens its files of yesterday', async () => {
  const loader = createGrammarLoader();
  const engine = await loader.engine();
  const texts = { python: 'def f(a):\n    return a\n', typescript: 'const a: number = 1;\n', tsx: 'const a = <b>c</b>;\n' };
  const parsers = await Promise.all(Object.keys(texts).map(async (name) => createCodeParser(engine, await loader.load(name))));
  const trees = Object.values(texts).map((text, index) => parsers[index]?.parse(text));
  expect(trees.map((tree) => tree?.root.type)).toEqual(['module', 'program', 'program']);
});
