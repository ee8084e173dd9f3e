import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import { run, testMigration } from './support/fakeService.ts';
import { snapshot } from './support/runs.ts';

const files = { 'words.yaml': 'oldname guess manual\n', 'a/words.yaml': 'oldname\n' };
/** With everything a guide may have. */
const migration = {
  ...testMigration,
  changes: testMigration.changes.map((change) => ({ ...change, removedOn: '2026-12-24' })),
};
const plan = (folder: string, ...words: string[]) => run(folder, ['plan', ...words], {}, { migrations: [migration] });

describe('plan', () => {
  test('tells the changes in order, what is left to hands, dates, and what comes next; it writes nothing', async () => {
    const folder = temporaryFolder(files);
    const before = snapshot(folder);
    const { outcome, out, err } = await plan(folder);
    expect({ outcome, err }).toEqual({ outcome: 'findings', err: '' });
    expect(out).toContain('Words 1.0 → 2.0  The guide of words\n  active in .: words.yaml: a word\n  4 places left: 2 safe, 1 unsafe, 1 manual\n');
    expect(out).toContain('    BC-001 Names (low impact)\n        3 places left in 2 files: 2 safe, 1 unsafe, 0 manual\n        a/words.yaml, words.yaml\n');
    expect(out).toContain('  By hand\n    words.yaml:1 [words/manual] The word manual is old. The guide: says so,\\u000a100%. Rename it.\n');
    expect(out).toContain('    2026-12-24  2.0.0 removes the old forms of BC-001: 3 places left\n');
    expect(out).toMatch(/\n2 files looked at; 4 places left: 2 safe, 1 unsafe, 1 manual\.\nNext: `upguide fix` applies what is safe/);
    expect(snapshot(folder)).toEqual(before);
    expect(fs.existsSync(path.join(folder, '.upguide'))).toBe(false);
  });

  test('is about the paths and ids that are named', async () => {
    const folder = temporaryFolder(files);
    expect((await plan(folder, 'a')).out).toContain('1 place left: 1 safe, 0 unsafe, 0 manual.');
    expect((await plan(folder, '--only', 'words/guess')).out).toContain('1 place left: 0 safe, 1 unsafe, 0 manual.\nNext: `upguide fix --unsafe --interactive`');
    expect((await plan(folder, '--only', 'nonsense')).outcome).toBe('failed');
  });

  test('counts what runs have done, and ends with "done" when nothing is left', async () => {
    const folder = temporaryFolder(files);
    await run(folder, ['fix']);
    expect((await plan(folder)).out).toContain('2 places left: 0 safe, 1 unsafe, 1 manual; 2 done.');
    writeFile(folder, 'words.yaml', 'fine\n');
    const { outcome, out } = await plan(folder);
    expect(outcome).toBe('done');
    expect(out).toContain('Words 1.0 → 2.0 is active, and nothing old of it is left.');
  });

  test('without anything to do it says why', async () => {
    const { outcome, out } = await plan(temporaryFolder({ 'words.yaml': 'fine\n' }));
    expect(outcome).toBe('done');
    expect(out).toContain('1 file was looked at.\nWords 1.0 → 2.0 is active, and nothing old of it was found.\n');
  });
});

describe('plans for others', () => {
  test('json has paths and no URI', async () => {
    const folder = temporaryFolder(files);
    const { outcome, out } = await plan(folder, '--format', 'json');
    expect(outcome).toBe('findings');
    expect(out).not.toContain(folder);
    expect(JSON.parse(out)).toMatchObject({
      version: 1, kind: 'upguide-plan', totals: { done: 0, safe: 2, unsafe: 1, manual: 1 },
      migrations: [{ id: 'words', changes: [{ id: 'BC-001', progress: { safe: 2, unsafe: 1 }, items: [{ place: { path: 'a/words.yaml', line: 1 } }, {}, {}] }, { id: 'words/manual' }] }],
    });
  });

  test('the end of the file\'s name says what is written; an older plan is written over, nothing else', async () => {
    const folder = temporaryFolder({ ...files, 'mine.md': '# Mine\n' });
    for (const [name, head] of [['plan.json', '{\n  "version": 1,'], ['plan.md', '<!-- upguide-ignore-file all: '], ['plan.html', '<!DOCTYPE html>\n<!-- upguide-ignore-file all: ']] as const) {
      expect(await plan(folder, '--output', name)).toMatchObject({ outcome: 'findings', out: `The plan is in ${name}.\n`, err: '' });
      expect(fs.readFileSync(path.join(folder, name), 'utf8').startsWith(head), name).toBe(true);
      expect((await plan(folder, '--output', name, '--quiet')).outcome).toBe('findings');
    }
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(await plan(folder, '--output', 'mine.md')).toMatchObject({ outcome: 'failed', err: expect.stringContaining('mine.md is there already and is no plan that Upguide wrote') as string });
    expect(fs.readFileSync(path.join(folder, 'mine.md'), 'utf8')).toBe('# Mine\n');
  });

  test('links lead from where the file is', async () => {
    const folder = temporaryFolder({ ...files, 'docs/x': '' });
    await plan(folder, '--output', 'docs/plan.md');
    expect(fs.readFileSync(path.join(folder, 'docs/plan.md'), 'utf8')).toContain('](../words.yaml#L1)');
  });

  test.each([
    [['--output', 'plan.txt'], 'expected a file that ends with .json, .md or .html'],
    [['--output', 'plan.md', '--format', 'html'], '--format html does not go with --output plan.md'],
    [['--output', 'plan.md', '--format', 'text'], '--format text is for the terminal'],
    [['--output', 'missing/plan.md'], 'missing/plan.md could not be written: it does not exist'],
    [['--output', 'a', '--format', 'json'], 'a cannot be written: it is a folder'],
  ])('refuses %j', async (words, message) => {
    const folder = temporaryFolder(files);
    expect(await plan(folder, ...words)).toMatchObject({ outcome: 'failed', out: '', err: expect.stringContaining(message) as string });
  });
});
