import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Logger, Workspace } from '../../../server/src/service/workspace.ts';
import { temporaryFolder, writeFile } from '../../support/temporaryFolder.ts';
import { FakeService } from '../support/fakeService.ts';
import { createDesk, type Desk } from './support.ts';

const files = {
  'requirements.txt': '', 'words.yaml': 'oldname\nguess\n', 'deploy/words.yaml': 'manual\n', 'deploy/other.txt': 'x', '.gitignore': 'ignored/\n', 'ignored/words.yaml': 'oldname',
  'node_modules/x/words.yaml': 'oldname', 'shared.txt': 'guess', '.git/HEAD': 'ref: x', '.git/index': '1',
};

/** A desk on which a check was made and is kept. */
async function checked(name = '.', more: Readonly<Record<string, string>> = {}, prepare: (folder: string) => void = () => undefined, words: readonly string[] = ['check']): Promise<Desk> {
  const folder = temporaryFolder({ ...files, ...more });
  prepare(folder);
  const desk = createDesk(path.join(folder, name));
  expect((await desk.check(words)).kept).toBe(false);
  expect((await desk.check(words)).kept).toBe(true);
  return desk;
}

/** Everything at once that could hide a change: the size stays, and the time of the last write is put back. */
function rewrite(file: string, text: string): void {
  const { atime, mtime, size } = fs.statSync(file);
  fs.writeFileSync(file, text);
  fs.utimesSync(file, atime, mtime);
  expect(fs.statSync(file).size).toBe(size);
}

describe('the last result is given', () => {
  test('with the same bytes and end, in every format that was not asked for before, too', async () => {
    const desk = await checked();
    for (const words of [['check'], ['check', '--format', 'json'], ['check', '--format', 'github'], ['check', '--fail-on', 'removed'], ['check', '--fail-on', 'never']]) {
      const kept = await desk.check(words);
      expect(kept).toEqual({ ...await desk.plain(words), kept: true });
    }
    expect(await desk.check(['check'], { colour: true })).toEqual({ ...await desk.plain(['check'], { colour: true }), kept: true });
    expect(await desk.check(['check', '--no-color'], { colour: true })).toMatchObject({ kept: true });
    const sarif = ['check', '--format', 'sarif'];
    expect((await desk.check(sarif)).kept).toBe(false);
    expect(await desk.check(sarif)).toEqual({ ...await desk.plain(sarif), kept: true });
  });

  test('after changes that a check has nothing to do with', async () => {
    const desk = await checked();
    writeFile(desk.folder, '.git/index', 'another');
    writeFile(desk.folder, '.git/index.lock', '');
    writeFile(desk.folder, 'node_modules/x/more/words.yaml', 'guess');
    writeFile(desk.folder, 'ignored/more/words.yaml', 'guess');
    writeFile(desk.folder, 'deploy/other.txt', 'nobody reads this');
    expect((await desk.check()).kept).toBe(true);
  });

  test('with what was said on the error output', async () => {
    const desk = createDesk(temporaryFolder(files));
    const createService = (workspace: Workspace, logger: Logger) => {
      logger.warn('The grammar is missing.');
      return new FakeService(workspace, logger, {});
    };
    const first = await desk.check(['check'], { createService });
    expect(first).toMatchObject({ kept: false, err: 'upguide: The grammar is missing.\n' });
    expect(await desk.check()).toEqual({ ...first, kept: true });
  });
});

/** What a check depends on, and how each of it changes. */
const changes: Readonly<Record<string, (desk: Desk) => void>> = {
  'a text, with its size and time as before': ({ folder }) => { rewrite(path.join(folder, 'words.yaml'), 'newname\nguess\n'); },
  'a text in a folder': ({ folder }) => { writeFile(folder, 'deploy/words.yaml', 'oldname\n'); },
  'a file more': ({ folder }) => { writeFile(folder, 'deploy/.env', 'oldname'); },
  'a folder more': ({ folder }) => { writeFile(folder, 'deploy/new/words.yaml', 'oldname'); },
  'a file less': ({ folder }) => { fs.rmSync(path.join(folder, 'deploy/words.yaml')); },
  'a folder less': ({ folder }) => { fs.rmSync(path.join(folder, 'deploy'), { recursive: true }); },
  'another name': ({ folder }) => { fs.renameSync(path.join(folder, 'words.yaml'), path.join(folder, 'Words.yaml')); },
  'another folder in the place of one': ({ folder }) => {
    fs.renameSync(path.join(folder, 'deploy'), path.join(folder, 'ignored/deploy'));
    writeFile(folder, 'deploy/words.yaml', 'oldname');
    writeFile(folder, 'deploy/other.txt', 'x');
  },
  'a folder in the place of a file': ({ folder }) => {
    fs.rmSync(path.join(folder, 'deploy/other.txt'));
    writeFile(folder, 'deploy/other.txt/words.yaml', 'oldname');
  },
  'a link in the place of a file': ({ folder }) => {
    fs.rmSync(path.join(folder, 'words.yaml'));
    fs.symlinkSync('shared.txt', path.join(folder, 'words.yaml'));
  },
  'a link to a folder outside': ({ folder }) => { fs.symlinkSync(temporaryFolder(), path.join(folder, 'outside')); },
  'the settings': ({ folder }) => { writeFile(folder, '.upguide/config.json', '{ "exclude": ["deploy"] }'); },
  'the baseline': ({ folder }) => { writeFile(folder, '.upguide/baseline.json', '{ "version": 1, "findings": [] }'); },
  'a migration of its own': ({ folder }) => { writeFile(folder, '.upguide/x.migration.yaml', 'format: 1'); },
  'a run': ({ folder }) => { writeFile(folder, '.upguide/runs/20261121-101112-abcd/run.json', '{}'); },
  'what git ignores': ({ folder }) => { writeFile(folder, '.gitignore', 'ignore/d\n'); },
  'what git ignores, in a folder': ({ folder }) => { writeFile(folder, 'deploy/.gitignore', '*.yaml'); },
  'what git ignores, by the file of the repository': ({ folder }) => { writeFile(folder, '.git/info/exclude', 'deploy'); },
  'that there is a repository': ({ folder }) => { fs.rmSync(path.join(folder, '.git'), { recursive: true }); },
  'that a folder is a repository': ({ folder }) => { writeFile(folder, 'deploy/.git/HEAD', 'ref: x'); },
  'that a folder is generated': ({ folder }) => { writeFile(folder, 'deploy/CACHEDIR.TAG', ''); },
  'the program': ({ program }) => { fs.writeFileSync(program, 'other'); },
  'the cache, away': ({ cache }) => { fs.rmSync(cache, { recursive: true }); },
};

describe('the command is run again after a change of', () => {
  test.each(Object.keys(changes))('%s', async (name) => {
    const desk = await checked();
    changes[name]?.(desk);
    const { kept, ...again } = await desk.check();
    expect(kept).toBe(false);
    const plain = await desk.plain();
    expect(again).toEqual({ outcome: plain.outcome, out: plain.out, err: plain.err });
  });

  test.each(['words.yaml', '.gitignore', 'deploy/words.yaml'])('%s, between the two runs after an edit', async (name) => {
    const desk = createDesk(temporaryFolder(files), false);
    for (const text of ['oldname', 'newname', 'guessed', 'oldname']) {
      fs.writeFileSync(path.join(desk.folder, name), text);
      expect((await desk.check()).kept).toBe(false);
      expect(await desk.check()).toEqual({ ...await desk.plain(), kept: true });
    }
  });

  test('patterns above the folder', async () => {
    for (const [name, text] of [['.gitignore', 'words.yaml'], ['.git/info/exclude', 'words.yaml']] as const) {
      const desk = await checked('deploy');
      writeFile(path.dirname(desk.folder), name, text);
      expect(await desk.check()).toEqual(await desk.plain());
    }
    const outside = await checked('deploy', {}, (folder) => { fs.rmSync(path.join(folder, '.git'), { recursive: true }); });
    writeFile(path.dirname(outside.folder), '.gitignore', 'words.yaml');
    expect((await outside.check()).kept).toBe(true);
    writeFile(path.dirname(outside.folder), '.git/HEAD', '');
    expect(await outside.check()).toEqual(await outside.plain());
  });

  test('the patterns of a worktree, which are elsewhere', async () => {
    const repository = temporaryFolder({ 'info/exclude': '', 'worktrees/one/commondir': '../..\n', 'other/info/exclude': 'deploy\n' });
    const prepare = (folder: string) => {
      fs.rmSync(path.join(folder, '.git'), { recursive: true });
      writeFile(folder, '.git', `gitdir: ${repository}/worktrees/one\n`);
    };
    for (const change of [
      () => { writeFile(repository, 'info/exclude', 'deploy\n'); },
      () => { writeFile(repository, 'worktrees/one/commondir', '../../other\n'); },
    ]) {
      const desk = await checked('.', {}, prepare);
      change();
      expect(await desk.check()).toEqual(await desk.plain());
      expect((await desk.plain()).out).not.toContain('deploy/');
      writeFile(repository, 'info/exclude', '');
      writeFile(repository, 'worktrees/one/commondir', '../..\n');
    }
  });

  test('what a link leads to', async () => {
    const link = (folder: string) => { fs.symlinkSync('shared.txt', path.join(folder, '.env')); };
    const target = await checked('.', {}, link);
    rewrite(path.join(target.folder, 'shared.txt'), 'chain');
    expect(await target.check()).toEqual(await target.plain());
    const elsewhere = await checked('.', { 'other.txt': 'chain' }, link);
    fs.rmSync(path.join(elsewhere.folder, '.env'));
    fs.symlinkSync('other.txt', path.join(elsewhere.folder, '.env'));
    expect(await elsewhere.check()).toEqual(await elsewhere.plain());
    const dangling = await checked('.', {}, (folder) => { fs.symlinkSync('nothing', path.join(folder, '.env')); });
    writeFile(dangling.folder, 'nothing', 'oldname');
    expect(await dangling.check()).toEqual(await dangling.plain());
  });

  test('settings in a file that the command line names, and what they name', async () => {
    const words = ['check', '--config', 'own.json'];
    const settings = await checked('.', { 'own.json': '{ "exclude": [] }' }, undefined, words);
    writeFile(settings.folder, 'own.json', '{ "exclude": ["deploy"] }');
    expect(await settings.check(words)).toEqual(await settings.plain(words));
    const off = '{ "migrations": { "tools/x.migration.yaml": "off" } }';
    const named = await checked('.', { '.upguide/config.json': off }, undefined);
    writeFile(named.folder, 'tools/x.migration.yaml', 'format: 1');
    writeFile(named.folder, '.upguide/config.json', off.replace('off', 'on'));
    expect(await named.check()).toMatchObject({ kept: false, outcome: 'failed' });
  });

  test('a path that is named although git ignores it', async () => {
    const words = ['check', 'ignored/words.yaml', 'node_modules/x'];
    const desk = await checked('.', {}, undefined, words);
    rewrite(path.join(desk.folder, 'ignored/words.yaml'), 'newname');
    expect(await desk.check(words)).toEqual(await desk.plain(words));
    expect((await desk.check(words)).kept).toBe(true);
    writeFile(desk.folder, 'node_modules/x/sub/words.yaml', 'guess');
    expect(await desk.check(words)).toEqual(await desk.plain(words));
  });

  test('the command line, the day, the version and the working folder', async () => {
    const desk = await checked();
    for (const words of [['check', 'deploy'], ['check', '--only', 'BC-001'], ['check', '--exclude', 'deploy'], ['check', '--migration', 'words'], ['check', '-q'], ['check', 'words.yaml']]) {
      expect(await desk.check(words)).toEqual(await desk.plain(words));
    }
    expect((await desk.check(['check'], { clock: { today: () => '2026-11-22' } })).kept).toBe(false);
    expect((await desk.check(['check'], { version: '1.2.4' })).kept).toBe(false);
    const inside = { cwd: path.join(desk.folder, 'deploy') };
    expect((await desk.check(['check', '..'], inside)).out).toBe((await desk.plain(['check', '..'], inside)).out);
  });
});

describe('nothing is kept', () => {
  test('of other commands, and where the user does not want it', async () => {
    const desk = createDesk(temporaryFolder(files));
    for (const words of [['check', '--no-cache'], ['plan'], ['verify'], ['fix', '--dry-run'], ['migrations'], ['check', 'missing']]) {
      await desk.check(words);
      expect(fs.existsSync(desk.cache)).toBe(false);
    }
    await desk.check();
    expect((await desk.check(['check', '--no-cache'])).kept).toBe(false);
  });

  test('of what is not complete', async () => {
    const desk = createDesk(temporaryFolder({ ...files, 'bad/.env': new Uint8Array([0xff]) }));
    await desk.check(['check', 'bad/.env']);
    await desk.check(['check'], {}, { ruleFails: true });
    await desk.check(['check'], { signal: AbortSignal.abort() });
    expect(fs.existsSync(desk.cache)).toBe(false);
  });

  test('while a run is written, or waits to be finished', async () => {
    const desk = createDesk(temporaryFolder({ ...files, '.upguide/runs/lock': '{}' }));
    await desk.check();
    expect(fs.existsSync(desk.cache)).toBe(false);
  });

  test('by a program that was built while it ran', async () => {
    const desk = createDesk(temporaryFolder(files));
    const later = Date.now() / 1000 + 3600;
    fs.utimesSync(desk.program, later, later);
    await desk.check();
    expect(fs.existsSync(desk.cache)).toBe(false);
  });

  test('in a folder that is being checked', async () => {
    const folder = temporaryFolder(files);
    const { cache, check } = createDesk(folder, true, path.join(folder, 'deploy/cache'));
    await check();
    expect(fs.existsSync(cache)).toBe(false);
    // The home folder has it in a folder that is never looked into.
    const home = createDesk(folder, true, path.join(folder, '.cache/upguide'));
    fs.mkdirSync(path.join(folder, '.cache'));
    await home.check();
    expect((await home.check()).kept).toBe(true);
  });

  test('of a text that could not be read, it is read again', async () => {
    const desk = createDesk(temporaryFolder({ ...files, 'bad/.env': new Uint8Array([0xff]) }));
    const first = await desk.check();
    expect(first.out).toContain('Skipped bad/.env');
    expect(await desk.check()).toEqual({ ...first, kept: true });
  });
});
