import { describe, expect, test } from 'vitest';
import { finishRun, listRuns, rollbackRun, runUpgrade, tidyRuns } from '../../../server/src/service/transaction/index.ts';
import { diskError, MemoryDisk } from './support/memoryDisk.ts';
import { createTestHost, runFile, runRequest } from './support/testHost.ts';
import { journalPaths, root } from './support/workspaces.ts';

const path = `${root}/.env`;
const lock = `${root}/.upguide/runs/lock`;
const request = runRequest(root, [runFile(path, 'old', 'new')]);

function setUp(owner?: string) {
  const disk = new MemoryDisk();
  disk.put(path, 'old');
  if (owner !== undefined) disk.put(lock, owner, 0o600);
  return disk;
}

const owner = (pid: number, started = 'once', machine = 'here') => `${JSON.stringify({ pid, started, machine })}\n`;

describe('the lock', () => {
  test('lets one of two runs through, and the other one is told who is at work', async () => {
    const disk = setUp();
    const isRunning = async () => 'running' as const;
    const results = await Promise.all([runUpgrade(request, createTestHost(disk, { pid: 7, isRunning })), runUpgrade(request, createTestHost(disk, { pid: 8, isRunning }))]);
    const done = results.filter(({ state }) => state === 'done');
    const failed = results.find(({ state }) => state === 'failed');
    expect(done).toHaveLength(1);
    expect(failed).toMatchObject({ id: undefined, reason: expect.stringMatching(/^Another Upguide \(process [78]\) is changing files in this folder\. Wait/) });
    expect(disk.text(path)).toBe('new');
    expect(await listRuns(root, createTestHost(disk))).toHaveLength(1);
    expect(journalPaths(disk).filter((name) => name.includes('lock'))).toEqual([]);
  });

  test('stops rollbacks too, and reading needs none', async () => {
    const disk = setUp();
    const { id = '' } = await runUpgrade(request, createTestHost(disk));
    disk.put(lock, owner(5), 0o600);
    const host = createTestHost(disk, { isRunning: async () => 'running' });
    expect(await rollbackRun(root, id, {}, host)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/process 5/), files: [] });
    expect(await finishRun(root, id, host)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/process 5/) });
    await tidyRuns(root, host);
    expect(await listRuns(root, host)).toMatchObject([{ id, state: 'done' }]);
    expect([disk.text(path), disk.text(lock)]).toEqual(['new', owner(5)]);
  });

  test('of an ended process is taken over, also when another process has its number now', async () => {
    for (const started of ['once', 'earlier']) {
      const disk = setUp(owner(41, started));
      const host = createTestHost(disk, { pid: 41, isRunning: async (one) => (one.started === 'earlier' || one.pid !== 41 ? 'ended' : 'running') });
      const result = await runUpgrade(request, host);
      expect(result.state).toBe(started === 'earlier' ? 'done' : 'failed');
      expect(disk.paths(root).includes(lock)).toBe(started !== 'earlier');
    }
  });

  test('of another machine is not judged: the user is told which file to delete', async () => {
    const disk = setUp(owner(5, 'once', 'elsewhere'));
    expect(await runUpgrade(request, createTestHost(disk, { isRunning: async () => 'unknown' }))).toMatchObject({
      state: 'failed', reason: `Another Upguide (process 5 on elsewhere) has locked this folder. Wait until it is done; if it no longer runs, delete ${lock}.`,
    });
  });

  test.each(['', '{"pid":', '{"pid":-1,"started":"","machine":""}', 'null'])('that is damaged (%j) is not taken for nobody\'s', async (text) => {
    const disk = setUp(text);
    expect(await runUpgrade(request, createTestHost(disk))).toMatchObject({ state: 'failed', reason: expect.stringMatching(/damaged.*delete that file/) });
    expect(disk.text(path)).toBe('old');
  });

  test('is taken without hard links too', async () => {
    const disk = setUp();
    disk.before = ({ name }) => {
      if (name === 'link') throw diskError('ENOTSUP');
    };
    expect((await runUpgrade(request, createTestHost(disk))).state).toBe('done');
    disk.put(lock, owner(5), 0o600);
    const second = runRequest(root, [runFile(path, 'new', 'newer')]);
    expect((await runUpgrade(second, createTestHost(disk, { isRunning: async () => 'running' }))).state).toBe('failed');
    expect((await runUpgrade(second, createTestHost(disk))).state).toBe('done');
    expect(journalPaths(disk).filter((name) => name.includes('lock'))).toEqual([]);
  });

  test('that somebody else took over in between is given back', async () => {
    const disk = setUp(owner(5));
    let moved = false;
    disk.before = ({ name, path: to }) => {
      if (name !== 'rename' || !to.endsWith('-stale') || moved) return;
      moved = true;
      disk.put(lock, owner(6), 0o600);
    };
    const host = createTestHost(disk, { isRunning: async ({ pid }) => (pid === 5 ? 'ended' : 'running') });
    expect(await runUpgrade(request, host)).toMatchObject({ state: 'failed', reason: expect.stringMatching(/process 6/) });
    expect(disk.text(lock)).toBe(owner(6));
    expect([moved, disk.text(path)]).toEqual([true, 'old']);
  });

  test('leaves nothing behind of a process that ended while it took it', async () => {
    const disk = setUp();
    disk.put(`${root}/.upguide/runs/lock-5-abc`, owner(5), 0o600);
    disk.put(`${root}/.upguide/runs/lock-6-abc`, '{"pi', 0o600);
    await runUpgrade(request, createTestHost(disk));
    expect(journalPaths(disk).filter((name) => name.includes('lock'))).toEqual([]);
  });
});
