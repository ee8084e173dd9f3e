import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distFile } from '../support/buildOnce.ts';
import { python, run, type Ran } from '../stubs/python.ts';

const stubs = path.resolve(import.meta.dirname, '../stubs');
const example = path.resolve(import.meta.dirname, '../../examples/resonantgenesis-1.x');

type Version = '1.x' | '2.x';

/** The programs of the example: what they print on 1.x and, upgraded, on 2.x; and what the old code ends with there. */
const programs: readonly { readonly name: string; readonly words: () => readonly [program: string, ...words: string[]]; readonly prints: string; readonly refused: string }[] = [
  { name: 'agents/report.py', words: () => [python(), '-m', 'agents.report'], prints: 'a: Ada (awake)\nb: Bob (asleep)\nnobody: no such agent\n', refused: "No module named 'resonantgenesis.exceptions'" },
  { name: 'agents/live.py', words: () => [python(), '-m', 'agents.live'], prints: 'session of a: for Ada\nno such agent\n2\n', refused: "No module named 'resonantgenesis.exceptions'" },
  { name: 'web/list.js', words: () => [process.execPath, 'web/list.js'], prints: 'a: Ada\nb: Bob\n', refused: 'ERR_PACKAGE_PATH_NOT_EXPORTED' },
];

let folder = '';
let base = '';

beforeAll(() => {
  base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'upguide-runs-')));
  folder = path.join(base, 'app');
  fs.cpSync(example, folder, { recursive: true });
});
afterAll(() => { fs.rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }); });

/** Runs a program of the copy on a stub of both SDKs. */
function on(version: Version, words: readonly [string, ...string[]]): Ran {
  // Node finds packages upward from the file: beside the copy, not in it, so that the upgrade does not see them.
  fs.rmSync(path.join(base, 'node_modules'), { recursive: true, force: true });
  fs.cpSync(path.join(stubs, `resonantgenesis-${version}`, 'npm'), path.join(base, 'node_modules'), { recursive: true });
  const [program, ...rest] = words;
  return run(program, rest, folder, { PATH: process.env['PATH'], SYSTEMROOT: process.env['SYSTEMROOT'], PYTHONPATH: path.join(stubs, `resonantgenesis-${version}`), PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' });
}

function upguide(...words: string[]): Ran {
  return run(process.execPath, [distFile('cli.js'), ...words], folder, { ...process.env, NO_COLOR: '1' });
}

function read(file: string): string {
  return fs.readFileSync(path.join(folder, file), 'utf8');
}

describe.sequential('the example of ResonantGenesis', () => {
  it.each(programs)('$name runs on the SDK 1.x and fails on 2.x', ({ words, prints, refused }) => {
    expect(on('1.x', words())).toEqual({ status: 0, stdout: prints, stderr: '' });
    const { status, stderr } = on('2.x', words());
    expect(status).not.toBe(0);
    expect(stderr).toContain(refused);
  });

  it('is upgraded, and a second run changes nothing', () => {
    expect(upguide('fix', '--unsafe').stderr).not.toContain('rror:');
    const after = read('agents/live.py');
    upguide('fix', '--unsafe');
    expect(read('agents/live.py')).toBe(after);
    expect(read('requirements.txt')).toBe('resonantgenesis==2.0.0\nalembic>=1.13  # for the database\n');
    expect(read('.python-version')).toBe('3.10\n');
    expect(read('.nvmrc')).toBe('v20\n');
    expect(read('.env')).toContain('RESONANT_URL=https://resonantgenesis.xyz/api/v1.2\n');
    expect(read('scripts/export.sh')).toContain('xyz/api/v1.2/agents/export');
    expect(read('scripts/export.sh')).toContain('"X-API-Version: 1.2"');
    expect(read('.github/workflows/ci.yml')).toContain("python-version: ['3.12']");
    expect(read('.github/workflows/ci.yml')).toContain('node-version: 20\n');
    expect(JSON.parse(read('package.json'))).toMatchObject({ engines: { node: '>=20' }, scripts: { export: 'curl https://resonantgenesis.xyz/api/v1.2/agents/export' }, dependencies: { '@resonantgenesis/sdk': '^2.0.0' } });
    expect(read('agents/report.py')).toContain('# what the server had in 2025');
    expect(read('web/list.js')).toContain("import { ResonantClient, ResonantError as Refused } from '@resonantgenesis/sdk';");
  });

  it('leaves what a rollback cannot take back to people', () => {
    expect(upguide('check', '--format', 'json').stdout).toContain('resonantgenesis/revision-not-reversible');
  });

  it('has one thing more to say in package.json, as the finding said', () => {
    const before = read('package.json');
    fs.writeFileSync(path.join(folder, 'package.json'), before.replace('"private": true', '"private": true,\n  "type": "module"'));
    expect(read('package.json')).not.toBe(before);
  });

  it.each(programs)('$name, upgraded, prints the same on the SDK 2.x', ({ words, prints }) => {
    expect(on('2.x', words())).toEqual({ status: 0, stdout: prints, stderr: '' });
  });
});
