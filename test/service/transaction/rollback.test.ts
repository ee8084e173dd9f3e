import { describe, expect, test } from 'vitest';
import { confirmEdited, finishRun, listRuns, readOriginal, restoreRun, rollbackRun, runUpgrade, unfinishedRuns } from '../../../server/src/service/transaction/index.ts';
import { diskError } from './support/memoryDisk.ts';
import { createTestHost, runFile, runRequest } from './support/testHost.ts';
import { contentOf, createWorkspace, journalPaths, root } from './support/workspaces.ts';

/** A finished run of so many files. */
async function finished(count: number) {
  const workspace = createWorkspace(count);
  const host = createTestHost(workspace.disk);
  const { id = '' } = await runUpgrade(runRequest(root, workspace.files), host);
  expect(contentOf(workspace.disk)).toEqual(workspace.new);
  return { ...workspace, host, id, paths: workspace.files.map(({ path }) => path) };
}

/** A run that was killed when so many of its files were moved. */
async function killed(count: number, moved: number) {
  const workspace = createWorkspace(count);
  let left;
  let moves = 0;
  workspace.disk.before = ({ name, path }) => {
    if (name === 'rename' && !path.includes('.upguide') && ++moves === moved + 1) left = workspace.disk.clone();
  };
  const { id = '' } = await runUpgrade(runRequest(root, workspace.files), createTestHost(workspace.disk));
  const disk = left ?? workspace.disk;
  disk.before = undefined;
  return { ...workspace, disk, host: createTestHost(disk, { pid: 2 }), id };
}

describe('a rollback', () => {
  test('gives every byte and every mode back; a second one changes nothing', async () => {
    const { disk, host, id, old } = await finished(30);
    const result = await rollbackRun(root, id, {}, host);
    expect(result.state).toBe('done');
    expect(new Set(result.files.map(({ outcome }) => outcome))).toEqual(new Set(['restored']));
    expect(contentOf(disk)).toEqual(old);
    const inodes = await Promise.all(result.files.map(async ({ path }) => (await disk.stat(path)).inode));
    expect(new Set((await rollbackRun(root, id, {}, host)).files.map(({ outcome }) => outcome))).toEqual(new Set(['unchanged']));
    expect(await Promise.all(result.files.map(async ({ path }) => (await disk.stat(path)).inode))).toEqual(inodes);
    expect((await listRuns(root, host))[0]).toMatchObject({ state: 'restored' });
  });

  test('of some files leaves the others, and can be completed', async () => {
    const { disk, host, id, old, paths } = await finished(7);
    const [first = '', second = ''] = paths;
    expect(await rollbackRun(root, id, { files: [first, `${root}/untouched.md`] }, host)).toEqual({
      id, state: 'done', files: [{ path: first, outcome: 'restored' }, { path: `${root}/untouched.md`, outcome: 'refused', reason: `It is not a file of the run ${id}.` }],
    });
    expect((await listRuns(root, host))[0]?.files.map(({ state }) => state).slice(0, 2)).toEqual(['old', 'new']);
    expect((await rollbackRun(root, id, { files: [second] }, host)).files).toEqual([{ path: second, outcome: 'restored' }]);
    await rollbackRun(root, id, {}, host);
    expect(contentOf(disk)).toEqual(old);
  });

  test('leaves what was changed or deleted since, unless it is forced; what force overwrites is kept', async () => {
    const { disk, host, id, old, paths } = await finished(7);
    const [edited = '', deleted = ''] = paths;
    disk.put(edited, 'my own work', 0o600);
    disk.delete(deleted);
    const result = await rollbackRun(root, id, {}, host);
    expect(result.files.slice(0, 3)).toMatchObject([
      { outcome: 'refused', reason: expect.stringMatching(/changed since/) }, { outcome: 'refused', reason: expect.stringMatching(/deleted or moved/) }, { outcome: 'restored' },
    ]);
    expect(disk.text(edited)).toBe('my own work');
    expect(await unfinishedRuns(root, host)).toEqual([]);

    const forced = await rollbackRun(root, id, { force: true }, host);
    expect(forced.files.slice(0, 3)).toMatchObject([{ outcome: 'restored', kept: expect.stringContaining('/overwritten/') }, { outcome: 'restored' }, { outcome: 'unchanged' }]);
    const { kept = '' } = forced.files[0] ?? {};
    expect([disk.text(kept), (await disk.stat(kept)).mode]).toEqual(['my own work', 0o600]);
    // The deleted one is a new file of this user; all else is as it was.
    const now = contentOf(disk);
    for (const [path, content] of old) expect(now.get(path)?.replace('1000:1000', '1000:100')).toBe(content);
  });

  test('does not trust a copy that is damaged', async () => {
    const { disk, host, id, paths, new: changed } = await finished(3);
    disk.put(`${root}/.upguide/runs/${id}/originals/0`, 'x'.repeat(20), 0o600);
    disk.delete(`${root}/.upguide/runs/${id}/originals/1`);
    const { files } = await rollbackRun(root, id, { force: true }, host);
    expect(files).toMatchObject([{ outcome: 'refused', reason: expect.stringMatching(/damaged or gone/) }, { outcome: 'refused' }, { outcome: 'restored' }]);
    expect(contentOf(disk).get(paths[0] ?? '')).toBe(changed.get(paths[0] ?? ''));
    expect(await readOriginal(root, id, paths[0] ?? '', host)).toBeUndefined();
  });

  test('does not hand out special bits that a file does not have', async () => {
    const { disk, host, id, paths } = await finished(6);
    const special = paths[5] ?? '';
    expect((await disk.stat(special)).mode).toBe(0o4755);
    await disk.setMode(special, 0o755);
    await rollbackRun(root, id, {}, host);
    expect((await disk.stat(special)).mode).toBe(0o755);
  });

  test.each(['../../etc', '20261121-152233-zzzz', '20200101-000000-0000'])('of a run that there is not (%s) says so', async (id) => {
    const { host } = await finished(1);
    expect(await rollbackRun(root, id, {}, host)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/There is no run/), files: [] });
    expect(await rollbackRun('/nowhere', id, {}, host)).toMatchObject({ state: 'failed' });
  });
});

describe('a run whose process ended midway', () => {
  test('is told, stops other runs, and is not pruned', async () => {
    const { disk, host, id } = await killed(7, 3);
    expect(await unfinishedRuns(root, host)).toMatchObject([{ id, state: 'prepared', files: [{ state: 'new' }, { state: 'new' }, { state: 'new' }, { state: 'old' }, {}, {}, {}] }]);
    disk.put(`${root}/x`, 'a');
    expect(await runUpgrade(runRequest(root, [runFile(`${root}/x`, 'a', 'b')]), host)).toMatchObject({
      id: undefined, state: 'failed', reason: `The run ${id} was interrupted. Finish it first (upguide fix --resume), or put its files back (upguide rollback ${id}).`,
    });
    expect(disk.text(`${root}/x`)).toBe('a');
    expect(await rollbackRun(root, id, { files: [`${root}/x`] }, host)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/was interrupted/) });
    expect(await unfinishedRuns(root, host)).toHaveLength(1);
  });

  test('is not told while that process runs', async () => {
    const { disk } = await killed(7, 3);
    expect(await unfinishedRuns(root, createTestHost(disk, { isRunning: async () => 'running' }))).toEqual([]);
  });

  test.each([['finished', finishRun], ['restored', restoreRun]] as const)('is %s without what others changed since', async (way, work) => {
    const { disk, host, id, files, old, new: changed } = await killed(7, 3);
    const [edited, deleted] = [files[way === 'finished' ? 4 : 0]?.path ?? '', files[way === 'finished' ? 5 : 2]?.path ?? ''];
    disk.put(edited, 'my own work');
    disk.delete(deleted);
    const result = await work(root, id, host);
    expect(result.state).toBe('done');
    expect(result.files.filter(({ outcome }) => outcome === 'refused').map(({ path }) => path)).toEqual([edited, deleted]);
    const now = contentOf(disk);
    for (const [path, content] of way === 'finished' ? changed : old) if (path !== edited && path !== deleted) expect(now.get(path)).toBe(content);
    expect([disk.text(edited), disk.paths(root).includes(deleted)]).toEqual(['my own work', false]);
    expect(await unfinishedRuns(root, host)).toEqual([]);
  });

  test('is not finished with staged bytes that are damaged or gone', async () => {
    const { disk, host, id, files } = await killed(7, 3);
    disk.put(`${root}/.upguide/runs/${id}/staged/4`, 'half', 0o600);
    disk.delete(`${root}/.upguide/runs/${id}/staged/6`);
    const result = await finishRun(root, id, host);
    expect(result.files.filter(({ outcome }) => outcome === 'refused').map(({ path, reason }) => [path, reason])).toEqual([
      [files[4]?.path, expect.stringMatching(/damaged/)], [files[6]?.path, expect.stringMatching(/not in the journal any more/)],
    ]);
    expect(disk.text(files[4]?.path ?? '')).toBe(files[4]?.before);
  });

  test('stays unfinished while a file cannot be written', async () => {
    const { disk, host, id } = await killed(7, 3);
    disk.before = ({ name, path }) => {
      if (name === 'rename' && !path.includes('.upguide')) throw diskError('EIO');
    };
    for (const work of [finishRun, restoreRun]) expect(await work(root, id, host)).toMatchObject({ id, state: 'unfinished', reason: expect.stringMatching(/of 7 files could not/) });
    disk.before = undefined;
    expect(await unfinishedRuns(root, host)).toMatchObject([{ id, state: 'restoring' }]);
    expect(await finishRun(root, id, host)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/being taken back/) });
    expect(await restoreRun(root, id, host)).toMatchObject({ state: 'done' });
  });
});

describe('a file that an editor writes', () => {
  test('is kept, not written; what the editor saves counts as new, also formatted, and can be rolled back', async () => {
    const { disk, files, old } = createWorkspace(7);
    const host = createTestHost(disk);
    const [first, second, ...rest] = files.map((file, index) => ({ ...file, via: index < 2 ? 'editor' as const : 'disk' as const }));
    if (first === undefined || second === undefined) throw new Error('Too few files.');
    const { id = '', files: results } = await runUpgrade(runRequest(root, [first, second, ...rest]), host);
    expect(new Set(results.map(({ outcome }) => outcome))).toEqual(new Set(['written']));
    expect(disk.text(first.path)).toBe(first.before);
    expect(journalPaths(disk).filter((name) => name.includes('/originals/'))).toHaveLength(7);
    const states = async () => (await listRuns(root, host))[0]?.files.slice(0, 2).map(({ state }) => state);
    expect(await states()).toEqual(['old', 'old']);

    disk.put(first.path, first.after);
    disk.put(second.path, `${second.after}\n\n`);
    expect(await states()).toEqual(['new', 'changed']);
    expect(await confirmEdited(root, id, [first.path, second.path], host)).toBeUndefined();
    expect(await states()).toEqual(['new', 'new']);
    await rollbackRun(root, id, {}, host);
    expect([...contentOf(disk).keys()]).toEqual([...old.keys()]);
    expect([disk.text(first.path), disk.text(second.path)]).toEqual([first.before, second.before]);
  });

  test('that was not saved yet is not confirmed', async () => {
    const { disk, files: [file] } = createWorkspace(1);
    if (file === undefined) throw new Error('Too few files.');
    const host = createTestHost(disk);
    const { id = '' } = await runUpgrade(runRequest(root, [{ ...file, via: 'editor' }]), host);
    await confirmEdited(root, id, [file.path], host);
    expect((await listRuns(root, host))[0]?.files).toMatchObject([{ state: 'old', via: 'editor' }]);
    expect(await confirmEdited(root, '20200101-000000-0000', [file.path], host)).toMatch(/There is no run/);
  });
});
