import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import buildOnce, { distFile } from '../support/buildOnce.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { checkSarif } from './support/sarif.ts';

beforeAll(buildOnce);

const canaries = ['c4n4ry-One-7Hq2', 'c4n4ryTwo8Zx91', 'c4n4ryThreePw55', 'c4n4ryFourKey77', 'c4n4ryFive'];
const [one = '', two = '', three = '', four = '', five = ''] = canaries;

/** A workspace with something for every tier, and a secret wherever a user would have one. */
const workspace: Readonly<Record<string, string>> = {
  '.gitignore': '.env\nnode_modules/\n',
  'requirements.txt': 'greenlang==0.2.0\n',
  '.env': `GREENLANG_ENV=production\nGREENLANG_DB_URL=postgresql://user:${one}@db/x\n\n# old: API_KEY=${two}\nAPI_KEY=${three}\nGL_SECRET_KEY="${four}"\nGL_LOG_LEVEL=info\n`,
  'greenlang.yaml': `version: "0.2.0"\ndatabase:\n  url: postgresql://user:${one}@db/x\nsecurity:\n  enabled: true\n  jwt_secret: ${two}\nlogging:\n  level: info\n`,
  'broken/.env': `GREENLANG_ENV=production\nnot an assignment ${five}\nX="${three}\n`,
  'node_modules/x/.env': 'GREENLANG_ENV=production\n',
};

function upguide(cwd: string, ...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [distFile('cli.js'), ...words], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  return { status, stdout, stderr };
}

function hashes(folder: string): Record<string, string> {
  return Object.fromEntries(Object.keys(workspace).map((name) => [name, createHash('sha256').update(fs.readFileSync(path.join(folder, name))).digest('hex')]));
}

describe('the built CLI', () => {
  test('check reports by the contract and ends with 1', () => {
    const { status, stdout, stderr } = upguide(temporaryFolder(workspace), 'check', '--format', 'json');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const report = JSON.parse(stdout) as { migrations: { id: string; root: string; evidence: string[] }[]; findings: { change: string; path: string; range: object; fixes: object[] }[]; summary: Record<string, number> };
    expect(report.migrations).toEqual([{ id: 'greenlang', root: '.', evidence: expect.arrayContaining(['requirements.txt: greenlang==0.2.0']) as string[] }]);
    expect(report.findings).toContainEqual(expect.objectContaining({
      migration: 'greenlang', change: 'BC-007', rule: 'greenlang/environment-renamed', path: '.env', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 14 } },
      deprecated: true, applicability: 'safe', fixes: [{ title: expect.any(String) as string, applicability: 'safe' }],
    }));
    const { findings, safe, unsafe, manual, files, scanned, skipped, failed } = report.summary;
    expect(findings).toBe(report.findings.length);
    expect((safe ?? 0) + (unsafe ?? 0) + (manual ?? 0)).toBe(findings);
    expect((scanned ?? 0) + (skipped ?? 0) + (failed ?? 0)).toBe(files);
    expect(stdout).not.toContain('node_modules');
  });

  test('fix writes what the dry run showed, once', () => {
    const folder = temporaryFolder(workspace);
    fs.chmodSync(path.join(folder, '.env'), 0o600);
    const before = hashes(folder);
    const dry = upguide(folder, 'fix', '--dry-run');
    expect(dry.status).toBe(1);
    expect(dry.stdout).toContain('+GL_ENV=production');
    expect(hashes(folder)).toEqual(before);

    expect(upguide(folder, 'fix').status).toBe(1);
    expect(fs.readFileSync(path.join(folder, '.env'), 'utf8')).toContain(`GL_ENV=production\nGL_DATABASE_URL=postgresql://user:${one}@db/x\n`);
    expect(fs.statSync(path.join(folder, '.env')).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(path.join(folder, 'greenlang.yaml'), 'utf8')).toContain('connection_string:');
    const after = hashes(folder);
    expect(after['broken/.env']).toBe(before['broken/.env']);
    expect(upguide(folder, 'fix').stdout).toContain('0 files changed.');
    expect(hashes(folder)).toEqual(after);
  });

  test('ends with 0 when nothing is found and 2 for wrong use', () => {
    const folder = temporaryFolder({ 'readme.md': '' });
    expect(upguide(folder, 'check')).toMatchObject({ status: 0, stderr: '' });
    for (const words of [[], ['chek'], ['plan', '--output', 'x.txt'], ['verify', 'missing'], ['rollback', 'nope'], ['fix', '-i'], ['check', 'missing'], ['check', '--fromat', 'json'], ['check', '--only', 'BC-999'], ['check', '--migration', 'none']]) {
      const { status, stdout, stderr } = upguide(folder, ...words);
      expect({ words, status, stdout }).toEqual({ words, status: 2, stdout: '' });
      expect(stderr).toMatch(/^upguide: /);
      expect(stderr).not.toContain('    at ');
    }
  });

  test('explains and lists', () => {
    const folder = temporaryFolder(workspace);
    expect(upguide(folder, 'explain', 'bc-007')).toMatchObject({ status: 0, stdout: expect.stringContaining('# BC-007') });
    expect(upguide(folder, 'explain', 'greenlang/environment-renamed').status).toBe(0);
    expect(upguide(folder, 'migrations')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^greenlang .*0\.2 → 0\.3[\s\S]*active in \.\n {4}requirements\.txt: greenlang==0\.2\.0/) });
    expect(upguide(folder, '--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(upguide(folder, 'help', 'fix').stdout).toContain('--dry-run');
  });

  test('gives valid SARIF and one annotation a line', () => {
    const folder = temporaryFolder(workspace);
    const results = checkSarif(upguide(folder, 'check', '--format', 'sarif').stdout);
    expect(results.some(({ fixes }) => fixes !== undefined)).toBe(true);
    const { stdout } = upguide(folder, 'check', '--format', 'github', '-q');
    expect(stdout.trimEnd().split('\n')).toHaveLength(results.length);
    expect(stdout).toMatch(/^::(error|warning|notice) file=[^,]+,line=\d+,.*title=[^:]+::.+$/m);
  });

  test('completes when nobody reads its output', async () => {
    const folder = temporaryFolder(workspace);
    const child = spawn(process.execPath, [distFile('cli.js'), 'fix'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); });
    const status = await new Promise((resolve) => { child.on('close', resolve); });
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(fs.readFileSync(path.join(folder, '.env'), 'utf8')).toContain('GL_ENV=production');
  });
});

test.skipIf(!fs.existsSync('/dev/full'))('a full disk behind the output is a failure, and nothing of the fix is lost', () => {
  const folder = temporaryFolder(workspace);
  const full = fs.openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, [distFile('cli.js'), 'fix'], { cwd: folder, encoding: 'utf8', stdio: ['ignore', full, 'pipe'] });
  fs.closeSync(full);
  expect(status).toBe(2);
  expect(stderr).toBe('upguide: the output is not complete: no space is left on the device (ENOSPC)\n');
  expect(fs.readFileSync(path.join(folder, 'greenlang.yaml'), 'utf8')).toContain('connection_string:');
});

describe('secrets', () => {
  const lines = [
    ...['text', 'json', 'sarif', 'github'].map((format) => ['check', '--format', format]),
    ['check', '--config', '.env'], ['check', 'broken/.env'], ['check', '--migration', 'greenlang', '--fail-on', 'removed'],
    ['migrations'], ['fix', '--dry-run'], ['fix', '--dry-run', '--unsafe'], ['fix'], ['fix', '--unsafe'], ['fix'],
  ];

  test('are in no output of any command', () => {
    const folder = temporaryFolder(workspace);
    for (const words of lines) {
      const { stdout, stderr } = upguide(folder, ...words);
      for (const canary of canaries) expect(`${stdout}${stderr}`, words.join(' ')).not.toContain(canary);
    }
  });

  test('that are newly drawn are not printed either', () => {
    const { 'greenlang.yaml': config = '', 'requirements.txt': requirements = '' } = workspace;
    const folder = temporaryFolder({ 'greenlang.yaml': config, 'requirements.txt': requirements, '.env': 'GREENLANG_ENV=production\n' });
    const dry = upguide(folder, 'fix', '--unsafe', '--dry-run').stdout;
    expect(dry).toContain('+GL_SECRET_KEY=***');
    expect(dry).not.toMatch(/[0-9a-f]{32}/);
    const { stdout, stderr } = upguide(folder, 'fix', '--unsafe');
    const values = [...fs.readFileSync(path.join(folder, '.env'), 'utf8').matchAll(/^GL_(?:SECRET_KEY|JWT_SECRET|ENCRYPTION_KEY)=(.{20,})$/gm)].map((match) => match[1] ?? '');
    expect(values).toHaveLength(3);
    for (const value of values) expect(stdout + stderr).not.toContain(value);
    for (const format of ['json', 'sarif', 'text']) expect(upguide(folder, 'check', '--format', format).stdout).not.toMatch(new RegExp(values.map((value) => value.replace(/[^\w]/g, '\\$&')).join('|')));
  });
});
