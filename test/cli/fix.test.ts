import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { unifiedDiff } from '../../server/src/cli/diff.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { run } from './support/fakeService.ts';
import { runIds } from './support/runs.ts';

/** `patch` is no part of Windows or of small containers. */
function isInstalled(tool: string): boolean {
  try {
    execFileSync(tool, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const read = (folder: string, name: string) => fs.readFileSync(path.join(folder, name), 'utf8');

describe('fix', () => {
  test('applies what is safe and says what is left', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname\nguess\n', 'b/words.yaml': 'manual\n' });
    const { outcome, out, err } = await run(folder, ['fix']);
    expect(read(folder, 'words.yaml')).toBe('newname\nguess\n');
    expect(out).toMatch(/^words\.yaml\n {2}fixed \[BC-001\] Rename to newname \(safe\)\n\nb\/words\.yaml:1:1 information/);
    expect(out).toContain('words.yaml:2:1 warning [BC-001 words/guess]');
    expect(out).toContain('1 file changed. 2 findings left: 0 safe, 1 unsafe, 1 manual.\nApply the unsafe fixes too with `upguide fix --unsafe`');
    expect({ outcome, err }).toEqual({ outcome: 'findings', err: '' });
  });

  test('applies unsafe fixes when asked, ends with "done" when nothing is left, and changes nothing the second time', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname guess chain' });
    expect((await run(folder, ['fix', '--unsafe'])).outcome).toBe('done');
    expect(read(folder, 'words.yaml')).toBe('newname guessed newname');
    const inode = fs.statSync(path.join(folder, 'words.yaml')).ino;
    const second = await run(folder, ['fix', '--unsafe']);
    expect(second.outcome).toBe('done');
    expect(second.out).toBe('0 files changed. No findings are left.\n');
    expect(fs.statSync(path.join(folder, 'words.yaml')).ino).toBe(inode);
  });

  test('is restricted by paths and ids', async () => {
    const folder = temporaryFolder({ 'a/words.yaml': 'oldname', 'b/words.yaml': 'oldname' });
    await run(folder, ['fix', 'a']);
    expect([read(folder, 'a/words.yaml'), read(folder, 'b/words.yaml')]).toEqual(['newname', 'oldname']);
    await run(folder, ['fix', '--unsafe', '--only', 'words/guess']);
    expect(read(folder, 'b/words.yaml')).toBe('oldname');
    expect((await run(folder, ['fix', '--only', 'nonsense'])).outcome).toBe('failed');
    expect(read(folder, 'b/words.yaml')).toBe('oldname');
  });

  test('quiet prints what is left, and failures', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname' });
    expect(await run(folder, ['fix', '-q'])).toMatchObject({ outcome: 'done', out: '', err: '' });
  });

  test('--fail-on decides whether what is left matters', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'guess' });
    expect((await run(folder, ['fix', '--fail-on', 'removed'])).outcome).toBe('done');
    expect((await run(folder, ['fix', '--fail-on', 'deprecated'])).outcome).toBe('findings');
  });

  test('a file that was changed meanwhile keeps the foreign text and is named', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname' });
    const { outcome, err } = await run(folder, ['fix'], { afterPlan: () => { fs.writeFileSync(path.join(folder, 'words.yaml'), 'foreign'); } });
    expect(read(folder, 'words.yaml')).toBe('foreign');
    expect(err).toContain('words.yaml: not changed. It changed on disk');
    expect(outcome).toBe('findings');
  });

  test('read-only and hard-linked files are left alone and named; the others are changed', async () => {
    const folder = temporaryFolder({ 'a/words.yaml': 'oldname', 'b/words.yaml': 'oldname', 'c/words.yaml': 'oldname' });
    fs.chmodSync(path.join(folder, 'a/words.yaml'), 0o444);
    fs.linkSync(path.join(folder, 'b/words.yaml'), path.join(folder, 'b/other'));
    const { outcome, err } = await run(folder, ['fix', '--fail-on', 'never']);
    expect(err).toMatch(/a\/words\.yaml: not changed\. It is read-only[\s\S]*b\/words\.yaml: not changed\. It has 2 names/);
    expect([read(folder, 'a/words.yaml'), read(folder, 'b/words.yaml'), read(folder, 'c/words.yaml')]).toEqual(['oldname', 'oldname', 'newname']);
    expect(outcome).toBe('findings');
  });

  test('fixes that do not settle are not written at all', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname' });
    const { outcome, err } = await run(folder, ['fix'], { unsettled: true });
    expect(read(folder, 'words.yaml')).toBe('oldname');
    expect(err).toContain('words.yaml: left alone. Its fixes do not settle after 5 rounds (words/oldname).');
    expect(outcome).toBe('findings');
  });

  test('stopped between plan and write: nothing new is begun', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname' });
    const stop = new AbortController();
    const { outcome, err } = await run(folder, ['fix'], { afterPlan: () => { stop.abort(); } }, { signal: stop.signal });
    expect(read(folder, 'words.yaml')).toBe('oldname');
    expect(outcome).toBe('failed');
    expect(err).toContain('stopped');
  });
});

describe('the run of a fix', () => {
  test('stopped while it is prepared: nothing is changed and no run is kept', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname', 'a/words.yaml': 'oldname' });
    const stop = new AbortController();
    let err = '';
    const { outcome } = await run(folder, ['fix'], {}, {
      signal: stop.signal, terminal: { redraws: true, columns: () => 80, ask: undefined },
      err: (text) => {
        err += text;
        if (text.includes('Writing')) stop.abort();
      },
    });
    expect(outcome).toBe('failed');
    expect(err).toMatch(/stopped; nothing was changed\.\n$/);
    expect([read(folder, 'words.yaml'), read(folder, 'a/words.yaml')]).toEqual(['oldname', 'oldname']);
    expect(runIds(folder)).toEqual([]);
  });

  test('that cannot keep originals changes nothing, and says why once', async () => {
    const folder = temporaryFolder({ 'words.yaml': 'oldname', 'a/words.yaml': 'oldname', '.upguide/runs': 'a file in the way' });
    const { outcome, err } = await run(folder, ['fix']);
    expect(outcome).toBe('failed');
    expect(err).toMatch(/^upguide: the changes could not be written\. .*\.upguide\/runs is no folder.*\n$/);
    expect([read(folder, 'words.yaml'), read(folder, 'a/words.yaml')]).toEqual(['oldname', 'oldname']);
  });

  test('of two folders is one run each, and each tells the way back', async () => {
    const [one, two] = [temporaryFolder({ 'words.yaml': 'oldname' }), temporaryFolder({ 'words.yaml': 'oldname' })];
    const elsewhere = temporaryFolder();
    const { out } = await run(elsewhere, ['fix', one, two]);
    expect([runIds(one).length, runIds(two).length, runIds(elsewhere).length]).toEqual([1, 1, 0]);
    for (const folder of [one, two]) expect(out).toContain(`upguide rollback ${runIds(folder)[0] ?? ''} ${path.relative(elsewhere, folder)}`);
    expect((await run(elsewhere, ['rollback', one, two])).outcome).toBe('done');
    expect([read(one, 'words.yaml'), read(two, 'words.yaml')]).toEqual(['oldname', 'oldname']);
  });
});

describe('--dry-run', () => {
  test('prints a diff that can be applied, and writes nothing', async ({ skip }) => {
    if (!isInstalled('patch') || !isInstalled('git')) skip('patch or git is not installed');
    const files = {
      'words.yaml': `${Array.from({ length: 20 }, (_, index) => `line${index}`).join('\n')}\noldname\nlast`,
      'crlf/words.yaml': '\uFEFFoldname\r\nb\r\n',
      'with space/é/words.yaml': 'oldname',
      'cr/words.yaml': 'a\roldname\rb',
    };
    const folder = temporaryFolder(files);
    const { outcome, out, err } = await run(folder, ['fix', '--dry-run']);
    expect(outcome).toBe('findings');
    expect(err).toBe('4 files would change; nothing was written. No findings are left.\n');
    for (const [name, text] of Object.entries(files)) expect(read(folder, name)).toBe(text);
    expect(out).toContain('--- a/words.yaml\n+++ b/words.yaml\n@@');

    const patched = temporaryFolder(files);
    execFileSync('patch', ['-p1', '--binary', '-s'], { cwd: patched, input: out });
    const applied = temporaryFolder(files);
    execFileSync('git', ['apply', '-'], { cwd: applied, input: out, env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(applied) } });
    await run(folder, ['fix']);
    for (const name of Object.keys(files)) {
      expect(read(patched, name), name).toBe(read(folder, name));
      expect(read(applied, name), name).toBe(read(folder, name));
    }
  });

  test('ends with "done" when nothing would change and nothing is left', async () => {
    expect(await run(temporaryFolder({ 'words.yaml': 'fine' }), ['fix', '--dry-run'])).toMatchObject({ outcome: 'done', out: '', err: 'Nothing would change. No findings are left.\n' });
    expect((await run(temporaryFolder({ 'words.yaml': 'oldname' }), ['fix', '--dry-run', '--fail-on', 'never'])).outcome).toBe('findings');
  });

  test('hides the values of .env files, also around the changes, and says so', async () => {
    const folder = temporaryFolder({ '.env': 'A=c4n4ry\n# oldname\nGL_ENV=production\nB="c4n4ry\nc4n4ry"\n' });
    const { out, err } = await run(folder, ['fix', '--dry-run']);
    expect(out).toBe([
      'Values in .env are hidden (***), so this diff is for reading and cannot be applied:',
      '--- a/.env (values hidden)\t', '+++ b/.env (values hidden)\t', '@@ -1,5 +1,5 @@', ' A=***', '-# oldname', '+# newname', ' GL_ENV=production', ' B=***', ' ***', '',
    ].join('\n'));
    expect(err).not.toContain('c4n4ry');
  });
});

describe('diffs with hidden values', () => {
  test('cannot be applied by any tool', () => {
    const diff = unifiedDiff({ path: '.env', before: 'GREENLANG_ENV=production\n', after: 'GL_ENV=production\nGL_SECRET_KEY=c4n4ry\n' });
    expect(diff).toContain('+GL_SECRET_KEY=***');
    const folder = temporaryFolder({ '.env': 'GREENLANG_ENV=production\n' });
    for (const [tool, ...words] of [['patch', '-p1', '-s', '-f'], ['git', 'apply', '-']]) {
      expect(() => execFileSync(tool ?? '', words, { cwd: folder, input: diff, stdio: 'pipe' })).toThrow();
      expect(read(folder, '.env')).toBe('GREENLANG_ENV=production\n');
    }
  });

  test('hide by line in YAML, whichever side it stands on', () => {
    const before = 'version: "0.2.0"\njwt_secret: c4n4ry\nnote: shown\n';
    const after = 'version: "0.3.0"\nadded: 1\njwt_secret: c4n4ry\nnote: shown\n';
    const diff = unifiedDiff({ path: 'greenlang.yaml', before, after });
    expect(diff).toContain(' jwt_secret: ***\n note: shown');
    expect(diff).not.toContain('c4n4ry');
  });

  test('of lines far from the changes are not mentioned', () => {
    const far = Array.from({ length: 20 }, (_, index) => `a${index}: 1\n`).join('');
    const diff = unifiedDiff({ path: 'greenlang.yaml', before: `old: 1\n${far}password: x\n`, after: `new: 1\n${far}password: x\n` });
    expect(diff.startsWith('--- a/greenlang.yaml\n+++ b/greenlang.yaml\n@@')).toBe(true);
  });
});
