import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createDiskWorkspace } from '../../server/src/node/diskWorkspace.ts';
import { uriOfPath } from '../../server/src/node/uris.ts';
import type { ListOptions } from '../../server/src/service/workspace.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';

const accepts = (relativePath: string) => /(^|\/)(pack\.yaml|greenlang\.ya?ml|\.env(\..+)?)$/.test(relativePath);

interface Listing {
  readonly files: readonly string[];
  readonly skipped: Readonly<Record<string, string>>;
}

async function listing(folder: string, options: Partial<ListOptions> = {}, named: readonly string[] = []): Promise<Listing> {
  const workspaceFolder = { uri: uriOfPath(folder), name: 'test' };
  const workspace = createDiskWorkspace([workspaceFolder], { named: named.map((name) => path.join(folder, name)) });
  const files: string[] = [];
  const skipped: Record<string, string> = {};
  const relative = (uri: string) => decodeURIComponent(uri.slice(workspaceFolder.uri.length + 1));
  for await (const file of workspace.list(workspaceFolder, { exclude: [], accepts, ...options })) {
    if (file.kind === 'file') files.push(relative(file.uri));
    else skipped[relative(file.uri)] = file.reason;
  }
  return { files, skipped };
}

describe('listing', () => {
  test('gives accepted files in the order of their paths, each once', async () => {
    const folder = temporaryFolder({ 'b/pack.yaml': '', 'a/pack.yaml': '', 'a-b/pack.yaml': '', 'pack.yaml': '', '.env': '', 'other.txt': '', 'ä ö/pack.yaml': '' });
    expect(await listing(folder)).toEqual({ files: ['.env', 'a-b/pack.yaml', 'a/pack.yaml', 'b/pack.yaml', 'pack.yaml', 'ä ö/pack.yaml'], skipped: {} });
  });

  test('leaves out installed, built and cached folders', async () => {
    const folder = temporaryFolder({
      'node_modules/x/pack.yaml': '', 'vendor/pack.yaml': '', 'dist/pack.yaml': '', 'build/pack.yaml': '', '.venv/pack.yaml': '', '__pycache__/pack.yaml': '',
      '.git/pack.yaml': '', '.upguide/backups/.env': '', 'my-env/pyvenv.cfg': '', 'my-env/pack.yaml': '', 'out/CACHEDIR.TAG': '', 'out/pack.yaml': '', 'src/pack.yaml': '',
    });
    expect((await listing(folder)).files).toEqual(['src/pack.yaml']);
  });

  test('a Python environment named .env is no surprise to anybody', async () => {
    const folder = temporaryFolder({ '.env/pyvenv.cfg': '', '.env/lib/pack.yaml': '' });
    expect(await listing(folder)).toEqual({ files: [], skipped: {} });
  });

  test('excludes by glob: names at any depth, paths from the folder, whole folders', async () => {
    const folder = temporaryFolder({ 'pack.yaml': '', 'legacy/pack.yaml': '', 'a/legacy/pack.yaml': '', 'a/b/greenlang.yaml': '', 'c/greenlang.yaml': '' });
    expect((await listing(folder, { exclude: ['legacy'] })).files).toEqual(['a/b/greenlang.yaml', 'c/greenlang.yaml', 'pack.yaml']);
    expect((await listing(folder, { exclude: ['/legacy'] })).files).toEqual(['a/b/greenlang.yaml', 'a/legacy/pack.yaml', 'c/greenlang.yaml', 'pack.yaml']);
    expect((await listing(folder, { exclude: ['a/**', './c/'] })).files).toEqual(['legacy/pack.yaml', 'pack.yaml']);
    expect((await listing(folder, { exclude: ['**/*.yaml'] })).files).toEqual([]);
  });

  test('a glob cannot take exponential time', async () => {
    const folder = temporaryFolder({ [`${'a'.repeat(200)}/pack.yaml`]: '' });
    const { files } = await listing(folder, { exclude: ['+(a|aa|a+)*b', `${'*a'.repeat(100)}b`, `${'*a'.repeat(100)}?b`, `x/${'*a'.repeat(100)}/b`, '('.repeat(200)] });
    expect(files).toEqual([`${'a'.repeat(200)}/pack.yaml`]);
  });

  test('stops when told', async () => {
    const folder = temporaryFolder({ 'pack.yaml': '' });
    expect((await listing(folder, { signal: AbortSignal.abort() })).files).toEqual([]);
  });
});

describe('what is no plain file', () => {
  test('a folder named like a file is named, and its content still counts', async () => {
    const folder = temporaryFolder({ 'pack.yaml/pack.yaml': '' });
    expect(await listing(folder)).toEqual({ files: ['pack.yaml/pack.yaml'], skipped: { 'pack.yaml': 'It is a folder, not a file.' } });
  });

  test('symbolic links: no loop, nothing twice, nothing from outside', async () => {
    const outside = temporaryFolder({ 'pack.yaml': '', 'sub/pack.yaml': '' });
    const folder = temporaryFolder({ 'real/pack.yaml': '', 'real/other.txt': '' });
    const link = (target: string, name: string) => { fs.symlinkSync(target, path.join(folder, name)); };
    link('.', 'loop');
    link('..', 'real/up');
    link('real', 'alias');
    link('real/pack.yaml', 'pack.yaml');
    link('real/other.txt', '.env');
    link(path.join(outside, 'pack.yaml'), 'greenlang.yaml');
    link(path.join(outside, 'sub'), 'elsewhere');
    link('nowhere', '.env.broken');
    link('.env.self', '.env.self');
    link('real', '.env.folder');
    const { files, skipped } = await listing(folder);
    expect(files).toEqual(['.env', 'real/pack.yaml']);
    expect(Object.keys(skipped).sort()).toEqual(['.env.broken', '.env.folder', '.env.self', 'elsewhere', 'greenlang.yaml', 'pack.yaml']);
    expect(skipped['pack.yaml']).toContain('real/pack.yaml, which is checked itself');
    expect(skipped['greenlang.yaml']).toContain('outside');
    expect(skipped['elsewhere']).toContain('outside');
    expect(skipped['.env.broken']).toContain('ENOENT');
    expect(skipped['.env.self']).toContain('ELOOP');
    expect(skipped['.env.folder']).toContain('folder');
  });

  test('two links to one file: the first counts', async () => {
    const folder = temporaryFolder({ 'shared.txt': '' });
    fs.symlinkSync('shared.txt', path.join(folder, '.env.a'));
    fs.symlinkSync('shared.txt', path.join(folder, '.env.b'));
    const { files, skipped } = await listing(folder);
    expect(files).toEqual(['.env.a']);
    expect(Object.keys(skipped)).toEqual(['.env.b']);
  });

  test('a folder that is itself reached through a link is walked as it is named', async () => {
    const real = temporaryFolder({ 'pack.yaml': '' });
    const folder = path.join(temporaryFolder(), 'link');
    fs.symlinkSync(real, folder);
    fs.symlinkSync('pack.yaml', path.join(real, 'greenlang.yaml'));
    expect(await listing(folder)).toEqual({ files: ['pack.yaml'], skipped: { 'greenlang.yaml': 'It is a symbolic link to pack.yaml, which is checked itself.' } });
  });

  test.skipIf(process.platform === 'win32')('pipes are named and never opened', async () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [path.join(folder, 'pack.yaml')]);
    expect((await listing(folder)).skipped).toEqual({ 'pack.yaml': 'It is a named pipe, not a file.' });
    const read = await createDiskWorkspace([]).read(uriOfPath(path.join(folder, 'pack.yaml')));
    expect(read).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('pipe') });
  });

  test('a missing folder is named', async () => {
    const { skipped } = await listing(path.join(temporaryFolder(), 'missing'));
    expect(Object.values(skipped)).toEqual([expect.stringContaining('ENOENT')]);
  });

  test.skipIf(process.platform !== 'linux')('a name that is no UTF-8 is named', async () => {
    const folder = temporaryFolder();
    fs.mkdirSync(Buffer.concat([Buffer.from(`${folder}/d`), Buffer.from([0xff])]));
    fs.writeFileSync(Buffer.concat([Buffer.from(`${folder}/.env.`), Buffer.from([0xe9])]), '');
    const { files, skipped } = await listing(folder);
    expect(files).toEqual([]);
    expect(Object.values(skipped)).toEqual([expect.stringContaining('not valid UTF-8'), expect.stringContaining('not valid UTF-8')]);
  });
});

describe('one file', () => {
  test('is included exactly when the listing gives it', async () => {
    const folder = temporaryFolder({
      '.git/HEAD': '', '.gitignore': 'tmp/\n.env\n', 'tmp/pack.yaml': '', 'tmp/.env': '', '.env': '', 'pack.yaml': '', 'a/pack.yaml': '', 'a/.gitignore': 'greenlang.yaml\n',
      'a/greenlang.yaml': '', 'node_modules/pack.yaml': '', 'venv2/pyvenv.cfg': '', 'venv2/pack.yaml': '', 'legacy/pack.yaml': '', 'shared.txt': '', 'b/.env/pack.yaml': '',
    });
    fs.symlinkSync('../pack.yaml', path.join(folder, 'b/pack.yaml'));
    fs.symlinkSync('shared.txt', path.join(folder, '.env.link'));
    fs.symlinkSync('nowhere', path.join(folder, '.env.broken'));
    fs.symlinkSync('/etc/hostname', path.join(folder, '.env.outside'));
    const all = ['tmp/pack.yaml', 'tmp/.env', '.env', 'pack.yaml', 'a/pack.yaml', 'a/greenlang.yaml', 'node_modules/pack.yaml', 'venv2/pack.yaml', 'legacy/pack.yaml', 'b/.env/pack.yaml', 'b/.env', 'b/pack.yaml', '.env.link', '.env.broken', '.env.outside', 'gone/pack.yaml'];
    for (const named of [[], ['tmp', 'node_modules/pack.yaml', 'legacy']]) {
      const { files } = await listing(folder, { exclude: ['legacy'] }, named);
      const workspaceFolder = { uri: uriOfPath(folder), name: 'test' };
      const workspace = createDiskWorkspace([workspaceFolder], { named: named.map((name) => path.join(folder, name)) });
      const included: string[] = [];
      for (const name of all) if (await workspace.includes(workspaceFolder, uriOfPath(path.join(folder, name)), ['legacy'])) included.push(name);
      expect(included.sort()).toEqual(files);
      expect(files.length).toBe(named.length === 0 ? 4 : 7);
    }
  });
});

describe('what git ignores', () => {
  /** Every file, and whether git ignores it. */
  const matrix: Readonly<Record<string, boolean>> = {
    'pack.yaml': false,
    'ignored/pack.yaml': true,
    'ignored/.env': true,
    '.env': true,
    'deploy/.env': true,
    'kept/.env.local': false,
    'a/secret/pack.yaml': true,
    'a/public/pack.yaml': false,
    'a/public/secret/pack.yaml': false,
    'only/x/pack.yaml': true,
    'only/keep/pack.yaml': false,
    'excluded/pack.yaml': true,
    'b/anchored/pack.yaml': true,
    'b/c/anchored/pack.yaml': false,
    'back/again/pack.yaml': false,
    'star/1/pack.yaml': true,
    'star/keep/pack.yaml': false,
    'spaced name/pack.yaml': true,
    'literal!/pack.yaml': false,
  };
  const patterns: Readonly<Record<string, string>> = {
    '.gitignore': '# comment\nignored/\n.env\nonly/*\n!only/keep/\nagain/\nspaced\\ name/\nstar/**\n!star/keep/\n!star/keep/**\n',
    'a/.gitignore': 'secret/\n',
    'a/public/.gitignore': '!secret/\r\n',
    'b/.gitignore': '\uFEFF/anchored\n',
    'back/.gitignore': '!again/\n',
    '.git/info/exclude': 'excluded\n',
  };

  function repository(): string {
    const folder = temporaryFolder({ '.git/HEAD': 'ref: refs/heads/main\n', ...patterns });
    for (const name of Object.keys(matrix)) writeFile(folder, name, '');
    return folder;
  }

  test('is left out, but not .env files outside of ignored folders', async () => {
    const { files } = await listing(repository());
    const expected = Object.keys(matrix).filter((name) => matrix[name] === false || name === '.env' || name === 'deploy/.env');
    expect(files).toEqual(expected.sort());
  });

  test('is known for each file', async () => {
    const folder = repository();
    const workspace = createDiskWorkspace([]);
    const found: Record<string, boolean | undefined> = {};
    for (const name of Object.keys(matrix)) found[name] = await workspace.ignoredByGit(uriOfPath(path.join(folder, name)));
    expect(found).toEqual(matrix);
  });

  test('is what git itself says', ({ skip }) => {
    const folder = repository();
    fs.rmSync(path.join(folder, '.git'), { recursive: true });
    try {
      execFileSync('git', ['init', '-q'], { cwd: folder });
    } catch {
      skip('git is not installed');
    }
    fs.appendFileSync(path.join(folder, '.git/info/exclude'), 'excluded\n');
    const ignored = (name: string) => {
      try {
        execFileSync('git', ['-c', 'core.excludesFile=', 'check-ignore', '-q', name], { cwd: folder });
        return true;
      } catch {
        return false;
      }
    };
    expect(Object.fromEntries(Object.keys(matrix).map((name) => [name, ignored(name)]))).toEqual(matrix);
  });

  test('counts from the repository down, also above the opened folder', async () => {
    const folder = temporaryFolder({ '.git/HEAD': '', '.gitignore': '*.yaml\n.env\n', 'sub/.env': '', 'sub/pack.yaml': '', 'sub/deep/greenlang.yaml': '' });
    expect((await listing(path.join(folder, 'sub'))).files).toEqual(['.env']);
    const workspace = createDiskWorkspace([]);
    expect(await workspace.ignoredByGit(uriOfPath(path.join(folder, 'sub/.env')))).toBe(true);
  });

  test('who opens an ignored folder sees what is in it', async () => {
    const folder = temporaryFolder({ '.git/HEAD': '', '.gitignore': 'tmp/\n', 'tmp/x/pack.yaml': '', 'tmp/x/.gitignore': 'no/\n', 'tmp/x/no/pack.yaml': '' });
    expect((await listing(path.join(folder, 'tmp/x'))).files).toEqual(['pack.yaml']);
    expect(await createDiskWorkspace([]).ignoredByGit(uriOfPath(path.join(folder, 'tmp/x/pack.yaml')))).toBe(true);
  });

  test('patterns of an outer repository do not reach into an inner one', async () => {
    const folder = temporaryFolder({ '.git/HEAD': '', '.gitignore': 'pack.yaml\n', 'inner/.git': 'gitdir: ../.git/modules/inner\n', '.git/modules/inner/info/exclude': 'greenlang.yaml\n', 'inner/pack.yaml': '', 'inner/greenlang.yaml': '', 'pack.yaml': '' });
    expect((await listing(folder)).files).toEqual(['inner/pack.yaml']);
  });

  test('without a repository .gitignore still counts for the listing, and nobody knows what git would say', async () => {
    const folder = temporaryFolder({ '.gitignore': 'tmp/\n', 'tmp/pack.yaml': '', 'pack.yaml': '' });
    expect((await listing(folder)).files).toEqual(['pack.yaml']);
    expect(await createDiskWorkspace([]).ignoredByGit(uriOfPath(path.join(folder, 'pack.yaml')))).toBeUndefined();
  });

  test('what the user names is listed all the same', async () => {
    const folder = temporaryFolder({ '.gitignore': 'tmp/\npack.yaml\n', 'tmp/pack.yaml': '', 'tmp/deep/pack.yaml': '', 'pack.yaml': '', 'node_modules/x/pack.yaml': '', 'node_modules/y/pack.yaml': '' });
    expect((await listing(folder, {}, ['pack.yaml', 'tmp', 'node_modules/x'])).files).toEqual(['node_modules/x/pack.yaml', 'pack.yaml', 'tmp/deep/pack.yaml', 'tmp/pack.yaml']);
    expect((await listing(folder, { exclude: ['tmp'] }, ['tmp/pack.yaml', 'tmp'])).files).toEqual([]);
  });
});
