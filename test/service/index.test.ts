import { describe, expect, it } from 'vitest';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { messageText } from '../../server/src/analysis/diagnostic.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import { insert } from '../../server/src/text/edit.ts';
import { testService, type TestService } from '../support/testService.ts';

const rules = (test: TestService, path: string): readonly string[] => (test.service.diagnose(test.workspace.uri(path))?.diagnostics ?? []).map(({ rule }) => rule.slice(rule.indexOf('/') + 1));

describe('files that change', () => {
  it('an open document counts until it is closed; then the disk counts again', async () => {
    const test = await testService({ '.env.local': 'GL_ENV=production\nGL_DATABASE_URL=x\n', '.env': '' });
    const uri = test.workspace.uri('.env.local');
    expect(rules(test, '.env.local')).toEqual([]);
    test.service.open({ uri, version: 3, text: 'GREENLANG_ENV=production\n' });
    expect(test.service.diagnose(uri)?.version).toBe(3);
    expect(rules(test, '.env.local')).toEqual(['environment-renamed']);
    await test.service.refresh([uri]);
    expect(rules(test, '.env.local')).toEqual(['environment-renamed']);
    await test.service.close(uri);
    expect(rules(test, '.env.local')).toEqual([]);
  });

  it('a change in one file marks the files that depend on it', async () => {
    const test = await testService({
      'greenlang.yaml': 'version: "0.3.0"\ndatabase:\n  connection_string: ${DSN}\nsecurity: {encryption: {algorithm: AES-256-GCM, key: x, key_rotation_days: 90}}\n',
      '.env': 'DSN=x\n',
    });
    expect(rules(test, 'greenlang.yaml')).not.toContain('variable-undefined');
    test.service.takeChanged();
    test.workspace.files.set('.env', 'OTHER=x\n');
    await test.service.refresh([test.workspace.uri('.env')]);
    expect(test.service.takeChanged().map(test.workspace.path)).toEqual(['.env', 'greenlang.yaml']);
    expect(rules(test, 'greenlang.yaml')).toContain('variable-undefined');
  });

  it('typing that changes no shared fact marks the own file only', async () => {
    const test = await testService({ 'a/pack.yaml': 'spec_version: "2.0"\nmetadata:\n  name: a\n', 'b/pack.yaml': 'spec_version: "2.0"\nmetadata:\n  name: b\n' });
    test.service.open({ uri: test.workspace.uri('a/pack.yaml'), version: 1, text: 'spec_version: "2.0"\nmetadata:\n  name: ab\n' });
    test.service.takeChanged();
    test.service.open({ uri: test.workspace.uri('a/pack.yaml'), version: 2, text: 'spec_version: "2.0"\nmetadata:\n  name: abc\n' });
    expect(test.service.takeChanged().map(test.workspace.path)).toEqual(['a/pack.yaml']);
  });

  it('deleted files are forgotten, created ones are found', async () => {
    const test = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' });
    test.workspace.files.delete('.env.local');
    test.workspace.files.set('new/.env.local', 'GREENLANG_ENV=b\n');
    await test.service.refresh([test.workspace.uri('.env.local'), test.workspace.uri('new/.env.local')]);
    expect(test.service.files().map(test.workspace.path)).toEqual(['.env', 'new/.env.local']);
    expect(test.service.takeChanged().map(test.workspace.path)).toContain('.env.local');
  });

  it('.gitignore decides anew about .env files', async () => {
    const test = await testService({ '.env': 'GL_ENV=a\nGL_DATABASE_URL=postgresql://u:p@h/d\n' }, { ignored: ['.env'] });
    expect(rules(test, '.env')).not.toContain('environment-file-committed');
    test.workspace.ignored = new Set();
    await test.service.refresh([test.workspace.uri('.gitignore')]);
    expect(rules(test, '.env')).toContain('environment-file-committed');
  });
});

describe('detection', () => {
  it('is per project root: one service does not prove the other', async () => {
    const test = await testService({
      'a/requirements.txt': 'greenlang==0.2.0\n', 'a/.env': 'API_KEY=changeme\n', 'a/greenlang.yaml': 'version: "0.2.0"\nlogging: {level: info}\n',
      'b/package.json': '{"name": "b"}', 'b/.env': 'API_KEY=changeme\n', 'b/greenlang.yaml': 'logging: {level: info}\n',
    });
    expect(rules(test, 'a/.env')).toContain('environment-replaced');
    expect(rules(test, 'b/.env')).toEqual([]);
    expect(rules(test, 'b/greenlang.yaml')).toEqual([]);
    expect(test.service.detected().map(({ root, evidence }) => [root, evidence])).toEqual([
      [test.workspace.uri('a'), ['a/requirements.txt: greenlang==0.2.0', 'a/greenlang.yaml: configuration, version 0.2.0']],
    ]);
  });

  it('names no address of a package: it may hold a token', async () => {
    const test = await testService({ 'requirements.txt': 'greenlang @ git+https://bob:hunter2@git.example.com/greenlang.git\n' });
    expect(test.service.detected().map(({ evidence }) => evidence)).toEqual([['requirements.txt: greenlang']]);
    const npm = await testService({ 'package.json': '{"dependencies": {"@resonantgenesis/sdk": "git+https://hunter2@git.example.com/sdk.git"}}\n' });
    expect(npm.service.detected().map(({ evidence }) => evidence)).toEqual([['package.json: @resonantgenesis/sdk']]);
  });

  it('switched on counts as proof, switched off as none', async () => {
    const files = { 'greenlang.yaml': 'logging: {level: info}\n' };
    expect(rules(await testService(files), 'greenlang.yaml')).toEqual([]);
    expect(rules(await testService(files, { settings: { migrations: { greenlang: 'on' } } }), 'greenlang.yaml')).toContain('logging-level-renamed');
    expect(rules(await testService({ '.env': 'GREENLANG_ENV=x\n' }, { settings: { migrations: { greenlang: 'off' } } }), '.env')).toEqual([]);
  });
});

describe('settings', () => {
  it('severities by change and by rule id, the rule first', async () => {
    const test = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, { settings: { severities: { 'BC-007': 'hint', 'greenlang/environment-renamed': 'information' } } });
    expect(test.service.diagnose(test.workspace.uri('.env.local'))?.diagnostics.map(({ severity }) => severity)).toEqual(['information']);
    const off = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, { settings: { severities: { 'BC-007': 'off' } } });
    expect(rules(off, '.env.local')).toEqual([]);
  });

  it('messages say when the old form goes, by date', async () => {
    const before = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, { today: '2026-06-29' });
    const after = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, { today: '2026-06-30' });
    const text = (test: TestService): string => test.service.diagnose(test.workspace.uri('.env.local'))?.diagnostics.map(({ severity, lifecycle, message }) => `${severity} ${lifecycle ?? ''} ${messageText(message)}`).join() ?? '';
    expect(text(before)).toMatch(/^warning deprecated .*Version 0\.4\.0 \(2026-06-30\) removes the old form\./);
    expect(text(after)).toMatch(/^error removed .*Version 0\.4\.0 \(2026-06-30\) removed the old form\./);
  });
});

describe('rules that misbehave', () => {
  const broken = (check: Migration['rules'][number]['check']): Migration => ({
    ...greenlang,
    rules: [{ id: 'greenlang/broken', change: 'BC-007', description: '', guideSection: '', languages: ['dotenv'], check }, ...greenlang.rules],
  });

  it('a rule that throws is contained and named once in the log; the others go on', async () => {
    const test = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, { migrations: [broken(() => { throw new Error('planted'); })] });
    expect(rules(test, '.env.local')).toEqual(['environment-renamed']);
    test.service.open({ uri: test.workspace.uri('.env.local'), version: 1, text: 'GREENLANG_ENV=b\n' });
    expect(rules(test, '.env.local')).toEqual(['environment-renamed']);
    expect(test.log.filter((line) => line.includes('greenlang/broken'))).toHaveLength(1);
    expect(test.log.join()).toContain('planted');
  });

  it('a fix that breaks the file is dropped and logged; the other fixes are made', async () => {
    const test = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, {
      migrations: [broken(function* () {
        yield { range: { start: 0, end: 1 }, message: { what: 'x', why: '', todo: '' }, fixes: [{ title: 'Break', applicability: 'safe', bulk: true, edits: () => [insert(0, 'A="\n')] }] };
      })],
    });
    const plan = await test.service.plan({ applicability: 'safe' });
    expect(plan.files.map(({ after }) => after)).toEqual(['GL_ENV=a\n']);
    expect(test.log.join()).toContain('greenlang/broken');
  });

  it('fixes that never settle leave the file alone, with the reason', async () => {
    let count = 0;
    const test = await testService({ '.env.local': 'GREENLANG_ENV=a\n', '.env': '' }, {
      migrations: [broken(function* () {
        yield { range: { start: 0, end: 1 }, message: { what: 'x', why: '', todo: '' }, fixes: [{ title: 'Grow', applicability: 'safe', bulk: true, edits: () => [insert(0, `A${count++}=1\n`)] }] };
      })],
    });
    const plan = await test.service.plan({ applicability: 'safe' });
    expect(plan.files).toEqual([]);
    expect(plan.refused.map(({ reason }) => reason).join()).toContain('do not settle');
  });
});

describe('plans', () => {
  it('safe edits do not rest on unsafe ones: the safe part of the unsafe plan is the safe plan', async () => {
    const files = {
      'greenlang.yaml': 'version: "0.2.0"\ndatabase:\n  url: x\nlogging:\n  level: info\n',
      '.env': 'GREENLANG_ENV=a\nAPI_KEY=changeme\n',
    };
    const safe = await (await testService(files)).service.plan({ applicability: 'safe' });
    const all = await (await testService(files)).service.plan({ applicability: 'unsafe' });
    for (const file of safe.files) {
      const whole = all.files.find(({ uri }) => uri === file.uri);
      expect(whole?.edits.filter(({ applicability }) => applicability === 'safe').map(({ range, newText }) => [range, newText])).toEqual(file.edits.map(({ range, newText }) => [range, newText]));
    }
    expect(safe.files.length).toBe(2);
  });

  it('edits of one fix share a number; fixes that touch each other become one', async () => {
    const { service, workspace } = await testService({
      'pack.yaml': 'spec_version: "1.0"\nname: a\ninputs: [unit]\noutputs: [unit]\n',
      '.env': 'GREENLANG_ENV=a\nGREENLANG_DB_URL=b\n',
    });
    const { files } = await service.plan({ applicability: 'safe' });
    const numbers = (path: string): readonly number[] => files.find(({ uri }) => uri === workspace.uri(path))?.edits.map(({ fix }) => fix) ?? [];
    expect(numbers('pack.yaml').length).toBeGreaterThan(3);
    expect(new Set(numbers('pack.yaml')).size).toBe(1);
    expect(new Set(numbers('.env')).size).toBe(2);
  });

  it('only some changes, only some files', async () => {
    const files = { 'a/.env.local': 'GREENLANG_ENV=a\nGL_LOG_LEVEL=info\n', 'a/.env': '', 'b/.env.local': 'GREENLANG_ENV=a\n', 'b/.env': '' };
    const { service, workspace } = await testService(files);
    const plan = await service.plan({ only: ['bc-010'], applicability: 'safe' });
    expect(plan.files.map(({ uri, after }) => [workspace.path(uri), after])).toEqual([['a/.env.local', 'GREENLANG_ENV=a\nGL_LOG_LEVEL=INFO\n']]);
    expect((await service.plan({ uris: [workspace.uri('b/.env.local')] })).files.map(({ uri }) => workspace.path(uri))).toEqual(['b/.env.local']);
  });
});

it('every migration names its guide entries once, and every rule belongs to one', () => {
  for (const { changes, rules: own } of builtInMigrations) {
    expect(new Set(changes.map(({ id }) => id)).size).toBe(changes.length);
    expect(new Set(own.map(({ id }) => id)).size).toBe(own.length);
    for (const rule of own) expect(changes.map(({ id }) => id)).toContain(rule.change);
  }
});
