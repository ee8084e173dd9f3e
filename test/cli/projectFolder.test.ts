import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';
import { runIds } from './support/runs.ts';

/** The folders that a command line reads, relative to the working folder. */
async function scanned(cwd: string, ...paths: string[]): Promise<readonly string[]> {
  const { services, err } = await run(cwd, ['check', ...paths]);
  expect(err).toBe('');
  return [...services[0]?.settings.keys() ?? []].map((uri) => path.relative(cwd, uri.replace('file://', '')) || '.').sort();
}

/** Two projects, the first of them with packages, beside a folder that is none. */
const projects = {
  'one/.git/HEAD': '', 'one/package.json': '{}', 'one/words.yaml': 'oldname', 'one/packages/a/package.json': '{}', 'one/packages/a/words.yaml': 'oldname',
  'two/pyproject.toml': '', 'two/deploy/words.yaml': 'oldname', 'loose/words.yaml': 'oldname',
};

describe('a path from a folder of many projects', () => {
  test('has its own project read: up to its .git, or else to its nearest manifest', async () => {
    const folder = temporaryFolder(projects);
    expect(await scanned(folder, 'one/packages/a/words.yaml')).toEqual(['one']);
    expect(await scanned(folder, 'one')).toEqual(['one']);
    expect(await scanned(folder, 'two/deploy')).toEqual(['two']);
    expect(await scanned(folder, 'two/deploy', 'one/words.yaml')).toEqual(['one', 'two']);
  });

  test('has the working folder read when it lies in no project, or is named itself', async () => {
    const folder = temporaryFolder(projects);
    expect(await scanned(folder, 'loose/words.yaml')).toEqual(['.']);
    expect(await scanned(folder)).toEqual(['.']);
    expect(await scanned(folder, 'one', '.')).toEqual(['.']);
  });

  test('has a submodule and a worktree as its project, which have a file for a .git', async () => {
    const folder = temporaryFolder({ 'tree/.git': 'gitdir: elsewhere', 'tree/sub/package.json': '{}', 'tree/sub/words.yaml': 'oldname' });
    expect(await scanned(folder, 'tree/sub/words.yaml')).toEqual(['tree']);
  });

  test('keeps its journal and settings there, and is shown relative to the working folder', async () => {
    const folder = temporaryFolder({ ...projects, 'one/.upguide/config.json': '{ "exclude": ["packages/**"] }' });
    const { out } = await run(folder, ['fix', 'one']);
    expect(out).toContain('one/words.yaml\n  fixed');
    const [id = ''] = runIds(path.join(folder, 'one'));
    expect(out).toContain(`upguide rollback ${id} one`);
    expect(runIds(folder)).toEqual([]);
    expect(out).not.toContain('one/packages');
    expect((await run(folder, ['rollback', id, 'one'])).outcome).toBe('done');
    expect(fs.readFileSync(path.join(folder, 'one/words.yaml'), 'utf8')).toBe('oldname');
  });

  test('has its own run rolled back, also where the working folder has runs', async () => {
    const folder = temporaryFolder(projects);
    await run(folder, ['fix', 'loose']);
    expect(runIds(folder)).toHaveLength(1);
    await run(folder, ['fix', 'one']);
    expect((await run(folder, ['rollback', 'one'])).out).toContain('one/words.yaml');
    expect((await run(folder, ['rollback', 'loose'])).out).toContain('loose/words.yaml');
  });
});

describe('a path from inside a project', () => {
  test('has the working folder read, which may be a part of the project', async () => {
    const folder = temporaryFolder(projects);
    expect(await scanned(path.join(folder, 'one'), 'packages/a/words.yaml')).toEqual(['.']);
    expect(await scanned(path.join(folder, 'one/packages'), 'a/words.yaml')).toEqual(['.']);
    expect(await scanned(path.join(folder, 'two'), 'deploy/words.yaml')).toEqual(['.']);
  });
});

describe('a path from the home folder', () => {
  test('has at most its own folder read, whatever the home folder holds', async () => {
    const home = temporaryFolder({ ...projects, '.git/HEAD': '', 'package.json': '{}' });
    const homedir = vi.spyOn(os, 'homedir').mockReturnValue(home);
    try {
      expect(await scanned(home, 'loose/words.yaml')).toEqual(['loose']);
      expect(await scanned(home, 'one/packages/a')).toEqual(['one']);
    } finally {
      homedir.mockRestore();
    }
  });
});
