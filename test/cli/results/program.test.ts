import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import buildOnce, { distFile } from '../../support/buildOnce.ts';
import { temporaryFolder, writeFile } from '../../support/temporaryFolder.ts';

beforeAll(buildOnce);

const files = { 'requirements.txt': 'greenlang==0.2.0\n', '.env': 'GREENLANG_ENV=production\n' };

/** The surroundings of a user with a cache of their own, on every system. */
function surroundings(cache: string, more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  return { ...process.env, UPGUIDE_NO_CACHE: '', NO_COLOR: '1', HOME: cache, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache, ...more };
}

function check(cwd: string, env: NodeJS.ProcessEnv, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [distFile('cli.js'), 'check', ...words], { cwd, encoding: 'utf8', env });
  return { status, stdout, stderr };
}

/** The files of the cache, with what changes when one is written anew and what changes when it is of use. */
function entries(cache: string): { readonly inode: number; readonly used: number; readonly file: string }[] {
  return fs.readdirSync(cache, { recursive: true, encoding: 'utf8' }).map((name) => path.join(cache, name)).filter((file) => fs.statSync(file).isFile())
    .map((file) => ({ file, inode: fs.statSync(file).ino, used: fs.statSync(file).mtimeMs }));
}

describe('the built program', () => {
  test('answers from the last run, and says the same', () => {
    const folder = temporaryFolder(files);
    const cache = temporaryFolder();
    const env = surroundings(cache);
    const first = check(folder, env);
    expect(first).toMatchObject({ status: 1, stderr: '' });
    const [kept] = entries(cache);
    if (kept === undefined) throw new Error('Nothing was kept.');
    fs.utimesSync(kept.file, 1, 1);
    expect(check(folder, env)).toEqual(first);
    const [used] = entries(cache);
    expect(used?.inode).toBe(kept.inode);
    expect(used?.used).toBeGreaterThan(1000);
    writeFile(folder, '.env', 'GREENLANG_LOG_LEVEL=info\n');
    const changed = check(folder, env);
    expect(changed.stdout).not.toBe(first.stdout);
    expect(changed).toEqual(check(folder, env, '--no-cache'));
    expect(entries(cache)).toHaveLength(1);
  });

  test('keeps nothing where the user wants nothing kept', () => {
    const folder = temporaryFolder(files);
    const cache = temporaryFolder();
    expect(check(folder, surroundings(cache, { UPGUIDE_NO_CACHE: '1' })).status).toBe(1);
    expect(check(folder, surroundings(cache), '--no-cache').status).toBe(1);
    expect(entries(cache)).toEqual([]);
  });

  test('says nothing of a cache that cannot be written', () => {
    const taken = path.join(temporaryFolder({ taken: '' }), 'taken');
    const folder = temporaryFolder(files);
    const first = check(folder, surroundings(taken));
    expect(first).toMatchObject({ status: 1, stderr: '' });
    expect(check(folder, surroundings(taken))).toEqual(first);
  });

  test('may run twice at once', async () => {
    const folder = temporaryFolder(files);
    const cache = temporaryFolder();
    const env = surroundings(cache);
    const both = await Promise.all([0, 1].map(() => new Promise<string>((resolve) => {
      const child = spawn(process.execPath, [distFile('cli.js'), 'check'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
      let out = '';
      child.stdout.on('data', (data: Buffer) => { out += data.toString(); });
      child.on('close', () => { resolve(out); });
    })));
    expect(both[0]).toBe(both[1]);
    expect(check(folder, env).stdout).toBe(both[0]);
    expect(entries(cache).map(({ file }) => path.extname(file))).toEqual(['.result']);
  });

  test('puts no value of a file there that it does not print', () => {
    const cache = temporaryFolder();
    check(temporaryFolder({ ...files, '.env': 'GREENLANG_ENV=production\nAPI_KEY=c4n4ry-0ne\n' }), surroundings(cache), '--format', 'sarif');
    const [kept] = entries(cache);
    expect(kept && fs.readFileSync(kept.file, 'latin1')).toContain('.env');
    expect(kept && fs.readFileSync(kept.file, 'latin1')).not.toContain('c4n4ry-0ne');
  });
});
