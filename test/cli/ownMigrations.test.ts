import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CliEnvironment } from '../../server/src/cli/environment.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createExampleRunner } from '../../server/src/migrations/own/exampleRunner.ts';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { createTextCheck } from '../../server/src/service/textCheck.ts';
import { acmeMigration as acme } from '../support/acmeMigration.ts';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import { testGrammars } from '../support/testService.ts';
import { run } from './support/fakeService.ts';

const logger = { info: () => undefined, warn: () => undefined, error: (message: string) => { throw new Error(message); } };

const forMigrations: CliEnvironment['forMigrations'] = (migrations) => ({
  migrations,
  createService: (workspace, own) => createLanguageService({
    workspace, logger: own, migrations, grammars: testGrammars, clock: { today: () => '2026-11-21' }, random: { hex: (bytes) => 'a'.repeat(bytes * 2), base64: (bytes) => 'a'.repeat(bytes) },
  }),
  checkText: createTextCheck({ migrations, grammars: testGrammars, logger }),
});

/** Runs a command line with the real service and the migrations that are shipped. */
function upguide(folder: string, ...words: string[]) {
  return run(folder, words, {}, { ...forMigrations(builtInMigrations), forMigrations, examples: createExampleRunner({ grammars: testGrammars, logger }) });
}

const project = { 'acme.lock': '', '.env': 'ACME_TOKEN=abc\n' };
const own = '.upguide/acme.migration.yaml';

describe('migrations of the folder', () => {
  test('are found, listed with their file, explained, and fixed like those that are shipped', async () => {
    const folder = temporaryFolder({ ...project, [own]: acme() });
    const { out, err, outcome } = await upguide(folder, 'check');
    expect(err).toBe('');
    expect(outcome).toBe('findings');
    expect(out).toContain('.env:1:1 warning [AC-1 acme/environment-renamed]');
    expect((await upguide(folder, 'migrations')).out).toContain('acme  Acme 1.0 → 2.0\n  Upgrading to Acme 2: 1 change, 1 rule\n  from .upguide/acme.migration.yaml\n  active in .\n    acme.lock: file acme.lock\n');
    expect((await upguide(folder, 'explain', 'AC-1')).out).toContain('It has a name of its own.');
    expect((await upguide(folder, 'check', '--only', 'ac-1', '--format', 'json')).out).toContain('"rule": "acme/environment-renamed"');
    const sarif = (await upguide(folder, 'check', '--format', 'sarif')).out;
    expect(sarif).toContain('"ruleId": "acme/environment-renamed"');
    expect(sarif, 'there is no page of it').not.toContain('helpUri');
    expect((await upguide(folder, 'fix', '--quiet')).outcome).toBe('done');
    expect(fs.readFileSync(path.join(folder, '.env'), 'utf8')).toBe('ACME_KEY=abc\n');
    expect((await upguide(folder, 'verify')).outcome).toBe('done');
    expect((await upguide(folder, 'rollback')).outcome).toBe('done');
    expect(fs.readFileSync(path.join(folder, '.env'), 'utf8')).toBe('ACME_TOKEN=abc\n');
  });

  test('also where a setting names them, with --config too; off is off, on is proof', async () => {
    const folder = temporaryFolder({ '.env': project['.env'], 'tools/acme.migration.yaml': acme(), 'other.json': '{ "migrations": { "./tools/acme.migration.yaml": "on" } }' });
    expect((await upguide(folder, 'check')).outcome).toBe('done');
    expect((await upguide(folder, 'check', '--config', 'other.json')).outcome).toBe('findings');
    writeFile(folder, '.upguide/config.json', '{ "migrations": { "tools/acme.migration.yaml": "auto" } }');
    expect((await upguide(folder, 'check')).outcome).toBe('done');
    writeFile(folder, 'acme.lock', '');
    expect((await upguide(folder, 'check')).outcome).toBe('findings');
    writeFile(folder, '.upguide/config.json', '{ "migrations": { "tools/acme.migration.yaml": "on", "acme": "off" } }');
    expect((await upguide(folder, 'check')).outcome).toBe('done');
    expect((await upguide(folder, 'check', '--migration', 'acme')).outcome).toBe('findings');
  });

  test('of one project say nothing in another one', async () => {
    const folder = temporaryFolder({ 'a/.git/HEAD': '', 'b/.git/HEAD': '', ...Object.fromEntries(Object.entries(project).flatMap(([name, text]) => [[`a/${name}`, text], [`b/${name}`, text]])), [`a/${own}`]: acme() });
    const { out } = await upguide(folder, 'check', 'a', 'b', '--format', 'json');
    expect((JSON.parse(out) as { findings: { path: string }[] }).findings.map((finding) => finding.path)).toEqual(['a/.env']);
  });

  test('their files are no findings, although they name what is old', async () => {
    const folder = temporaryFolder({ ...project, [own]: acme(), 'tools/more.migration.yaml': acme({ id: 'more' }), '.upguide/config.json': '{ "migrations": { "tools/more.migration.yaml": "on" } }' });
    const { out } = await upguide(folder, 'check', '--format', 'json');
    expect([...new Set((JSON.parse(out) as { findings: { path: string }[] }).findings.map((finding) => finding.path))]).toEqual(['.env']);
  });
});

describe('a migration file that is broken', () => {
  const broken = acme().replace('impact: high', 'impact: huge');

  test('ends the commands that would have used it, names each place, and leaves the others alone', async () => {
    const folder = temporaryFolder({ ...project, [own]: broken });
    for (const words of [['check'], ['fix', '--unsafe'], ['plan'], ['verify'], ['baseline']]) {
      const { outcome, err, out } = await upguide(folder, ...words);
      expect(outcome, words[0]).toBe('failed');
      expect(err, words[0]).toMatch(/^\.upguide\/acme\.migration\.yaml:12:\d+: .*high/m);
      expect(err, words[0]).toContain('{ "migrations": { ".upguide/acme.migration.yaml": "off" } }');
      expect(out, words[0]).toBe('');
    }
    expect(fs.readFileSync(path.join(folder, '.env'), 'utf8')).toBe(project['.env']);
    expect((await upguide(folder, 'migrations')).outcome).toBe('failed');
    expect((await upguide(folder, 'rollback', '--list')).outcome).toBe('done');
    expect((await upguide(folder, 'explain', 'BC-007')).outcome).toBe('done');
    writeFile(folder, '.upguide/config.json', '{ "migrations": { ".upguide/acme.migration.yaml": "off" } }');
    expect((await upguide(folder, 'check')).outcome).toBe('done');
  });

  test('so does one whose id is taken, by a migration that is shipped or by an earlier file', async () => {
    const shipped = await upguide(temporaryFolder({ [own]: acme({ id: 'greenlang' }) }), 'check');
    expect([shipped.outcome, shipped.err]).toEqual(['failed', expect.stringMatching(/acme\.migration\.yaml:2:\d+: .*GreenLang/)]);
    const twice = await upguide(temporaryFolder({ '.upguide/b.migration.yaml': acme(), '.upguide/a.migration.yaml': acme() }), 'check');
    expect([twice.outcome, twice.err]).toEqual(['failed', expect.stringMatching(/^\.upguide\/b\.migration\.yaml:2:\d+: .*\.upguide\/a\.migration\.yaml/)]);
  });
});

describe('what lies outside of the folder', () => {
  const settings = (name: string) => ({ '.upguide/config.json': JSON.stringify({ migrations: { [name]: 'on' } }) });

  test.each([['absolute', (outside: string) => path.join(outside, 'acme.migration.yaml')], ['upward', (outside: string) => `../${path.basename(outside)}/acme.migration.yaml`]])('is not read: %s', async (_, nameOf) => {
    const outside = temporaryFolder({ 'acme.migration.yaml': 'secret: s3cret\n' });
    const folder = temporaryFolder({ ...project, ...settings(nameOf(outside)) });
    const { outcome, err } = await upguide(folder, 'check');
    expect(outcome).toBe('failed');
    expect(err).toContain('It lies outside of the workspace folder, so it is not read.');
    expect(err).not.toContain('s3cret');
  });

  test('is not read through symbolic links, of files and of folders', async () => {
    const outside = temporaryFolder({ 'acme.migration.yaml': 'secret: s3cret\n' });
    const linked = temporaryFolder({ ...project, '.upguide/config.json': '{}' });
    fs.symlinkSync(path.join(outside, 'acme.migration.yaml'), path.join(linked, own));
    const folder = temporaryFolder({ ...project, ...settings('tools/acme.migration.yaml') });
    fs.symlinkSync(outside, path.join(folder, 'tools'));
    for (const place of [linked, folder]) {
      const { outcome, err } = await upguide(place, 'check');
      expect(outcome).toBe('failed');
      expect(err).toContain('It is a symbolic link to a file outside of the workspace folder, so it is not read.');
      expect(err).not.toContain('s3cret');
    }
  });

  test('links inside of the folder are followed, and count once', async () => {
    const folder = temporaryFolder({ ...project, 'tools/acme.migration.yaml': acme() });
    fs.mkdirSync(path.join(folder, '.upguide'));
    fs.symlinkSync('../tools/acme.migration.yaml', path.join(folder, own));
    expect((await upguide(folder, 'check')).outcome).toBe('findings');
    writeFile(folder, '.upguide/config.json', '{ "migrations": { "tools/acme.migration.yaml": "auto" } }');
    expect((await upguide(folder, 'check')).outcome).toBe('findings');
  });

  test('a name that leads nowhere is said to', async () => {
    const { outcome, err } = await upguide(temporaryFolder({ ...project, ...settings('tools/acme.migration.yaml') }), 'check');
    expect([outcome, err]).toEqual(['failed', expect.stringContaining('tools/acme.migration.yaml: There is no such file.')]);
  });

  test('nothing of a file is executed', async () => {
    const folder = temporaryFolder({ ...project, [own]: acme({ title: '"$(touch pwned) `touch pwned` ${process.exit(9)}"', more: '      - file: run.sh\n        notFlagged: |\n          touch pwned\n' }) });
    expect((await upguide(folder, 'check')).outcome).toBe('findings');
    expect((await upguide(folder, 'test')).outcome).toBe('done');
    expect(fs.readdirSync(folder).sort()).toEqual(['.env', '.upguide', 'acme.lock']);
    const tagged = await upguide(temporaryFolder({ ...project, [own]: acme({ title: '!!js/function "function () { process.exit(9) }"' }) }), 'check');
    expect(tagged.outcome).toBe('failed');
    expect(tagged.err).toContain('.upguide/acme.migration.yaml:3:');
  });
});

describe('upguide test', () => {
  test('passes', async () => {
    const { out, outcome } = await upguide(temporaryFolder({ [own]: acme() }), 'test');
    expect(outcome).toBe('done');
    expect(out).toBe('.upguide/acme.migration.yaml Acme 1.0 → 2.0\n  passed [AC-1] .env (example 1)\n\n1 example: 1 passed, 0 failed.\n');
    expect((await upguide(temporaryFolder({ [own]: acme() }), 'test', '--quiet')).out).toBe('');
  });

  test('fails with the place and the difference', async () => {
    const { out, outcome } = await upguide(temporaryFolder({ [own]: acme({ fixed: 'ACME_KEYS=x' }) }), 'test', '-q');
    expect(outcome).toBe('findings');
    expect(out).toMatch(/^ {2}failed \[AC-1\] \.env \(example 1\)\n {4}\.upguide\/acme\.migration\.yaml:21:9: /m);
    expect(out).toContain('      -ACME_KEYS=x\n      +ACME_KEY=x\n');
  });

  test('names files that are broken and entries without examples', async () => {
    const untested = acme().replace(/ {4}examples:[\s\S]*/, '');
    const folder = temporaryFolder({ [own]: untested, '.upguide/b.migration.yaml': acme({ id: 'greenlang' }) });
    const { out, outcome } = await upguide(folder, 'test');
    expect(outcome).toBe('failed');
    expect(out).toContain('  warning [AC-1] has no example:');
    expect(out).toContain('.upguide/b.migration.yaml cannot be used\n  .upguide/b.migration.yaml:2:');
    expect(out).toContain('0 examples: 0 passed, 0 failed. 1 entry has none. 1 file cannot be used.\n');
    expect((await upguide(folder, 'test', own)).outcome).toBe('done');
  });

  test('speaks JSON', async () => {
    const { out } = await upguide(temporaryFolder({ [own]: acme({ fixed: 'ACME_KEYS=x' }) }), 'test', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      files: [{ path: own, id: 'acme', problems: [], withoutExamples: [], examples: [{ entry: 'AC-1', name: '.env (example 1)', line: 18, passed: false, failures: [{ line: 21, diff: expect.stringContaining('+ACME_KEY=x') as string }] }] }],
      summary: { files: 1, broken: 0, examples: 1, passed: 0, failed: 1, withoutExamples: 0 },
    });
  });

  test('takes a file from anywhere in the folder, and says what it cannot take', async () => {
    const folder = temporaryFolder({ 'elsewhere/acme.migration.yaml': acme(), 'a.yaml': '' });
    expect((await upguide(folder, 'test', 'elsewhere/acme.migration.yaml')).outcome).toBe('done');
    for (const words of [[], ['a.yaml'], ['nowhere.migration.yaml'], ['elsewhere']]) {
      const { outcome, err } = await upguide(folder, 'test', ...words);
      expect([outcome, words[0]]).toEqual(['failed', words[0]]);
      expect(err).toMatch(/migration file|no such file/);
    }
  });
});
