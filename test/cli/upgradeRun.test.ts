import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import buildOnce, { distFile } from '../support/buildOnce.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { interrupt, runIds, snapshot } from './support/runs.ts';

// Each test starts the program a dozen times.
vi.setConfig({ testTimeout: 120_000 });
beforeAll(buildOnce);

const example = path.resolve(import.meta.dirname, '../../examples/greenlang-0.2');
const environment = { ...process.env, NO_COLOR: '1', CI: '' };

function upguide(cwd: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [distFile('cli.js'), ...words], { cwd, encoding: 'utf8', env: environment });
  return { status, stdout, stderr };
}

function git(cwd: string, ...words: string[]): string {
  return spawnSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], { cwd, encoding: 'utf8' }).stdout;
}

function copy(): string {
  const folder = temporaryFolder();
  fs.cpSync(example, folder, { recursive: true });
  return folder;
}

describe('an upgrade of the example', () => {
  test('is planned, made, verified and rolled back, byte for byte', () => {
    const folder = copy();
    fs.chmodSync(path.join(folder, '.env'), 0o600);
    const before = snapshot(folder);
    const plan = upguide(folder, 'plan');
    expect(plan).toMatchObject({ status: 1, stderr: '' });
    expect(plan.stdout).toMatch(/ {2}Before\n[\s\S]* {2}Changes\n {4}BC-001 [\s\S]*BC-012 [\s\S]* {2}By hand\n[\s\S]*Effort[\s\S]* {2}After\n[\s\S]*\$ upguide script greenlang\/database\n[\s\S]*\$ alembic upgrade head\n[\s\S]* {2}Dates\n/);
    expect(snapshot(folder)).toEqual(before);

    expect(upguide(folder, 'fix', '--unsafe')).toMatchObject({ status: 1, stderr: '' });
    const after = snapshot(folder);
    expect(Object.keys(after)).toEqual(Object.keys(before));
    expect(after['.env']).toMatch(/^600 /);
    const verified = upguide(folder, 'verify', '--format', 'json');
    const { touched, summary } = JSON.parse(verified.stdout) as { touched: { path: string; state: string; problems: unknown[] }[]; summary: { safe: number; unsafe: number; manual: number } };
    expect(touched.map(({ path: name }) => name).sort()).toEqual(Object.keys(before).filter((name) => before[name] !== after[name]).sort());
    expect(touched.flatMap(({ problems }) => problems)).toEqual([]);
    expect([summary.safe, summary.unsafe]).toEqual([0, 0]);
    expect(upguide(folder, 'plan').stdout).toContain(`${summary.manual} places left: 0 safe, 0 unsafe, ${summary.manual} manual`);

    expect(upguide(folder, 'rollback')).toMatchObject({ status: 0, stderr: '' });
    expect(snapshot(folder)).toEqual(before);
    expect(fs.statSync(path.join(folder, '.upguide/runs')).mode & 0o777).toBe(0o700);
  });

  test('can be cut at any file, and then be finished or put back', () => {
    const folder = copy();
    const before = snapshot(folder);
    upguide(folder, 'fix');
    const after = snapshot(folder);
    const changed = Object.keys(before).filter((name) => before[name] !== after[name]);
    const [id = ''] = runIds(folder);
    for (const count of [0, 1, Math.floor(changed.length / 2), changed.length]) {
      interrupt(folder, id, changed.slice(count));
      expect(upguide(folder, 'check', '-q').stderr).toContain(`${count} of ${changed.length} files changed`);
      expect(upguide(folder, 'fix', '--resume')).toMatchObject({ status: 0, stderr: '' });
      expect(snapshot(folder)).toEqual(after);
    }
    interrupt(folder, id, changed.slice(3));
    expect(upguide(folder, 'rollback', id)).toMatchObject({ status: 0, stderr: '' });
    expect(snapshot(folder)).toEqual(before);
  });

  test('in a git repository with dirty files keeps what is dirty, and leaves nothing for git but the changes', ({ skip }) => {
    if (git(process.cwd(), '--version') === '') skip('git is not installed');
    const folder = copy();
    git(folder, 'init', '-q');
    git(folder, 'add', '-A', '-f');
    git(folder, 'commit', '-qm', 'before');
    fs.appendFileSync(path.join(folder, 'requirements.txt'), '# dirty\n');
    fs.writeFileSync(path.join(folder, 'untracked.sh'), 'export GREENLANG_ENV=production\n');
    const before = snapshot(folder);
    const status = git(folder, 'status', '--porcelain');

    upguide(folder, 'fix');
    expect(fs.readFileSync(path.join(folder, 'requirements.txt'), 'utf8')).toMatch(/greenlang==0\.3\.0[\s\S]*# dirty\n$/);
    expect(fs.readFileSync(path.join(folder, 'untracked.sh'), 'utf8')).toBe('export GL_ENV=production\n');
    expect(git(folder, 'status', '--porcelain')).not.toContain('.upguide');
    expect(upguide(folder, 'rollback').status).toBe(0);
    expect(snapshot(folder)).toEqual(before);
    expect(git(folder, 'status', '--porcelain')).toBe(status);

    // The baseline, unlike the journal, is for the repository.
    expect(upguide(folder, 'baseline').status).toBe(0);
    expect(upguide(folder, 'check').status).toBe(0);
    expect(git(folder, 'status', '--porcelain')).toContain('.upguide');
  });

  test('killed in the middle leaves whole files, and the next call can put them back', async () => {
    const folder = copy();
    const before = snapshot(folder);
    const runs = path.join(folder, '.upguide/runs');
    const inAnyRun = (name: string) => runIds(folder).some((id) => fs.existsSync(path.join(runs, id, name)));
    const moments: Readonly<Record<string, () => boolean>> = {
      'the lock is taken': () => fs.existsSync(path.join(runs, 'lock')),
      'originals are copied': () => inAnyRun('originals'),
      'new texts are staged': () => inAnyRun('staged'),
      'the first file is moved': () => fs.readFileSync(path.join(folder, '.env'), 'utf8').includes('GL_ENV'),
    };
    for (const [moment, isThere] of Object.entries(moments)) {
      const child = spawn(process.execPath, [distFile('cli.js'), 'fix', '--unsafe'], { cwd: folder, stdio: 'ignore' });
      let ended = false;
      const end = new Promise((resolve) => { child.on('close', () => { ended = true; resolve(undefined); }); });
      // Should the process be faster than we look, it is a run like any other.
      while (!ended && !isThere()) await new Promise((resolve) => { setImmediate(resolve); });
      child.kill('SIGKILL');
      await end;
      expect(upguide(folder, 'rollback').status, moment).toBe(0);
      expect(snapshot(folder), moment).toEqual(before);
      expect(upguide(folder, 'rollback').stdout, moment).toContain('nothing to roll back');
    }
  });
});

test('plans hold no secret, and neither do lists and reports of runs', () => {
  const secret = 'c4n4ry-One-7Hq2';
  const folder = temporaryFolder({
    'requirements.txt': 'greenlang==0.2.0\n',
    '.env': `GREENLANG_ENV=production\nAPI_KEY=${secret}\nGREENLANG_DB_URL=postgresql://user:${secret}@db/x\n`,
    'greenlang.yaml': `version: "0.2.0"\ndatabase:\n  url: postgresql://user:${secret}@db/x\nsecurity:\n  jwt_secret: ${secret}\n`,
  });
  const lines = [
    ['plan'], ['plan', '--format', 'json'], ['plan', '--format', 'markdown'], ['plan', '--format', 'html'], ['plan', '--output', 'plan.md'], ['baseline'], ['baseline', '--clear'],
    ['fix', '--unsafe'], ['verify'], ['verify', '--format', 'json'], ['rollback', '--list'], ['rollback', '--list', '--format', 'json'], ['rollback'],
  ];
  for (const words of lines) {
    const { stdout, stderr, status } = upguide(folder, ...words);
    expect(status, words.join(' ')).not.toBe(2);
    expect(`${stdout}${stderr}`, words.join(' ')).not.toContain(secret);
  }
  expect(fs.readFileSync(path.join(folder, 'plan.md'), 'utf8')).not.toContain(secret);
  expect(fs.readFileSync(path.join(folder, '.upguide/runs', runIds(folder)[0] ?? '', 'run.json'), 'utf8')).not.toContain(secret);
});

/** `script` of util-linux gives a program a terminal; that of other systems takes other words. */
const hasScript = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

describe.skipIf(!hasScript)('on a terminal', () => {
  /** Types each line once the program has asked. */
  function atTerminal(folder: string, words: string, ...lines: string[]): Promise<{ status: number | null; shown: string }> {
    // `exec`: a shell that stayed would end with a status of its own when Ctrl+C reaches it, too (dash does).
    const child = spawn('script', ['-qec', `exec "${process.execPath}" "${distFile('cli.js')}" ${words}`, '/dev/null'], { cwd: folder, env: { ...environment, TERM: 'xterm' } });
    let shown = '';
    let asked = 0;
    child.stdout.on('data', (data: Buffer) => {
      shown += data.toString();
      for (; (shown.match(/\]\? /g)?.length ?? 0) > asked; asked++) child.stdin.write(lines.shift() ?? '\u0003');
    });
    return new Promise((resolve) => { child.on('close', (status) => { resolve({ status, shown }); }); });
  }

  const digest = (folder: string) => createHash('sha256').update(JSON.stringify(snapshot(folder))).digest('hex');

  test('fix asks for each change and draws one line of progress', async () => {
    const folder = copy();
    const { status, shown } = await atTerminal(folder, 'fix --interactive --only BC-008 --only BC-012', 'y\n', 'n\n');
    expect(status).toBe(1);
    expect(shown).toMatch(/1\/2 BC-008 [\s\S]*\+greenlang==0\.3\.0[\s\S]*2\/2 BC-012 /);
    expect(shown).toMatch(/\rPlanning \[#+\] 100 %\u001B\[K/);
    expect(fs.readFileSync(path.join(folder, 'requirements.txt'), 'utf8')).toContain('greenlang==0.3.0');
    expect(fs.readFileSync(path.join(folder, 'agents/fuel.py'), 'utf8')).not.toContain('sync_only');
  });

  test('Ctrl+C at a question leaves everything as it was', async () => {
    const folder = copy();
    const before = digest(folder);
    const { status, shown } = await atTerminal(folder, 'fix -i', 'y\n');
    expect(status).toBe(2);
    expect(shown).toContain('stopped; nothing was changed.');
    expect(digest(folder)).toBe(before);
    expect(runIds(folder)).toEqual([]);
  });

  test('nothing is drawn in CI', async () => {
    const folder = copy();
    const child = spawnSync('script', ['-qec', `exec "${process.execPath}" "${distFile('cli.js')}" fix -q`, '/dev/null'], { cwd: folder, encoding: 'utf8', env: { ...environment, TERM: 'xterm', CI: 'true' } });
    expect(child.stdout).not.toContain('\u001B[K');
  });
});
