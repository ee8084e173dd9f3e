import { describe, expect, test } from 'vitest';
import { listRuns, readOriginal, runUpgrade, unfinishedRuns } from '../../../server/src/service/transaction/index.ts';
import { MemoryDisk } from './support/memoryDisk.ts';
import { createTestHost, oneChange, runFile, runRequest } from './support/testHost.ts';
import { journalPaths, root } from './support/workspaces.ts';

const before = 'GREENLANG_ENV=c4n4ry-old\n';
const after = 'GL_ENV=c4n4ry-new\n';
const file = `${root}/.env`;

function setUp(mode = 0o644) {
  const disk = new MemoryDisk();
  disk.put(file, before, mode);
  disk.put(`${root}/other.env`, before);
  return { disk, host: createTestHost(disk) };
}

const both = [runFile(file, before, after), runFile(`${root}/other.env`, before, after)];

describe('a run', () => {
  test('writes the files and keeps a private journal without contents that git does not see', async () => {
    const { disk, host } = setUp(0o640);
    const progress: string[] = [];
    const result = await runUpgrade(runRequest(root, both, { onProgress: ({ done, total, path }) => progress.push(`${done}/${total} ${path}`) }), host);
    const id = result.id ?? '';
    expect(result).toEqual({ id: expect.stringMatching(/^20261121-1522\d\d-[0-9a-f]{4}$/), state: 'done', files: both.map(({ path }) => ({ path, outcome: 'written' })) });
    expect(progress).toEqual([`1/4 ${file}`, `2/4 ${root}/other.env`, `3/4 ${file}`, `4/4 ${root}/other.env`]);
    expect([disk.text(file), disk.text(`${root}/other.env`)]).toEqual([after, after]);
    expect(await disk.stat(file)).toMatchObject({ mode: 0o640, uid: 1000, gid: 100 });

    const runs = `${root}/.upguide/runs`;
    expect(journalPaths(disk)).toEqual(['', '/.gitignore', `/${id}`, `/${id}/originals`, `/${id}/originals/0`, `/${id}/originals/1`, `/${id}/run.json`].map((name) => `.upguide/runs${name}`));
    for (const folder of ['', `/${id}`, `/${id}/originals`]) expect(await disk.stat(`${runs}${folder}`)).toMatchObject({ kind: 'folder', mode: 0o700 });
    for (const name of ['.gitignore', `${id}/run.json`, `${id}/originals/0`]) expect(await disk.stat(`${runs}/${name}`)).toMatchObject({ kind: 'file', mode: 0o600 });
    expect(disk.text(`${runs}/.gitignore`)).toBe('*\n');
    const journal = disk.text(`${runs}/${id}/run.json`);
    expect(journal).not.toContain('c4n4ry');
    expect(JSON.parse(journal)).toMatchObject({ version: 1, id, state: 'done', title: 'GreenLang 0.2 → 0.3', files: [{ path: '.env', mode: 0o640 }, { path: 'other.env' }] });
    // The new secret is in the file alone.
    expect([...disk.dump(root).values()].filter((content) => content.includes('c4n4ry-new'))).toHaveLength(2);
    expect(Buffer.from(await readOriginal(root, id, file, host) ?? []).toString()).toBe(before);
  });

  test('is listed with what it changed and how its files are now', async () => {
    const { disk, host } = setUp();
    const third = `${root}/third.env`;
    disk.put(third, before);
    const { id } = await runUpgrade(runRequest(root, [...both, runFile(third, before, after)]), host);
    disk.put(file, 'edited');
    disk.delete(third);
    const changes = oneChange.map((change) => ({ ...change, count: 6, files: 3 }));
    expect(await listRuns(root, host)).toEqual([{
      id, started: expect.stringMatching(/^2026-11-21T15:22:0\d\.000Z$/), origin: 'cli', title: 'GreenLang 0.2 → 0.3', state: 'done', changes,
      files: [[file, 'changed'], [`${root}/other.env`, 'new'], [third, 'missing']].map(([path, state]) => ({ path, via: 'disk', changes: oneChange, state })),
    }]);
    expect(await unfinishedRuns(root, host)).toEqual([]);
  });

  test('follows a link into another folder that may be written to', async () => {
    const { disk, host } = setUp();
    disk.put('/work/shared/env', before);
    disk.putLink(file, '/work/shared/env');
    expect((await runUpgrade(runRequest(root, both, { roots: ['/work/shared'] }), host)).files[0]).toEqual({ path: file, outcome: 'written' });
    expect([disk.text('/work/shared/env'), (await disk.stat(file)).kind]).toEqual([after, 'link']);
  });

  test('with nothing to write keeps no journal', async () => {
    const { disk, host } = setUp();
    expect(await runUpgrade(runRequest(root, [runFile(file, before, before)]), host)).toEqual({ id: undefined, state: 'done', files: [{ path: file, outcome: 'unchanged' }] });
    expect(await listRuns(root, host)).toEqual([]);
    expect(journalPaths(disk)).toEqual(['.upguide/runs', '.upguide/runs/.gitignore']);
  });

  test('keeps the last ten', async () => {
    const { disk, host } = setUp();
    const ids: (string | undefined)[] = [];
    let text = before;
    for (let round = 0; round < 13; round++) {
      ids.push((await runUpgrade(runRequest(root, [runFile(file, text, `${text}${round}`)]), host)).id);
      text = `${text}${round}`;
    }
    expect((await listRuns(root, host)).map(({ id }) => id)).toEqual(ids.slice(3).reverse());
    expect(journalPaths(disk).filter((name) => name.endsWith('run.json'))).toHaveLength(10);
  });

  test('stopped before it moves anything writes nothing; stopped later it is completed', async () => {
    for (const [at, state, text] of [[1, 'stopped', before], [3, 'done', after]] as const) {
      const { disk, host } = setUp();
      const stop = new AbortController();
      const result = await runUpgrade(runRequest(root, both, { signal: stop.signal, onProgress: ({ done }) => { if (done === at) stop.abort(); } }), host);
      expect(result.state).toBe(state);
      expect([disk.text(file), disk.text(`${root}/other.env`)]).toEqual([text, text]);
      expect((await listRuns(root, host)).length).toBe(state === 'done' ? 1 : 0);
    }
  });

  test('holds the bytes of one file at a time', async () => {
    const disk = new MemoryDisk();
    const files = Array.from({ length: 50 }, (_, index) => {
      disk.put(`${root}/${index}.txt`, `old ${index}`);
      return runFile(`${root}/${index}.txt`, `old ${index}`, `new ${index}`);
    });
    // Between reading a file and writing its copy and its new bytes, no other one is read.
    const calls: string[] = [];
    disk.before = ({ name, path }) => {
      if ((name === 'read' && path.endsWith('.txt')) || (name === 'create' && /originals|staged/.test(path))) calls.push(name);
    };
    expect((await runUpgrade(runRequest(root, files), createTestHost(disk))).state).toBe('done');
    expect(calls).toEqual([...Array.from({ length: 50 }, () => ['read', 'create', 'create']).flat(), ...Array.from({ length: 50 }, () => 'read')]);
  });
});

describe('a file that is left alone', () => {
  /** The run's own results for one bad file and one good one. */
  async function refused(prepare: (disk: MemoryDisk) => void, reason: RegExp, bad = runFile(file, before, after)) {
    const { disk, host } = setUp();
    prepare(disk);
    const result = await runUpgrade(runRequest(root, [bad, runFile(`${root}/other.env`, before, after)]), host);
    expect(result.files).toEqual([{ path: bad.path, outcome: 'refused', reason: expect.stringMatching(reason) }, { path: `${root}/other.env`, outcome: 'written' }]);
    expect(disk.text(`${root}/other.env`)).toBe(after);
    // No copy of it is kept.
    expect(journalPaths(disk).filter((name) => /originals\/|staged/.test(name))).toHaveLength(1);
    }

  test.each([
    ['of another text', (disk: MemoryDisk) => { disk.put(file, 'SOMEBODY=else\n'); }, /changed on disk/],
    ['of another text of the same size', (disk: MemoryDisk) => { disk.put(file, before.toLowerCase()); }, /changed on disk/],
    ['deleted', (disk: MemoryDisk) => { disk.delete(file); }, /deleted/],
    ['read-only', (disk: MemoryDisk) => { disk.put(file, before, 0o444); }, /read-only.*chmod u\+w/],
    ['a link out of the folder', (disk: MemoryDisk) => { disk.put('/home/secret', before); disk.putLink(file, '/home/secret'); }, /outside of the checked folder/],
    ['a link into version control', (disk: MemoryDisk) => { disk.put(`${root}/.git/hooks/x`, before); disk.putLink(file, '.git/hooks/x'); }, /version control/],
    ['a folder now', (disk: MemoryDisk) => { disk.delete(file); disk.putFolder(file); }, /no regular file/],
  ])('%s', async (_name, prepare, reason) => {
    await refused(prepare, reason);
  });

  test('a link to another file of the run', async () => {
    const { disk, host } = setUp();
    disk.putLink(file, 'other.env');
    const { files } = await runUpgrade(runRequest(root, [...both].reverse()), host);
    expect(files).toEqual([{ path: `${root}/other.env`, outcome: 'written' }, { path: file, outcome: 'refused', reason: expect.stringMatching(/another file of this run/) }]);
  });

  test('outside of the folder', () => refused((disk) => { disk.put('/work/elsewhere', before); }, /outside/, runFile('/work/elsewhere', before, after)));

  test('with a second name', async () => {
    const { disk, host } = setUp();
    await disk.link(file, `${root}/second`);
    expect((await runUpgrade(runRequest(root, both), host)).files[0]).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(/2 names \(hard links\)/) });
    expect(disk.text(file)).toBe(before);
  });

  test.each([
    ['edited', (disk: MemoryDisk) => { disk.put(file, 'FOREIGN=bytes\n'); }, 'FOREIGN=bytes\n'],
    ['replaced by another of the same text', (disk: MemoryDisk) => { disk.put(file, before); }, before],
  ])('%s between the first look and the move', async (_name, change, text) => {
    const { disk, host } = setUp();
    disk.before = ({ name, path }) => {
      if (name === 'setLook' && path.endsWith('/staged/0')) change(disk);
    };
    const { files, id } = await runUpgrade(runRequest(root, both), host);
    expect(files).toMatchObject([{ outcome: 'refused', reason: expect.stringMatching(/changed on disk/) }, { outcome: 'written' }]);
    expect(disk.text(file)).toBe(text);
    expect(journalPaths(disk).filter((name) => name.includes('/originals/'))).toEqual([`.upguide/runs/${id ?? ''}/originals/1`]);
  });

  test('deleted between the first look and the move', async () => {
    const { disk, host } = setUp();
    disk.before = ({ name, path }) => {
      if (name === 'setLook' && path.endsWith('/staged/0')) disk.delete(file);
    };
    expect((await runUpgrade(runRequest(root, both), host)).files).toMatchObject([{ outcome: 'refused' }, { outcome: 'written' }]);
    expect(disk.paths(root).filter((name) => name === file)).toEqual([]);
  });
});

describe('the folder of runs', () => {
  test.each([
    ['a link', (disk: MemoryDisk) => { disk.putFolder('/home/else'); disk.putLink(`${root}/.upguide`, '/home/else'); }, /symbolic link/],
    ['a file', (disk: MemoryDisk) => { disk.put(`${root}/.upguide/runs`, ''); }, /no folder/],
  ])('that is %s stops the run', async (_name, prepare, reason) => {
    const { disk, host } = setUp();
    prepare(disk);
    expect(await runUpgrade(runRequest(root, both), host)).toMatchObject({ id: undefined, state: 'failed', reason: expect.stringMatching(reason) });
    expect(disk.text(file)).toBe(before);
  });

  test('that others could look into is made private', async () => {
    const { disk, host } = setUp();
    disk.putFolder(`${root}/.upguide/runs`);
    await runUpgrade(runRequest(root, both), host);
    expect((await disk.stat(`${root}/.upguide/runs`)).mode).toBe(0o700);
  });
});
