import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, writeFile } from '../support/temporaryFolder.ts';
import { run, testMigration } from './support/fakeService.ts';

const mixed = { 'words.yaml': 'é😀 oldname\nguess\n', 'deploy/words.yaml': 'a: manual\n', 'other.txt': 'oldname' };

/** The parts of the JSON that the tests look at. */
interface Json {
  readonly version: number;
  readonly migrations: readonly unknown[];
  readonly findings: readonly { readonly path: string; readonly rule: string; readonly [key: string]: unknown }[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly failed: readonly { readonly path: string; readonly reason: string }[];
  readonly summary: Readonly<Record<string, number>>;
}

async function json(cwd: string, ...words: string[]): Promise<Json> {
  const { out } = await run(cwd, ['check', '--format', 'json', ...words]);
  return JSON.parse(out) as Json;
}

describe('formats', () => {
  test('text: place first, then why, what to do and the fix', async () => {
    const { out, outcome, err } = await run(temporaryFolder(mixed), ['check']);
    expect(out).toBe([
      'deploy/words.yaml:1:4 information [words/manual] The word manual is old.',
      '    The guide: says so,\\u000a100%.',
      '    Rename it.',
      '    fix: by hand (manual)',
      '',
      'words.yaml:1:5 warning [BC-001 words/oldname] The word oldname is old.',
      '    The guide: says so,\\u000a100%.',
      '    Rename it.',
      '    fix: Rename to newname (safe)',
      'words.yaml:2:1 warning [BC-001 words/guess] The word guess is old.',
      '    The guide: says so,\\u000a100%.',
      '    Rename it.',
      '    fix: Rename to guessed (unsafe)',
      '',
      '2 files checked; 3 findings: 1 safe, 1 unsafe, 1 manual.',
      'Apply the safe fixes with `upguide fix`, the unsafe ones too with `upguide fix --unsafe` (add --dry-run to see the changes first).',
      '',
    ].join('\n'));
    expect({ outcome, err }).toEqual({ outcome: 'findings', err: '' });
  });

  test('text: quiet has findings only; colours only when asked for', async () => {
    const folder = temporaryFolder(mixed);
    expect((await run(folder, ['check', '-q'])).out).not.toContain('checked');
    expect((await run(folder, ['check'], {}, { colour: true })).out).toContain('\u001B[33mwarning\u001B[39m');
    expect((await run(folder, ['check', '--no-color'], {}, { colour: true })).out).not.toContain('\u001B');
  });

  test('text: nothing found says what was looked at and what is on', async () => {
    const other = { ...testMigration, id: 'other', title: 'Other' };
    const { out, outcome } = await run(temporaryFolder({ 'words.yaml': 'fine' }), ['check'], {}, { migrations: [testMigration, other] });
    expect(out).toContain('Nothing found in 1 file.');
    expect(out).toContain('words (Words 1.0 → 2.0): active in .: words.yaml: a word');
    expect(out).toContain('other (Other 1.0 → 2.0): not active, because nothing here proves that it is used. Switch it on with --migration other');
    expect(out).toContain('1 file checked; no findings.');
    expect(outcome).toBe('done');
    expect((await run(temporaryFolder(), ['check'])).out).toContain('there is no file here that a migration has anything to say about');
  });

  test('json: the contract', async () => {
    const report = await json(temporaryFolder(mixed));
    expect(Object.keys(report)).toEqual(['version', 'migrations', 'findings', 'skipped', 'failed', 'summary']);
    expect(report.migrations).toEqual([{ id: 'words', root: '.', evidence: ['words.yaml: a word'] }]);
    expect(report.summary).toEqual({ files: 2, scanned: 2, skipped: 0, failed: 0, findings: 3, safe: 1, unsafe: 1, manual: 1, accepted: 0 });
    expect(report.findings[0]).toMatchObject({ change: null, severity: 'information', deprecated: false, applicability: 'manual', fixes: [] });
    expect(report.findings[1]).toEqual({
      migration: 'words', change: 'BC-001', rule: 'words/oldname', path: 'words.yaml', range: { start: { line: 1, column: 5 }, end: { line: 1, column: 12 } },
      severity: 'warning', deprecated: true, message: 'The word oldname is old. The guide: says so,\n100%. Rename it.', applicability: 'safe',
      fixes: [{ title: 'Rename to newname', applicability: 'safe' }],
    });
  });

  test('github: escaped, one line each', async () => {
    const { out } = await run(temporaryFolder({ 'a, b: c%/words.yaml': 'oldname' }), ['check', '--format', 'github']);
    expect(out).toBe('::warning file=a%2C b%3A c%25/words.yaml,line=1,col=1,endLine=1,endColumn=8,title=BC-001 words/oldname::The word oldname is old. The guide: says so,%0A100%25. Rename it.\nUpguide: 1 finding in 1 file.\n');
  });
});

describe('exit', () => {
  test.each([
    ['oldname', 'any', 'findings'], ['oldname', 'deprecated', 'findings'], ['oldname', 'removed', 'done'], ['oldname', 'never', 'done'],
    ['manual', 'any', 'findings'], ['manual', 'deprecated', 'done'], ['remark', 'any', 'done'], ['remark', 'removed', 'done'],
  ])('%s with --fail-on %s: %s', async (word, failOn, outcome) => {
    expect((await run(temporaryFolder({ 'words.yaml': word }), ['check', '--fail-on', failOn])).outcome).toBe(outcome);
  });

  test('a rule that breaks down is a failure, and the other findings are still shown', async () => {
    const { outcome, out, err } = await run(temporaryFolder(mixed), ['check'], { ruleFails: true });
    expect(outcome).toBe('failed');
    expect(out).toContain('3 findings');
    expect(err).toContain('Rule words/oldname failed.');
  });

  test('a file that changed while it was checked is skipped, and said to be', async () => {
    const { out, outcome } = await run(temporaryFolder(mixed), ['check', '--format', 'json'], { outdated: 'deploy/words.yaml' });
    const { findings, skipped, summary } = JSON.parse(out) as Json;
    expect(outcome).toBe('findings');
    expect(findings.map(({ path: file }) => file)).toEqual(['words.yaml', 'words.yaml']);
    expect(skipped).toEqual([{ path: 'deploy/words.yaml', reason: 'It has changed.' }]);
    expect(summary).toMatchObject({ files: 2, scanned: 1, skipped: 1, failed: 0, findings: 2 });
  });

  test('a command that is stopped is a failure', async () => {
    expect(await run(temporaryFolder(mixed), ['check'], {}, { signal: AbortSignal.abort() })).toMatchObject({ outcome: 'failed', out: '', err: expect.stringContaining('stopped') });
  });
});

describe('paths', () => {
  test('restrict what is reported', async () => {
    const folder = temporaryFolder(mixed);
    expect((await json(folder, 'deploy')).findings.map(({ path: file }) => file)).toEqual(['deploy/words.yaml']);
    expect((await json(folder, 'words.yaml', 'deploy')).summary).toMatchObject({ files: 2, findings: 3 });
    expect((await json(path.join(folder, 'deploy'), '..')).findings.map(({ path: file }) => file)).toEqual(['words.yaml', '../words.yaml', '../words.yaml']);
    expect((await json(path.join(folder, 'deploy'), '..', '.')).summary).toMatchObject({ files: 2 });
  });

  test('a file that is named is checked although git ignores it', async () => {
    const folder = temporaryFolder({ '.gitignore': 'words.yaml\nignored/\n', 'words.yaml': 'oldname', 'ignored/words.yaml': 'oldname', 'node_modules/words.yaml': 'oldname' });
    expect((await json(folder)).summary['files']).toBe(0);
    expect((await json(folder, 'words.yaml', 'ignored', 'node_modules/words.yaml')).findings.map(({ path: file }) => file)).toEqual(['ignored/words.yaml', 'node_modules/words.yaml', 'words.yaml']);
  });

  test('outside of the working folder are scanned in their own folder', async () => {
    const folder = temporaryFolder({ 'here/words.yaml': 'oldname', 'there/words.yaml': 'oldname' });
    const { services, out } = await run(path.join(folder, 'here'), ['check', '../there/words.yaml', '--format', 'json']);
    expect([...services[0]?.settings.keys() ?? []]).toEqual([`file://${folder}/there`]);
    expect(out).toContain('"path": "../there/words.yaml"');
  });

  test('that do not exist are wrong use', async () => {
    const folder = temporaryFolder();
    fs.symlinkSync('nowhere', path.join(folder, 'link'));
    expect(await run(folder, ['check', ''])).toMatchObject({ outcome: 'failed', out: '', err: 'upguide: A path is empty. Use . for this folder.\n' });
    expect(await run(folder, ['check', 'missing'])).toMatchObject({ outcome: 'failed', out: '', err: 'upguide: missing: there is no such file or folder.\n' });
    expect((await run(folder, ['check', 'link'])).err).toContain('this symbolic link leads nowhere');
  });

  test('named as a file and not readable as text are a failure, others are skipped', async () => {
    const folder = temporaryFolder({ 'words.yaml': new Uint8Array([0xff, 0xfe, 0x41, 0]), 'notes.md': 'x' });
    expect(await json(folder)).toMatchObject({ summary: { files: 1, scanned: 0, skipped: 1, failed: 0 }, skipped: [{ path: 'words.yaml', reason: expect.stringContaining('UTF-16') }] });
    const named = await run(folder, ['check', 'words.yaml', 'notes.md', '--format', 'json']);
    expect(named).toMatchObject({ outcome: 'failed', err: expect.stringContaining('words.yaml was not checked') });
    expect(JSON.parse(named.out)).toMatchObject({ summary: { scanned: 0, skipped: 1, failed: 1 }, failed: [{ path: 'words.yaml' }], skipped: [{ path: 'notes.md', reason: expect.stringContaining('No migration') }] });
  });

  test('that are left out are named with the reason', async () => {
    const outside = temporaryFolder({ 'words.yaml': '' });
    const folder = temporaryFolder({ 'a/words.yaml/x': '' });
    fs.symlinkSync(outside, path.join(folder, 'elsewhere'));
    const { out } = await run(folder, ['check']);
    expect(out).toContain('Skipped a/words.yaml: It is a folder, not a file.');
    expect(out).toContain('Skipped elsewhere: It is a symbolic link to a folder outside');
    expect(out).toContain('0 files checked, 2 skipped; no findings.');
  });

  test('names cannot forge output', async () => {
    const { out } = await run(temporaryFolder({ 'a\n\u001B[31m/words.yaml': 'oldname' }), ['check']);
    expect(out).toContain('a\\u000a\\u001b[31m/words.yaml:1:1 warning');
  });
});

describe('settings', () => {
  test('come from .upguide/config.json, with the options on top', async () => {
    const folder = temporaryFolder({ ...mixed, '.upguide/config.json': '{ "exclude": ["deploy"], "migrations": { "words": "off" } }' });
    const { services, out } = await run(folder, ['check', '--format', 'json', '--exclude', 'x', '--migration', 'words']);
    expect([...services[0]?.settings.values() ?? []]).toEqual([{ migrations: { words: 'on' }, targetVersions: {}, severities: {}, exclude: ['deploy', 'x'] }]);
    expect(out).not.toContain('deploy');
  });

  test('that are wrong name the file and the key', async () => {
    const folder = temporaryFolder({ '.upguide/config.json': '{ "migrations": { "words": "yes" } }' });
    expect(await run(folder, ['check'])).toMatchObject({ outcome: 'failed', out: '', err: 'upguide: .upguide/config.json:1:28: `migrations.words`: Expected one of "auto", "on" or "off".\n' });
    writeFile(folder, 'other.json', '{ "migrations": { "word": "on" } }');
    expect((await run(folder, ['check', '--config', 'other.json'])).err).toContain('other.json: there is no migration word. Did you mean words?');
    expect((await run(folder, ['check', '--config', 'missing.json'])).err).toContain('missing.json: there is no such file');
  });

  test('--exclude takes globs that can be matched', async () => {
    const folder = temporaryFolder(mixed);
    const { outcome, err } = await run(folder, ['check', '--exclude', '*a*a*a*?']);
    expect([outcome, err.split('\n')[0]]).toEqual(['failed', 'upguide: --exclude *a*a*a*?: expected a glob such as "legacy/**", of at most 300 characters, and with at most 3 stars in a name that has other wildcards.']);
    expect((await run(folder, ['check', '--exclude', '*-*-*-*-*.yaml'])).outcome).toBe('findings');
  });

  test('--migration and --only take ids that exist', async () => {
    const folder = temporaryFolder(mixed);
    expect(await run(folder, ['check', '--migration', 'wrds'])).toMatchObject({ outcome: 'failed', err: expect.stringContaining('Did you mean words?') });
    expect(await run(folder, ['check', '--only', 'BC-002'])).toMatchObject({ outcome: 'failed', err: expect.stringContaining('Did you mean BC-001?') });
    expect((await json(folder, '--only', 'bc-001')).findings.map(({ rule }) => rule)).toEqual(['words/oldname', 'words/guess']);
    expect((await json(folder, '--only', 'words/manual')).findings.map(({ rule }) => rule)).toEqual(['words/manual']);
    expect((await run(folder, ['check', 'deploy', '--only', 'BC-001'])).out).toContain('1 finding of other changes and rules is not shown because of --only.');
  });
});

describe('other commands', () => {
  test('migrations: what there is and what was found', async () => {
    const { out, outcome } = await run(temporaryFolder(mixed), ['migrations']);
    expect(out).toBe('words  Words 1.0 → 2.0\n  The guide of words: 1 change, 4 rules\n  active in .\n    words.yaml: a word\n');
    expect(outcome).toBe('done');
  });

  test('explain: the page, or what was meant', async () => {
    const folder = temporaryFolder();
    expect(await run(folder, ['explain', 'bc-001'])).toMatchObject({ outcome: 'done', out: '# BC-001\n' });
    expect(await run(folder, ['explain', 'BC-01'])).toMatchObject({ outcome: 'failed', out: '', err: expect.stringContaining('There is no change or rule BC-01. Did you mean BC-001?') });
  });

  test('help and version', async () => {
    const folder = temporaryFolder();
    expect((await run(folder, ['help'])).out).toMatch(/upguide check \[PATH…\].*\n[\s\S]*Exit codes: 0/);
    expect((await run(folder, ['help', 'check'])).out).toContain('--format text|json|sarif|github');
    expect((await run(folder, ['--version'])).out).toBe('1.2.3\n');
  });

  test('wrong use goes to the error output', async () => {
    expect(await run(temporaryFolder(), ['plant'])).toMatchObject({ outcome: 'failed', out: '', err: expect.stringContaining('There is no command plant') });
  });
});
