import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import nodeFiles from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRunning, ownProcess } from '../../server/src/node/transaction/processes.ts';
import { createTransactionDisk } from '../../server/src/node/transaction/transactionDisk.ts';
import { createTransactionHost } from '../../server/src/node/transaction/transactionHost.ts';
import { rollbackRun, runUpgrade } from '../../server/src/service/transaction/index.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';

const disk = createTransactionDisk();
const bytes = new TextEncoder().encode('some bytes');

describe('the disk of a transaction', () => {
  test('makes a file with these bytes and this mode, never over another one', async () => {
    const file = path.join(temporaryFolder(), 'x');
    await disk.create(file, bytes, 0o600);
    expect([fs.readFileSync(file, 'utf8'), fs.statSync(file).mode & 0o777]).toEqual(['some bytes', 0o600]);
    await expect(disk.create(file, bytes, 0o600)).rejects.toMatchObject({ code: 'EEXIST' });
    await disk.setLook(file, { ...await disk.stat(file), mode: 0o4755 });
    expect(await disk.stat(file)).toMatchObject({ kind: 'file', size: 10, mode: 0o4755, links: 1 });
  });

  test('gets all bytes to a system that takes a few at a time, and rejects when it takes no more', async () => {
    const folder = temporaryFolder();
    const short = (count: number): typeof nodeFiles.open => async (...values) => {
      const handle = await nodeFiles.open(...values);
      const original = handle.write.bind(handle);
      handle.write = (async (buffer: Uint8Array, offset: number) => (count === 0 ? { bytesWritten: 0, buffer } : original(buffer, offset, Math.min(count, buffer.length - offset)))) as typeof handle.write;
      return handle;
    };
    await createTransactionDisk(short(3)).create(path.join(folder, 'a'), bytes, 0o600);
    expect(fs.readFileSync(path.join(folder, 'a'), 'utf8')).toBe('some bytes');
    await expect(createTransactionDisk(short(0)).create(path.join(folder, 'b'), bytes, 0o600)).rejects.toThrow('stopped taking data');
  });

  test('does not wait for a pipe', async ({ skip }) => {
    const pipe = path.join(temporaryFolder(), 'pipe');
    try {
      execFileSync('mkfifo', [pipe], { stdio: 'ignore' });
    } catch {
      skip('mkfifo is not installed');
    }
    await expect(disk.read(pipe)).rejects.toMatchObject({ code: 'ENXIO' });
    expect((await disk.stat(pipe)).kind).toBe('other');
    const root = path.dirname(pipe);
    expect((await runUpgrade({ root, origin: 'cli', title: '', files: [{ path: pipe, before: 'a', after: 'b', changes: [], via: 'disk' }] }, createTransactionHost())).files)
      .toEqual([{ path: pipe, outcome: 'refused', reason: 'It is no regular file.' }]);
  });

  test('tells a folder that cannot be synced from one that is not there', async () => {
    const folder = temporaryFolder();
    await disk.syncFolder(folder);
    await expect(disk.syncFolder(path.join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    const cannot = createTransactionDisk(async () => { throw Object.assign(new Error('no'), { code: 'EINVAL' }); });
    await expect(cannot.syncFolder(folder)).resolves.toBeUndefined();
  });

  test('knows what is inside of a folder', () => {
    expect(disk.relative('/a/b', '/a/b/c/..d')).toBe('c/..d');
    expect(['/a/bc', '/a', '/a/b/../c'].map((file) => disk.relative('/a/b', file))).toEqual([undefined, undefined, undefined]);
  });
});

describe('processes', () => {
  test('this one runs; one with its number that was started at another time has ended', async ({ skip }) => {
    const own = ownProcess();
    expect(await isRunning(own)).toBe('running');
    expect(await isRunning({ ...own, machine: 'elsewhere' })).toBe('unknown');
    if (own.started === '') skip('this system does not tell when a process was started');
    expect(await isRunning({ ...own, started: 'earlier' })).toBe('ended');
  });

  test('a child runs until it ends', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = { pid: child.pid ?? 0, started: '', machine: os.hostname() };
    expect(await isRunning(identity)).toBe('running');
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    expect(await isRunning(identity)).toBe('ended');
  });
});

describe('a run on the disk of this machine', () => {
  const before = 'GREENLANG_ENV=production\n';
  const after = 'GL_ENV=production\n';

  async function run(folder: string, file: string, texts = { before, after }) {
    return runUpgrade({ root: folder, origin: 'cli', title: '', files: [{ path: file, ...texts, changes: [], via: 'disk' }] }, createTransactionHost());
  }

  test.each([
    ['line ends', 'A=1\r\nB=2\rC=3\n', 'X=1\r\nB=2\rC=3\n', ''],
    ['no line end at the end', 'A=1', 'X=1', ''],
    ['becomes empty', 'A=1', '', ''],
    ['beyond the BMP', 'A=😀', 'X=😀', ''],
    ['a byte order mark', before, after, '\uFEFF'],
  ])('keeps bytes, there and back: %s', async (_name, from, to, mark) => {
    const folder = temporaryFolder();
    const file = writeFile(folder, `.env.${'x'.repeat(249)}`, `${mark}${from}`);
    const { id = '' } = await run(folder, file, { before: from, after: to });
    expect(fs.readFileSync(file, 'utf8')).toBe(mark + to);
    await rollbackRun(folder, id, {}, createTransactionHost());
    expect(fs.readFileSync(file, 'utf8')).toBe(mark + from);
    expect(fs.readdirSync(folder).sort()).toEqual([path.basename(file), '.upguide'].sort());
  });

  test.each([0o600, 0o640, 0o644, 0o755, 0o664])('keeps the mode %o, there and back; what it keeps is private', async (mode) => {
    const folder = temporaryFolder();
    const file = writeFile(folder, '.env', before);
    fs.chmodSync(file, mode);
    const { id = '' } = await run(folder, file);
    expect(fs.statSync(file).mode & 0o7777).toBe(mode);
    for (const name of ['', id, `${id}/originals`]) expect(fs.statSync(path.join(folder, '.upguide/runs', name)).mode & 0o777).toBe(0o700);
    for (const name of ['.gitignore', `${id}/run.json`, `${id}/originals/0`]) expect(fs.statSync(path.join(folder, '.upguide/runs', name)).mode & 0o777).toBe(0o600);
    fs.chmodSync(file, 0o777);
    await rollbackRun(folder, id, {}, createTransactionHost());
    expect(fs.statSync(file).mode & 0o7777).toBe(mode);
  });

  test('keeps the owner where the system lets us', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only the superuser may give files away');
    const folder = temporaryFolder();
    const file = writeFile(folder, '.env', before);
    fs.chownSync(file, 1234, 4321);
    const { id = '' } = await run(folder, file);
    expect(fs.statSync(file)).toMatchObject({ uid: 1234, gid: 4321 });
    await rollbackRun(folder, id, {}, createTransactionHost());
    expect(fs.statSync(file)).toMatchObject({ uid: 1234, gid: 4321 });
  });

  test('leaves links where they are, and does not follow them out', async () => {
    const outside = temporaryFolder({ env: before });
    const folder = temporaryFolder({ 'real/env': before });
    for (const [name, to] of [['link', 'real/env'], ['out', path.join(outside, 'env')]] as const) fs.symlinkSync(to, path.join(folder, name));
    expect((await run(folder, path.join(folder, 'link'))).files).toMatchObject([{ outcome: 'written' }]);
    expect([fs.readlinkSync(path.join(folder, 'link')), fs.readFileSync(path.join(folder, 'real/env'), 'utf8')]).toEqual(['real/env', after]);
    expect((await run(folder, path.join(folder, 'out'))).files).toMatchObject([{ outcome: 'refused', reason: expect.stringMatching(/outside of the checked folder/) }]);
    expect(fs.readFileSync(path.join(outside, 'env'), 'utf8')).toBe(before);
  });

  test('is not seen by git', async ({ skip }) => {
    const folder = temporaryFolder({ '.env': before });
    try {
      execFileSync('git', ['init', '-q'], { cwd: folder });
    } catch {
      skip('git is not installed');
    }
    await run(folder, path.join(folder, '.env'));
    expect(execFileSync('git', ['status', '--porcelain', '--untracked-files=all'], { cwd: folder, encoding: 'utf8' })).toBe('?? .env\n');
  });
});
