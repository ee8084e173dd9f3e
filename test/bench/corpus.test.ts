import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { problemsOf, parse } from '../../server/src/syntax/parse.ts';
import { testParsers } from '../support/codeParsers.ts';
import { corpusFiles, filesPerTeam } from './lib/corpus.mjs';

const small = (files: number, seed = 1) => [...corpusFiles({ files, seed, shrink: 40 })];

const hashOf = (files: ReturnType<typeof small>): string => {
  const hash = createHash('sha256');
  for (const { path, content } of files) hash.update(path).update('\0').update(content).update('\0');
  return hash.digest('hex');
};

/** How many files of each kind there are. */
function kinds(files: ReturnType<typeof small>): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { path } of files) {
    const kind = /\.\w+$/.exec(path)?.[0] ?? path.slice(path.lastIndexOf('/') + 1);
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe('a generated repository', () => {
  const thousand = small(1000);

  it('follows from its seed', () => {
    expect(hashOf(small(1000))).toBe(hashOf(thousand));
    expect(hashOf(small(1000, 2))).not.toBe(hashOf(thousand));
  });

  it('has as many files as asked for, each once', () => {
    expect(thousand.length).toBe(filesPerTeam);
    expect(new Set(thousand.map(({ path }) => path)).size).toBe(filesPerTeam);
    expect(small(1001).length).toBe(2 * filesPerTeam);
  });

  it('has the same kinds of files in every thousand, and a larger one begins with a smaller one', () => {
    const two = small(2000);
    expect(hashOf(two.slice(0, filesPerTeam))).toBe(hashOf(thousand));
    expect(kinds(two.slice(filesPerTeam))).toEqual(kinds(thousand));
  });

  it('is Python, TypeScript and YAML that parsers read', async () => {
    const parsers = await testParsers();
    let parsed = 0;
    for (const { path, content } of thousand) {
      const language = path.endsWith('.py') ? 'python' : /\.tsx?$/.test(path) ? 'typescript' : /\.ya?ml$/.test(path) && !path.includes('/templates/') ? 'yaml' : undefined;
      if (language === undefined || typeof content !== 'string') continue;
      parsed++;
      expect(problemsOf(parse(`file:///${path}`, content, language, { parsers })), path).toEqual([]);
    }
    expect(parsed).toBeGreaterThan(700);
  });

  it('is mostly Python, of twenty thousand characters a module where nobody asks for less', () => {
    const modules = [...corpusFiles({ files: 1000 })].filter(({ path }) => path.endsWith('.py'));
    const mean = modules.reduce((sum, { content }) => sum + content.length, 0) / modules.length;
    expect(modules.length).toBeGreaterThan(550);
    expect(mean).toBeGreaterThan(17_000);
    expect(mean).toBeLessThan(27_000);
  });
});
