import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { schemaById } from '../../../server/src/schemas/schemaCatalog.ts';
import { problemsOf, read, testRunner } from './support.ts';

const folder = path.join(path.dirname(new URL(import.meta.url).pathname), 'kinds');
const files = readdirSync(folder).map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }));
const runner = testRunner();

describe.each(files)('$name', ({ text }) => {
  it('is read without problems, and all its examples come as expected', async () => {
    const file = read(text);
    expect(problemsOf(file)).toEqual([]);
    const results = await runner.run(file);
    const written = file.file?.entries.flatMap(({ examples }) => examples ?? []) ?? [];
    expect(results).toHaveLength(written.length);
    expect(results.flatMap(({ entry, name, failures }) => failures.map(({ message, diff }) => [entry, name, message, diff]))).toEqual([]);
  });

  it('proves every entry both ways', () => {
    for (const { id, examples = [] } of read(text).file?.entries ?? []) {
      expect(examples.some(({ flagged }) => flagged !== undefined), `${id}: flagged`).toBe(true);
      expect(examples.some(({ notFlagged }) => notFlagged !== undefined), `${id}: not flagged`).toBe(true);
    }
  });
});

describe('all files together', () => {
  it('have a change of every kind', () => {
    const used = new Set(files.flatMap(({ text }) => read(text).file?.entries.flatMap(({ changes = [] }) => changes.map(({ kind }) => kind)) ?? []));
    const known = schemaById('migration')?.schema.$defs?.['OwnChange']?.properties?.['kind']?.enum ?? [];
    expect([...used].sort()).toEqual([...known].sort());
  });
});
