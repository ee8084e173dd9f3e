import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';

const files = { 'words.yaml': 'oldname\nguess\n', 'a/words.yaml': 'manual\n' };
const file = (folder: string) => path.join(folder, '.upguide/baseline.json');
const accepted = (folder: string) => (JSON.parse(fs.readFileSync(file(folder), 'utf8')) as { accepted: { path: string; rule: string }[] }).accepted.map(({ path: name, rule }) => `${name} ${rule}`);

describe('baseline', () => {
  test('accepts what is found; from then on only new findings count, for check, fix and plan', async () => {
    const folder = temporaryFolder(files);
    const made = await run(folder, ['baseline']);
    expect(made).toMatchObject({ outcome: 'done', err: '', out: expect.stringContaining('3 findings accepted in .upguide/baseline.json (3 new).') as string });
    expect(accepted(folder)).toEqual(['a/words.yaml words/manual', 'words.yaml words/guess', 'words.yaml words/oldname']);

    const checked = await run(folder, ['check']);
    expect(checked.outcome).toBe('done');
    expect(checked.out).toContain('3 findings accepted by .upguide/baseline.json are not shown.');
    expect((await run(folder, ['fix', '--unsafe'])).out).toContain('3 findings accepted by .upguide/baseline.json are not shown.\n0 files changed.');
    expect((await run(folder, ['plan'])).outcome).toBe('done');

    writeFile(folder, 'words.yaml', 'new line above\noldname\nguess\nmanual\n');
    const { outcome, out } = await run(folder, ['check', '--format', 'json']);
    expect(outcome).toBe('findings');
    expect(JSON.parse(out)).toMatchObject({ findings: [{ rule: 'words/manual', path: 'words.yaml' }], summary: { findings: 1, accepted: 3 } });
  });

  test('made again it takes in what is new and leaves out what is gone', async () => {
    const folder = temporaryFolder(files);
    await run(folder, ['baseline']);
    writeFile(folder, 'words.yaml', 'guess\nmanual\n');
    expect((await run(folder, ['baseline'])).out).toContain('3 findings accepted in .upguide/baseline.json (1 new, 1 gone).');
    expect(accepted(folder)).toEqual(['a/words.yaml words/manual', 'words.yaml words/guess', 'words.yaml words/manual']);
  });

  test('of a folder or a rule leaves the others as they are', async () => {
    const folder = temporaryFolder(files);
    await run(folder, ['baseline', 'a']);
    expect(accepted(folder)).toEqual(['a/words.yaml words/manual']);
    await run(folder, ['baseline', '--only', 'words/guess']);
    expect(accepted(folder)).toEqual(['a/words.yaml words/manual', 'words.yaml words/guess']);
    expect((await run(folder, ['baseline', '--clear', 'a'])).out).toBe('1 finding of .upguide/baseline.json is no longer accepted, 1 still is.\n');
    expect(accepted(folder)).toEqual(['words.yaml words/guess']);
  });

  test('--prune takes out what is done, and nothing else', async () => {
    const folder = temporaryFolder(files);
    await run(folder, ['baseline']);
    const text = fs.readFileSync(file(folder), 'utf8');
    expect((await run(folder, ['baseline', '--prune'])).out).toBe('0 entries taken out of .upguide/baseline.json, 3 left.\n');
    expect(fs.readFileSync(file(folder), 'utf8')).toBe(text);
    writeFile(folder, 'words.yaml', 'guess\nmanual\n');
    expect((await run(folder, ['plan'])).out).toContain('1 entry of the baseline matches nothing any more; `upguide baseline --prune` takes it out.');
    expect((await run(folder, ['baseline', '--prune'])).out).toBe('1 entry taken out of .upguide/baseline.json, 2 left.\n');
    expect(accepted(folder)).toEqual(['a/words.yaml words/manual', 'words.yaml words/guess']);
    expect((await run(folder, ['check'])).outcome).toBe('findings');
  });

  test('keeps the entries of files that cannot be checked at the moment', async () => {
    const folder = temporaryFolder(files);
    await run(folder, ['baseline']);
    writeFile(folder, 'a/words.yaml', 'manual\n\0');
    expect((await run(folder, ['plan'])).out).not.toContain('matches nothing any more');
    writeFile(folder, 'words.yaml', 'guess\n');
    expect((await run(folder, ['plan'])).out).toContain('1 entry of the baseline matches nothing any more');
    expect((await run(folder, ['baseline', '--prune'])).out).toBe('1 entry taken out of .upguide/baseline.json, 2 left.\n');
    expect((await run(folder, ['baseline'])).out).toContain('2 findings accepted in .upguide/baseline.json (0 new).');
    expect(accepted(folder)).toEqual(['a/words.yaml words/manual', 'words.yaml words/guess']);
  });

  test('--clear ends it', async () => {
    const folder = temporaryFolder(files);
    expect((await run(folder, ['baseline', '--clear'])).out).toBe('There is no .upguide/baseline.json.\n');
    await run(folder, ['baseline']);
    expect(await run(folder, ['baseline', '--clear', '-q'])).toMatchObject({ outcome: 'done', out: '' });
    expect(fs.existsSync(file(folder))).toBe(false);
    expect((await run(folder, ['check'])).outcome).toBe('findings');
  });

  test('one that cannot be read stops every command but those that make it anew', async () => {
    const folder = temporaryFolder({ ...files, '.upguide/baseline.json': '<<<<<<< mine\n' });
    for (const words of [['check'], ['fix'], ['baseline', '--prune'], ['baseline', 'a']]) {
      expect(await run(folder, words), words.join(' ')).toMatchObject({ outcome: 'failed', out: '', err: expect.stringMatching(/^upguide: \.upguide\/baseline\.json: .*merge.*`upguide baseline`/) as string });
    }
    expect((await run(folder, ['baseline'])).outcome).toBe('done');
    expect((await run(folder, ['check'])).outcome).toBe('done');
  });

  test('makes no file when there is nothing to accept, and none when a rule broke down', async () => {
    const empty = temporaryFolder({ 'words.yaml': 'fine\n' });
    expect((await run(empty, ['baseline'])).out).toContain('there is nothing to accept');
    const broken = temporaryFolder(files);
    expect((await run(broken, ['baseline'], { ruleFails: true })).err).toContain('Not everything could be checked, so the baseline was left as it was.');
    expect([fs.existsSync(file(empty)), fs.existsSync(file(broken))]).toEqual([false, false]);
  });
});
