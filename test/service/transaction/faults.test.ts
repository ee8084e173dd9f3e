import { describe, expect, test } from 'vitest';
import { finishRun, listRuns, restoreRun, rollbackRun, runUpgrade, type RollbackResult, tidyRuns, unfinishedRuns } from '../../../server/src/service/transaction/index.ts';
import { diskError, type DiskCall, type MemoryDisk } from './support/memoryDisk.ts';
import { createTestHost, runRequest } from './support/testHost.ts';
import { contentOf, createWorkspace, journalPaths, root, type TestWorkspace } from './support/workspaces.ts';

const codes = ['EIO', 'EACCES', 'EROFS', 'ENOSPC', 'EXDEV', 'EBUSY'];

/** Every file all of the old text or all of the new one, and nothing beside them. The number of new ones. */
function countNew(disk: MemoryDisk, workspace: TestWorkspace): number {
  const now = contentOf(disk);
  expect([...now.keys()].sort()).toEqual([...workspace.old.keys()].sort());
  let count = 0;
  for (const [file, content] of now) {
    expect([workspace.old.get(file), workspace.new.get(file)]).toContain(content);
    if (content === workspace.new.get(file) && content !== workspace.old.get(file)) count++;
  }
  return count;
}

/** Fails an operation once. */
function failOnce(disk: MemoryDisk, number: number, code: string): void {
  disk.before = (call) => {
    if (call.number === number) throw diskError(code);
  };
}

/** How many operations some work needs. */
async function countCalls(disk: MemoryDisk, work: (disk: MemoryDisk) => Promise<unknown>): Promise<number> {
  const copy = disk.clone();
  await work(copy);
  return copy.calls;
}

const run = (disk: MemoryDisk, workspace: TestWorkspace) => runUpgrade(runRequest(root, workspace.files), createTestHost(disk));

const works: [string, typeof rollbackRun][] = [
  ['rollback', rollbackRun],
  ['restore', (folder, id, _options, host) => restoreRun(folder, id, host)],
  ['finish', async (folder, id, _options, host) => ({ ...await finishRun(folder, id, host), id, files: [] }) as RollbackResult],
];

describe.each(codes)('an operation of the disk that fails once with %s', (code) => {
  test('in a run: every file is all old or all new, and the result tells which', async () => {
    const workspace = createWorkspace(7);
    const calls = await countCalls(workspace.disk, (disk) => run(disk, workspace));
    expect(calls).toBeGreaterThan(7 * 15);
    for (let k = 1; k <= calls; k++) {
      const disk = workspace.disk.clone();
      failOnce(disk, k, code);
      const result = await run(disk, workspace);
      disk.before = undefined;
      const isNew = countNew(disk, workspace);
      const written = result.files.filter(({ outcome }) => outcome === 'written').length;
      const host = createTestHost(disk);
      const open = await unfinishedRuns(root, host);
      expect(open.length, `call ${k}`).toBe(result.state === 'unfinished' ? 1 : 0);
      if (result.state === 'unfinished') {
        expect(await finishRun(root, result.id ?? '', host), `call ${k}`).toMatchObject({ state: 'done' });
        expect(countNew(disk, workspace), `call ${k}`).toBe(workspace.files.length);
      } else {
        expect(isNew, `call ${k}`).toBe(written);
        for (const { outcome, reason } of result.files) expect(outcome === 'written' || (outcome === 'failed' && reason !== undefined), `call ${k}`).toBe(true);
        if (result.state === 'failed') expect(result, `call ${k}`).toMatchObject({ id: undefined, reason: expect.stringMatching(/\.$/) });
      }
      // The disk is well again: the next run works, and completes what is left.
      const next = await run(disk, workspace);
      expect(next.state, `call ${k}: ${next.reason ?? ''}`).toBe('done');
      await tidyRuns(root, host);
      expect(journalPaths(disk).filter((file) => /lock|staged|tmp/.test(file)), `call ${k}`).toEqual([]);
    }
  });

  test.each(works)('in a %s: doing it again completes it', async (name, work) => {
    const workspace = createWorkspace(5);
    const { disk: start, id } = await startOf(name, workspace);
    const calls = await countCalls(start, (disk) => work(root, id, {}, createTestHost(disk)));
    for (let k = 1; k <= calls; k++) {
      const disk = start.clone();
      failOnce(disk, k, code);
      await work(root, id, {}, createTestHost(disk));
      disk.before = undefined;
      countNew(disk, workspace);
      expect(await work(root, id, {}, createTestHost(disk)), `call ${k}`).toMatchObject({ state: 'done' });
      expect(countNew(disk, workspace), `call ${k}`).toBe(name === 'finish' ? workspace.files.length : 0);
      await tidyRuns(root, createTestHost(disk));
      expect((await listRuns(root, createTestHost(disk)))[0]?.state, `call ${k}`).toBe(name === 'finish' ? 'done' : 'restored');
      expect(journalPaths(disk).filter((file) => /lock|staged|tmp/.test(file)), `call ${k}`).toEqual([]);
    }
  });
});

/** A finished run for a rollback, and one that was killed midway for the others. */
async function startOf(name: string, { disk, files }: TestWorkspace): Promise<{ disk: MemoryDisk; id: string }> {
  const copy = disk.clone();
  let killed: MemoryDisk | undefined;
  let moves = 0;
  copy.before = ({ name: call, path }) => {
    if (name !== 'rollback' && call === 'rename' && !path.includes('.upguide') && ++moves === 3) killed = copy.clone();
  };
  const { id = '' } = await runUpgrade(runRequest(root, files), createTestHost(copy, { pid: 99 }));
  copy.before = undefined;
  return { disk: killed ?? copy, id };
}

describe('a disk that stays', () => {
  /** From one operation on, every operation that the test names fails. */
  function failFrom(disk: MemoryDisk, number: number, code: string, names: readonly DiskCall['name'][]): void {
    disk.before = (call) => {
      if (call.number >= number && names.includes(call.name)) throw diskError(code);
    };
  }

  test.each([
    ['full', 'ENOSPC', ['create', 'makeFolder']],
    ['read-only', 'EROFS', ['create', 'makeFolder', 'rename', 'link', 'remove', 'removeFolder', 'setMode', 'setLook']],
    ['dead', 'EIO', ['realPath', 'stat', 'read', 'list', 'create', 'makeFolder', 'rename', 'link', 'remove', 'removeFolder', 'setMode', 'setLook', 'checkWritable', 'syncFolder']],
  ] as const)('%s from any operation on: a clear account, whole files, and recovery once it is well', async (_name, code, names) => {
    const workspace = createWorkspace(6);
    const calls = await countCalls(workspace.disk, (disk) => run(disk, workspace));
    for (let k = 1; k <= calls; k++) {
      const disk = workspace.disk.clone();
      failFrom(disk, k, code, names);
      const result = await run(disk, workspace);
      disk.before = undefined;
      countNew(disk, workspace);
      if (result.state !== 'done') expect(result.reason, `call ${k}`).toMatch(/\.$/);
      // Only a process that has ended leaves its lock.
      const host = createTestHost(disk, { pid: 2 });
      await tidyRuns(root, host);
      for (const { id } of await unfinishedRuns(root, host)) expect(await restoreRun(root, id, host), `call ${k}`).toMatchObject({ state: 'done' });
      const after = countNew(disk, workspace);
      expect([0, result.files.filter(({ outcome }) => outcome === 'written').length], `call ${k}`).toContain(after);
      expect(journalPaths(disk).filter((file) => /lock|staged|tmp/.test(file)), `call ${k}`).toEqual([]);
    }
  });

  test('full while the originals are kept: nothing is written, and the message tells how many bytes are needed', async () => {
    const workspace = createWorkspace(8);
    workspace.disk.before = ({ name, path }) => {
      if (name === 'create' && path.endsWith('/staged/5')) throw diskError('ENOSPC');
    };
    const result = await run(workspace.disk, workspace);
    const { length } = Buffer.from(workspace.files.map(({ before, after }) => `\uFEFF${before}\uFEFF${after}`).join(''));
    expect(result).toMatchObject({ id: undefined, state: 'failed', reason: expect.stringMatching(new RegExp(`no space is left \\(ENOSPC\\); about ${length} bytes are needed in /work/project/\\.upguide/runs/`)) });
    expect(contentOf(workspace.disk)).toEqual(workspace.old);
    expect(journalPaths(workspace.disk)).toEqual(['.upguide/runs', '.upguide/runs/.gitignore']);
  });
});
