import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';
import { interrupt, runIds, snapshot } from './support/runs.ts';

const files = { 'words.yaml': 'oldname\n', 'a/words.yaml': '\uFEFFoldname\r\nguess\r\n', 'b/words.yaml': 'chain\n' };

/** A folder in which a run has changed three files. */
async function upgraded() {
  const folder = temporaryFolder(files);
  fs.chmodSync(path.join(folder, 'a/words.yaml'), 0o640);
  const before = snapshot(folder);
  const fixed = await run(folder, ['fix']);
  const [id = ''] = runIds(folder);
  return { folder, before, after: snapshot(folder), id, fixed };
}

describe('rollback', () => {
  test('puts the last run back, bytes and modes, and does so once', async () => {
    const { folder, before, after, id, fixed } = await upgraded();
    expect(after).not.toEqual(before);
    expect(fixed.out).toContain(`Roll it back with \`upguide rollback ${id}\`.`);
    const { outcome, out, err } = await run(folder, ['rollback']);
    expect(snapshot(folder)).toEqual(before);
    expect({ outcome, err }).toEqual({ outcome: 'done', err: '' });
    expect(out).toBe(`put back a/words.yaml\nput back b/words.yaml\nput back words.yaml\nRun ${id} (Words 1.0 → 2.0): 3 files put back.\n`);
    expect(await run(folder, ['rollback'])).toMatchObject({ outcome: 'done', out: expect.stringContaining('nothing to roll back') as string });
    expect(await run(folder, ['rollback', id, '-q'])).toMatchObject({ outcome: 'done', out: '', err: '' });
  });

  test('takes the runs back one by one, the last one first, and a named one by its id', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname guess\n' });
    await run(folder, ['fix']);
    await run(folder, ['fix', '--unsafe']);
    const text = () => fs.readFileSync(path.join(folder, 'words.yaml'), 'utf8');
    expect(text()).toBe('newname guessed\n');
    await run(folder, ['rollback']);
    expect(text()).toBe('newname guess\n');
    await run(folder, ['rollback']);
    expect(text()).toBe('oldname guess\n');
    await run(folder, ['fix', '--unsafe']);
    await run(folder, ['rollback', runIds(folder).find((id) => !fs.readFileSync(path.join(folder, '.upguide/runs', id, 'run.json'), 'utf8').includes('"restored"')) ?? '']);
    expect(text()).toBe('oldname guess\n');
  });

  test('refuses a file that changed since, and keeps what --force overwrites', async () => {
    const { folder, before, id } = await upgraded();
    writeFile(folder, 'words.yaml', 'mine\n');
    const refused = await run(folder, ['rollback']);
    expect(refused.outcome).toBe('findings');
    expect(refused.err).toMatch(new RegExp(`^words\\.yaml: not put back\\. .+\\n.*upguide rollback ${id} --force`));
    expect(refused.out).toContain('2 files put back, 1 left alone.');
    expect(fs.readFileSync(path.join(folder, 'words.yaml'), 'utf8')).toBe('mine\n');

    const forced = await run(folder, ['rollback', id, '--force']);
    expect(forced.outcome).toBe('done');
    expect(snapshot(folder)).toEqual(before);
    const kept = /what was there is kept in ([^)\n]+)\)/.exec(forced.out)?.[1] ?? '';
    expect(fs.readFileSync(path.join(folder, kept), 'utf8')).toBe('mine\n');
  });

  test('puts single files and folders back', async () => {
    const { folder, before, after, id } = await upgraded();
    expect((await run(folder, ['rollback', 'a'])).out).toContain('1 file put back.');
    expect(snapshot(folder)).toEqual({ ...after, 'a/words.yaml': before['a/words.yaml'] });
    expect((await run(folder, ['rollback', id, 'b/words.yaml'])).outcome).toBe('done');
    expect(snapshot(folder)).toEqual({ ...before, 'words.yaml': after['words.yaml'] });
    expect((await run(path.join(folder, 'a'), ['rollback', '../words.yaml'])).out).toContain('put back ../words.yaml');
    expect(snapshot(folder)).toEqual(before);
  });

  test('finds the journal above a path, from wherever one is', async () => {
    const { folder, before } = await upgraded();
    expect((await run(path.dirname(folder), ['rollback', path.join(path.basename(folder), 'a')])).out).toContain('1 file put back.');
    expect((await run(temporaryFolder(), ['rollback', path.join(folder, 'b/words.yaml')])).out).toContain('1 file put back.');
    expect((await run(temporaryFolder(), ['rollback', folder])).out).toContain('1 file put back, 2 as before already.');
    expect(snapshot(folder)).toEqual(before);
  });

  test('puts back a file that was deleted, when forced', async () => {
    const { folder, before } = await upgraded();
    fs.rmSync(path.join(folder, 'words.yaml'));
    expect((await run(folder, ['rollback', 'words.yaml'])).outcome).toBe('findings');
    expect((await run(folder, ['rollback', 'words.yaml', '--force'])).outcome).toBe('done');
    expect(snapshot(folder)['words.yaml']).toBe(before['words.yaml']);
  });

  test.each([
    [['20260101-000000-abcd'], 'There is no run 20260101-000000-abcd here'],
    [['nowhere'], 'nowhere: there is no such run, file or folder'],
    [[''], 'A path is empty'],
    [['--format', 'json'], '--format goes with --list'],
  ])('wrong use: %j', async (words, message) => {
    const { folder, after } = await upgraded();
    expect(await run(folder, ['rollback', ...words])).toMatchObject({ outcome: 'failed', out: '', err: expect.stringContaining(message) as string });
    expect(snapshot(folder)).toEqual(after);
  });

  test('a damaged journal is told of and not trusted', async () => {
    const { folder, after, id } = await upgraded();
    fs.writeFileSync(path.join(folder, '.upguide/runs', id, 'run.json'), '{');
    expect((await run(folder, ['rollback', id])).err).toMatch(/^upguide: .*cannot be trusted/);
    expect((await run(folder, ['rollback', '--list'])).out).toContain('damaged');
    expect(snapshot(folder)).toEqual(after);
  });
});

describe('--list', () => {
  test('shows the runs, newest first, with what became of them', async () => {
    const { folder, id } = await upgraded();
    writeFile(folder, 'words.yaml', 'mine\n');
    const { outcome, out } = await run(folder, ['rollback', '--list']);
    expect(outcome).toBe('done');
    expect(out).toContain(`${id}  `);
    expect(out).toContain('done; 3 files: 2 as the run left them, 1 changed since\n    BC-001 ×3');
    expect(JSON.parse((await run(folder, ['rollback', '--list', '--format', 'json'])).out)).toMatchObject({
      version: 1, runs: [{ id, root: '.', origin: 'cli', title: 'Words 1.0 → 2.0', state: 'done', interrupted: false, files: [{ path: 'a/words.yaml', state: 'new' }, {}, { path: 'words.yaml', state: 'changed' }] }],
    });
    expect((await run(temporaryFolder(), ['rollback', '--list'])).out).toContain('There are no runs here');
  });
});

describe('an interrupted run', () => {
  test('is told of by every command, keeps fix from writing, and can be finished', async () => {
    const { folder, after, id } = await upgraded();
    interrupt(folder, id, ['words.yaml', 'b/words.yaml']);
    const waiting = snapshot(folder);
    for (const words of [['check'], ['plan'], ['verify'], ['migrations'], ['fix', '--dry-run'], ['rollback', '--list']]) {
      expect((await run(folder, words)).err, words.join(' ')).toContain(`A run was interrupted: ${id} (Words 1.0 → 2.0), 1 of 3 files changed. Finish it with \`upguide fix --resume\`, or put its files back with \`upguide rollback ${id}\`.`);
    }
    expect(await run(folder, ['fix'])).toMatchObject({ outcome: 'failed', err: expect.stringContaining('the interrupted run comes first') as string });
    expect(snapshot(folder)).toEqual(waiting);

    expect(await run(folder, ['fix', '--resume'])).toMatchObject({ outcome: 'done', out: expect.stringContaining('is finished: 3 files changed.') as string, err: '' });
    expect(snapshot(folder)).toEqual(after);
    expect((await run(folder, ['check'])).err).toBe('');
    expect((await run(folder, ['fix', '--resume'])).out).toBe('No run waits to be finished.\n');
  });

  test('can be put back, with or without its id', async () => {
    for (const named of [true, false]) {
      const { folder, before, id } = await upgraded();
      interrupt(folder, id, ['words.yaml']);
      expect(await run(folder, ['rollback', ...(named ? [id] : [])])).toMatchObject({ outcome: 'done', out: expect.stringContaining('2 files put back, 1 as before already.') as string });
      expect(snapshot(folder)).toEqual(before);
    }
  });

  test('that was being rolled back has no way forward', async () => {
    const { folder, before, id } = await upgraded();
    interrupt(folder, id, ['words.yaml'], 'restoring');
    expect((await run(folder, ['fix', '--resume'])).err).toContain(`A rollback was interrupted: run ${id} (Words 1.0 → 2.0), 1 of 3 files put back. Complete it with \`upguide rollback ${id}\`.`);
    expect((await run(folder, ['rollback'])).outcome).toBe('done');
    expect(snapshot(folder)).toEqual(before);
  });

  test('a file that somebody changed meanwhile is left alone by --resume', async () => {
    const { folder, id } = await upgraded();
    interrupt(folder, id, ['words.yaml']);
    writeFile(folder, 'words.yaml', 'mine\n');
    const { outcome, out, err } = await run(folder, ['fix', '--resume']);
    expect(outcome).toBe('findings');
    expect(err).toMatch(/^words\.yaml: not changed\. /);
    expect(out).toContain('2 files changed, 1 left alone.');
    expect(fs.readFileSync(path.join(folder, 'words.yaml'), 'utf8')).toBe('mine\n');
  });
});
