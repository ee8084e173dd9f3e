import { execFileSync, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import esbuild from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTransactionHost } from '../../server/src/node/transaction/transactionHost.ts';
import { finishRun, listRuns, restoreRun, type RunFile, runUpgrade, tidyRuns, unfinishedRuns } from '../../server/src/service/transaction/index.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import type { ChildTask } from './support/transactionChild.ts';

const tools = fs.mkdtempSync(path.join(os.tmpdir(), 'upguide-child-'));
const child = path.join(tools, 'child.mjs');

beforeAll(async () => {
  // Other users run it too.
  fs.chmodSync(tools, 0o755);
  await esbuild.build({ entryPoints: [path.join(import.meta.dirname, 'support/transactionChild.ts')], outfile: child, bundle: true, platform: 'node', format: 'esm' });
});
afterAll(() => { fs.rmSync(tools, { recursive: true, force: true }); });

/** A workspace on the real disk with `count` files to change, and its files as JSON for the child. */
function setUp(count: number, folder = temporaryFolder()) {
  const files: RunFile[] = [];
  for (let index = 0; index < count; index++) {
    const before = `old ${index}\r\n${'x'.repeat(index * 50)}`;
    const name = index % 3 === 0 ? `s${index}/.env` : index % 3 === 1 ? `a/b/c/d/${index}.yaml` : `ü ${index}.py`;
    const file = path.join(folder, name);
    const real = index % 10 === 4 ? `real/${index}` : name;
    const written = writeFile(folder, real, `${index % 4 === 0 ? '\uFEFF' : ''}${before}`);
    fs.chmodSync(written, index % 2 === 0 ? 0o600 : 0o754);
    if (real !== name) {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      fs.symlinkSync(path.relative(path.dirname(file), written), file);
    }
    files.push({ path: file, before, after: before.replace('old', 'the new one'), changes: [], via: 'disk' });
  }
  const list = path.join(tools, `${path.basename(folder)}.json`);
  fs.writeFileSync(list, JSON.stringify(files));
  return { folder, files, list, old: contentOf(folder), new: contentOf(folder, 'the new one') };
}

/** All below a folder but the journals: mode and content of files, where links lead. With a word, as if the run had been done. */
function contentOf(folder: string, word?: string): Record<string, string> {
  const content: Record<string, string> = {};
  for (const entry of fs.readdirSync(folder, { withFileTypes: true, recursive: true })) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file);
    if (name.startsWith('.upguide') || entry.isDirectory()) continue;
    const text = () => fs.readFileSync(file, 'latin1');
    content[name] = entry.isSymbolicLink() ? `link ${fs.readlinkSync(file)}` : `${(fs.statSync(file).mode & 0o7777).toString(8)} ${word === undefined ? text() : text().replace('old', word)}`;
  }
  return content;
}

function start(task: ChildTask) {
  return spawn(process.execPath, [child, JSON.stringify(task)], { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** What the next process does, and what has to be true then. Whether it had something to do. */
async function recover({ folder, old, new: changed }: ReturnType<typeof setUp>, way: 'finish' | 'restore'): Promise<boolean> {
  const host = createTransactionHost();
  await tidyRuns(folder, host);
  const open = await unfinishedRuns(folder, host);
  for (const { id, state } of open) expect((await (way === 'finish' && state === 'prepared' ? finishRun : restoreRun)(folder, id, host)).state).toBe('done');
  const state = (await listRuns(folder, host))[0]?.state;
  expect(contentOf(folder)).toEqual(state === 'done' ? changed : old);
  if (open.length > 0 && way === 'finish') expect(state).toBe('done');
  const left = fs.existsSync(path.join(folder, '.upguide')) ? fs.readdirSync(path.join(folder, '.upguide'), { recursive: true }).map(String) : [];
  expect(left.filter((name) => /lock|staged|tmp$/.test(name))).toEqual([]);
  return open.length > 0;
}

describe('a process of the real engine that is killed', () => {
  test('before any of its operations on the disk (a sample of them)', async () => {
    const probe = setUp(12);
    // The longest run has some hundred operations; the step is a prime, so that each kind has its turn.
    let recovered = 0;
    for (let killAt = 1, round = 0; ; killAt += 17, round++) {
      const workspace = round === 0 ? probe : setUp(12);
      const { signal, status } = spawnSync(process.execPath, [child, JSON.stringify({ root: workspace.folder, work: 'run', files: workspace.list, killAt } satisfies ChildTask)]);
      if (await recover(workspace, round % 2 === 0 ? 'finish' : 'restore')) recovered++;
      if (signal === null) {
        expect(status).toBe(0);
        break;
      }
      expect(signal).toBe('SIGKILL');
    }
    expect(recovered).toBeGreaterThan(2);
  }, 120_000);

  test('at random moments', async () => {
    let killed = 0;
    for (let round = 0; round < 24; round++) {
      const workspace = setUp(40);
      const process_ = start({ root: workspace.folder, work: 'run', files: workspace.list });
      const ended = new Promise<NodeJS.Signals | null>((resolve) => process_.on('exit', (_code, signal) => { resolve(signal); }));
      await new Promise((resolve) => process_.stdout.once('data', resolve));
      const timer = setTimeout(() => process_.kill('SIGKILL'), round * 3 + Math.random() * 10);
      if (await ended === 'SIGKILL') killed++;
      clearTimeout(timer);
      await recover(workspace, round % 2 === 0 ? 'finish' : 'restore');
    }
    expect(killed).toBeGreaterThan(0);
  }, 120_000);
});

describe('a real disk', () => {
  /** Mounts a small disk of memory; `false` where that is not allowed. */
  function mount(folder: string, size: string): boolean {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  }

  const noMount = 'this user may not mount a small disk';

  test('that is full: nothing is written, and the bytes that are needed are named', async ({ skip }) => {
    const folder = temporaryFolder();
    if (!mount(folder, '1m')) skip(noMount);
    try {
      const before = `old${'x'.repeat(400_000)}`;
      const file = writeFile(folder, '.env', before);
      const other = writeFile(folder, 'other', 'old');
      const run = () => runUpgrade({
        root: folder, origin: 'cli', title: '', files: [{ path: other, before: 'old', after: 'new', changes: [], via: 'disk' }, { path: file, before, after: `new${before}`, changes: [], via: 'disk' }],
      }, createTransactionHost());
      expect(await run()).toMatchObject({ id: undefined, state: 'failed', reason: expect.stringMatching(/no space is left on the device \(ENOSPC\); about 8000\d\d bytes are needed in /) });
      expect([fs.readFileSync(file, 'utf8') === before, fs.readFileSync(other, 'utf8')]).toEqual([true, 'old']);
      expect(fs.readdirSync(path.join(folder, '.upguide/runs'))).toEqual(['.gitignore']);
      // The same with more room.
      execFileSync('mount', ['-o', 'remount,size=2m', folder]);
      expect((await run()).state).toBe('done');
    } finally {
      execFileSync('umount', [folder]);
    }
  });

  test('with a folder on another device', async ({ skip }) => {
    const folder = temporaryFolder();
    fs.mkdirSync(path.join(folder, 'a'));
    if (!mount(path.join(folder, 'a'), '1m')) skip(noMount);
    try {
      const workspace = setUp(12, folder);
      const host = createTransactionHost();
      const { id = '', state } = await runUpgrade({ root: folder, origin: 'cli', title: '', files: workspace.files }, host);
      expect(state).toBe('done');
      expect(contentOf(folder)).toEqual(workspace.new);
      await restoreRun(folder, id, host);
      expect(contentOf(folder)).toEqual(workspace.old);
    } finally {
      execFileSync('umount', [path.join(folder, 'a')]);
    }
  });

  test('where the user may not change a folder: its file is named, the others are written', async ({ skip }) => {
    if (process.getuid?.() === undefined) skip('this system has no users by number');
    const workspace = setUp(6);
    const { folder } = workspace;
    const closed = path.dirname(workspace.files[0]?.path ?? '');
    // The superuser may do everything, so the run is that of somebody else.
    const nobody = 65_534;
    const isSuperuser = process.getuid?.() === 0;
    if (isSuperuser) for (const name of ['', ...fs.readdirSync(folder, { recursive: true }).map(String)]) fs.lchownSync(path.join(folder, name), nobody, nobody);
    fs.chmodSync(workspace.list, 0o644);
    fs.chmodSync(closed, 0o555);
    const { stdout } = spawnSync(process.execPath, [child, JSON.stringify({ root: folder, work: 'run', files: workspace.list } satisfies ChildTask)], { encoding: 'utf8', ...(isSuperuser ? { uid: nobody, gid: nobody } : {}) });
    fs.chmodSync(closed, 0o755);
    expect(JSON.parse(stdout.split('\n')[1] ?? '')).toMatchObject({
      state: 'done', files: [{ outcome: 'failed', reason: 'It could not be written: permission denied (EACCES). The file is as it was.' }, ...Array.from({ length: 5 }, () => ({ outcome: 'written' }))],
    });
    expect(fs.readFileSync(workspace.files[0]?.path ?? '', 'utf8')).toContain('old 0');
  });
});
