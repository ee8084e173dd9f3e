import { describe, expect, test } from 'vitest';
import { finishRun, restoreRun, rollbackRun, runUpgrade, tidyRuns, unfinishedRuns } from '../../../server/src/service/transaction/index.ts';
import type { MemoryDisk } from './support/memoryDisk.ts';
import { createTestHost, runRequest } from './support/testHost.ts';
import { contentOf, createWorkspace, journalPaths, root, type TestWorkspace } from './support/workspaces.ts';

type Way = 'finish' | 'restore';

let processes = 1;

/** What a new process does after a kill, as the user chose. Whether there was something to choose. */
async function recover(disk: MemoryDisk, way: Way): Promise<boolean> {
  const host = createTestHost(disk, { pid: ++processes });
  await tidyRuns(root, host);
  const open = await unfinishedRuns(root, host);
  expect(open.length).toBeLessThan(2);
  for (const { id, state } of open) {
    const result = way === 'finish' && state === 'prepared' ? await finishRun(root, id, host) : await restoreRun(root, id, host);
    expect(result.state).toBe('done');
  }
  expect(['done', 'restored', undefined]).toContain(stateOfRun(disk));
  return open.length > 0;
}

/** What the only journal says. */
function stateOfRun(disk: MemoryDisk): unknown {
  const journal = journalPaths(disk).find((file) => file.endsWith('/run.json'));
  return journal === undefined ? undefined : (JSON.parse(disk.text(`${root}/${journal}`)) as { state: unknown }).state;
}

/** Nothing but journals of finished runs is left: no lock, no new bytes, no half file. */
function expectTidy(disk: MemoryDisk): void {
  const odd = journalPaths(disk).filter((file) => !/^\.upguide\/runs(\/\.gitignore|\/[\d-]+-[0-9a-f]{4}(\/run\.json|\/originals(\/\d+)?)?)?$/.test(file));
  expect(odd).toEqual([]);
}

function expectContent(disk: MemoryDisk, wanted: ReadonlyMap<string, string>): void {
  const now = contentOf(disk);
  expect(now.size).toBe(wanted.size);
  for (const [file, content] of wanted) if (now.get(file) !== content) expect([file, now.get(file)]).toEqual([file, content]);
}

/** Does some work, and at every change that it makes to the disk looks at what a kill would leave. The number of changes. */
async function killEverywhere(disk: MemoryDisk, work: () => Promise<unknown>, afterKill: (left: MemoryDisk) => Promise<void>): Promise<number> {
  let kills = 0;
  const failures: unknown[] = [];
  disk.changed = async () => {
    kills++;
    // Thrown here, it would be one more failure of the disk to the engine.
    if (failures.length === 0) await afterKill(disk.clone()).catch((error: unknown) => failures.push(error));
  };
  await work();
  disk.changed = undefined;
  for (const failure of failures) throw failure;
  return kills;
}

/** A disk whose run was killed halfway through its moves. */
async function killedMidway({ disk, files }: TestWorkspace): Promise<{ left: MemoryDisk; id: string }> {
  const copy = disk.clone();
  let left: MemoryDisk | undefined;
  let moves = 0;
  copy.before = ({ name, path }) => {
    if (name === 'rename' && !path.includes('.upguide') && ++moves === files.length >> 1) left = copy.clone();
  };
  const { id } = await runUpgrade(runRequest(root, files), createTestHost(copy));
  if (left === undefined || id === undefined) throw new Error('There was no moment to kill at.');
  return { left, id };
}

describe('a process that is killed at any change of the disk', () => {
  test('in a run of 200 files: finishing leaves all of the new, restoring all of the old, and nothing else', async () => {
    const workspace = createWorkspace(200);
    const ends = { untouched: 0, finished: 0, restored: 0, complete: 0 };
    const kills = await killEverywhere(workspace.disk, () => runUpgrade(runRequest(root, workspace.files), createTestHost(workspace.disk)), async (left) => {
      for (const way of ['finish', 'restore'] as const) {
        const disk = left.clone();
        const chosen = await recover(disk, way);
        const isNew = chosen ? way === 'finish' : stateOfRun(disk) === 'done';
        expectContent(disk, isNew ? workspace.new : workspace.old);
        expectTidy(disk);
        ends[chosen ? (isNew ? 'finished' : 'restored') : isNew ? 'complete' : 'untouched']++;
        // Nobody was asked, so there is no second answer.
        if (!chosen) break;
      }
    });
    expectContent(workspace.disk, workspace.new);
    expectTidy(workspace.disk);
    // Each file is written twice in three steps, dressed and moved.
    expect(kills).toBeGreaterThan(200 * 8);
    expect(ends.finished).toBe(ends.restored);
    expect(ends.finished).toBeGreaterThan(200 * 2);
    expect(Math.min(ends.untouched, ends.complete)).toBeGreaterThan(0);
  }, 120_000);

  test.each(['finish', 'restore'] as const)('while a killed run is brought to its end (%s)', async (first) => {
    const workspace = createWorkspace(60);
    const { left, id } = await killedMidway(workspace);
    const work = () => (first === 'finish' ? finishRun : restoreRun)(root, id, createTestHost(left, { pid: 2 }));
    const kills = await killEverywhere(left, work, async (again) => {
      for (const way of ['finish', 'restore'] as const) {
        const disk = again.clone();
        const before = stateOfRun(disk);
        await recover(disk, way);
        const isNew = before === 'done' || (before === 'prepared' && way === 'finish');
        expectContent(disk, isNew ? workspace.new : workspace.old);
        expectTidy(disk);
      }
    });
    expect(kills).toBeGreaterThan(60);
    expectContent(left, first === 'finish' ? workspace.new : workspace.old);
    expectTidy(left);
  });

  test('while a run is rolled back: the rest is rolled back', async () => {
    const workspace = createWorkspace(60);
    const host = createTestHost(workspace.disk);
    const { id = '' } = await runUpgrade(runRequest(root, workspace.files), host);
    const kills = await killEverywhere(workspace.disk, () => rollbackRun(root, id, {}, host), async (left) => {
      const before = stateOfRun(left);
      const chosen = await recover(left, 'finish');
      expect(chosen).toBe(before === 'restoring');
      expectContent(left, before === 'done' ? workspace.new : workspace.old);
      expectTidy(left);
    });
    expect(kills).toBeGreaterThan(60 * 5);
    expectContent(workspace.disk, workspace.old);
  });

  test('while one file is rolled back: it is old or new, and the run stays as it is', async () => {
    const workspace = createWorkspace(14);
    const host = createTestHost(workspace.disk);
    const { id = '' } = await runUpgrade(runRequest(root, workspace.files), host);
    const path = workspace.files[6]?.path ?? '';
    await killEverywhere(workspace.disk, () => rollbackRun(root, id, { files: [path] }, host), async (left) => {
      await recover(left, 'finish');
      expectTidy(left);
      const now = contentOf(left);
      for (const [file, content] of workspace.new) expect([content, ...(file === path ? [workspace.old.get(file)] : [])]).toContain(now.get(file));
    });
    expect(contentOf(workspace.disk).get(path)).toBe(workspace.old.get(path));
  });

  test('where a folder is another device: nothing stays beside the files', async () => {
    const workspace = createWorkspace(21);
    for (const name of ['service-0', 'a/b', 'shared']) workspace.disk.mounts.set(`${root}/${name}`, 2);
    await killEverywhere(workspace.disk, () => runUpgrade(runRequest(root, workspace.files), createTestHost(workspace.disk)), async (left) => {
      for (const way of ['finish', 'restore'] as const) {
        const disk = left.clone();
        const chosen = await recover(disk, way);
        const isNew = chosen ? way === 'finish' : stateOfRun(disk) === 'done';
        expectContent(disk, isNew ? workspace.new : workspace.old);
        expectTidy(disk);
      }
    });
    expectContent(workspace.disk, workspace.new);
    expectTidy(workspace.disk);
  });
});
