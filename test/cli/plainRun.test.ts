import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { LineIndex } from '../../server/src/text/lineIndex.ts';
import { corpusFiles, writeCorpus } from '../bench/lib/corpus.mjs';
import { diagnosticsOf, plainMigrations } from '../service/support/plainRun.ts';
import buildOnce, { distFile } from '../support/buildOnce.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

beforeAll(buildOnce);

interface Report {
  readonly findings: readonly { readonly path: string; readonly range: Readonly<Record<'start' | 'end', { readonly line: number; readonly column: number }>>; readonly change?: string; readonly rule: string; readonly applicability: string }[];
}

/** What git ignores there, and what others installed. */
const leftOut = /\/(?:node_modules|\.venv|out)\//;

it.each([['alone', '0'], ['with two other threads', '2']])('the command line finds on the disk, %s, what a run in memory finds that looks at every file', async (_how, threads) => {
  const corpus = { files: 1000, seed: 3, shrink: 40 };
  const folder = path.join(temporaryFolder(), 'repository');
  await writeCorpus(folder, corpus);
  const { stdout, stderr } = spawnSync(process.execPath, [distFile('cli.js'), 'check', '--format', 'json', '--no-cache'], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26, env: { ...process.env, UPGUIDE_THREADS: threads } });
  expect(stderr).toBe('');
  const { findings } = JSON.parse(stdout) as Report;

  const files = Object.fromEntries([...corpusFiles(corpus)].flatMap(({ path: name, content }) => (typeof content === 'string' && !leftOut.test(name) ? [[name, content]] : [])));
  const plain = (await diagnosticsOf(files, plainMigrations, { ignored: [] })).map(({ path: name, text, diagnostic: { range, change, rule, applicability } }) => {
    const lines = new LineIndex(text);
    const [start, end] = [range.start, range.end].map((offset) => lines.positionAt(offset));
    return `${name}:${(start?.line ?? 0) + 1}:${(start?.character ?? 0) + 1}-${(end?.line ?? 0) + 1}:${(end?.character ?? 0) + 1} ${change ?? '-'} ${rule} ${applicability}`;
  });
  expect(plain.length).toBeGreaterThan(150);
  expect(findings.map(({ path: name, range: { start, end }, change, rule, applicability }) => `${name}:${start.line}:${start.column}-${end.line}:${end.column} ${change ?? '-'} ${rule} ${applicability}`).sort()).toEqual(plain.sort());
});
