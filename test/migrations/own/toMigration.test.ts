import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../server/src/analysis/migration.ts';
import { safeMarkdown } from '../../../server/src/migrations/own/safeMarkdown.ts';
import { testService } from '../../support/testService.ts';
import { migrationText, read } from './support.ts';

const migration = ((): Migration => {
  const { migration: made, problems } = read(`format: 1
id: acme
title: Acme
from: "1.0"
to: "2.0"
guide: Upgrading to Acme 2
system: acme-suite
detection:
  packages: [{ ecosystem: pypi, name: acme }]
  environment: [ACME_HOME]
  environmentTogether: [ACME_ONE, ACME_TWO]
documents:
  - { id: config, language: yaml, files: ["acme.*.yaml"], keys: [server], proves: true }
entries:
  - id: E-1
    title: Names <img src=x>
    impact: low
    summary: |
      The first paragraph, with a ![picture](https://tracker.example/a.png).

      The second one, with \`run <name>\`.
    deprecatedIn: 2.0.0
    changes:
      - { kind: environmentRenamed, from: ACME_OLD, to: ACME_NEW, why: Because. }
      - { kind: environmentAdded, name: ACME_MORE, value: "1", roles: [base], why: It is new. }
      - { kind: settingRenamed, document: config, path: [server, address], to: url, why: Because. }
    examples:
      - { file: .env, flagged: "ACME_OLD=1\\n", fixed: "ACME_NEW=1\\n" }
      - { file: .env, notFlagged: "X=1" }
`);
  if (!made) throw new Error(JSON.stringify(problems));
  return made;
})();

/** Rules that find something in a file of a project. */
async function found(files: Readonly<Record<string, string>>, name: string): Promise<readonly string[]> {
  const { service, workspace } = await testService(files, { migrations: [migration] });
  return (service.diagnose(workspace.uri(name))?.diagnostics ?? []).map(({ rule }) => rule);
}

const pyproject = (requirement: string): string => `[project]\nname = "x"\ndependencies = ["${requirement}"]\n[tool.acme]\na = 1\n`;

/** A project with the migration of such a file. */
async function project(parts: Parameters<typeof migrationText>[0], files: Readonly<Record<string, string>>) {
  const { migration: made, problems } = read(migrationText(parts));
  if (!made) throw new Error(JSON.stringify(problems));
  return await testService(files, { migrations: [made] });
}

describe('a migration made of a file', () => {
  it('holds where something proves its system', async () => {
    expect(await found({ 'app.sh': 'echo $ACME_OLD\n' }, 'app.sh')).toEqual([]);
    expect(await found({ 'app.sh': 'echo $ACME_OLD\n', 'requirements.txt': 'acme==1.0\n' }, 'app.sh')).toEqual(['acme/environment-renamed']);
    expect(await found({ 'app.sh': 'echo $ACME_OLD $ACME_HOME\n' }, 'app.sh')).toEqual(['acme/environment-renamed']);
    expect(await found({ 'app.sh': 'echo $ACME_OLD $ACME_ONE\n' }, 'app.sh')).toEqual([]);
    expect(await found({ 'app.sh': 'echo $ACME_OLD $ACME_ONE $ACME_TWO\n' }, 'app.sh')).toEqual(['acme/environment-renamed']);
    expect(await found({ 'app.sh': 'echo $ACME_OLD\n', 'acme.prod.yaml': 'server: {}\n' }, 'app.sh')).toEqual(['acme/environment-renamed']);
  });

  it('knows its documents by name and keys, and the .env files that are the system\'s', async () => {
    expect(await found({ 'acme.prod.yaml': 'server:\n  address: x\n' }, 'acme.prod.yaml')).toEqual(['acme/setting-renamed']);
    expect(await found({ 'acme.prod.yaml': 'other:\n  address: x\n' }, 'acme.prod.yaml')).toEqual([]);
    expect(await found({ 'acme.prod.yaml': 'server:\n  address: x\n---\na: 1\n' }, 'acme.prod.yaml')).toEqual([]);
    expect(await found({ '.env': 'ACME_HOME=x\n' }, '.env')).toEqual(['acme/environment-unset']);
    expect(await found({ '.env': 'ACME_ONE=x\nACME_TWO=x\n' }, '.env')).toEqual(['acme/environment-unset']);
    expect(await found({ '.env': 'OTHER=x\n', 'requirements.txt': 'acme==1.0\n' }, '.env')).toEqual([]);
    expect(await found({ '.env': 'OTHER=x\n', 'acme.prod.yaml': 'server: {}\n' }, '.env')).toEqual(['acme/environment-unset']);
  });

  it('leaves a manifest what it is when it is a document, too', async () => {
    const { service, workspace } = await project({
      detection: '{ packages: [{ ecosystem: pypi, name: acme }] }',
      documents: 'documents: [{ id: project, language: toml, files: [pyproject.toml], keys: [tool] }]',
      changes: '[{ kind: environmentRenamed, from: ACME_OLD, to: ACME_NEW, why: Because. }]',
    }, { 'one/pyproject.toml': pyproject('acme==1.0'), 'one/.env': 'ACME_OLD=1\n', 'two/pyproject.toml': pyproject('other==1.0'), 'two/.env': 'ACME_OLD=1\n' });
    const rules = (path: string) => service.diagnose(workspace.uri(path))?.diagnostics.map(({ rule }) => rule);
    expect([rules('one/.env'), rules('two/.env')]).toEqual([['acme/environment-renamed'], []]);
    expect(service.detected().map(({ root }) => root)).toEqual([workspace.uri('one')]);
  });

  it('shows nothing of what a regular expression has found', async () => {
    const { service, workspace } = await project({
      detection: '{ environment: [ACME_HOME] }',
      changes: String.raw`[{ kind: textMatched, pattern: "ACME_TOKEN=(.*)", literals: [ACME_TOKEN], languages: [dotenv], replacement: "ACME_KEY=$1\nACME_MODE=1", message: It is old., todo: Rename it., why: Because. }]`,
    }, { '.env': 'ACME_HOME=/x\r\nACME_TOKEN=hunter2secret\r\n' });
    const uri = workspace.uri('.env');
    expect(service.diagnose(uri)?.diagnostics.flatMap(({ fixes }) => fixes.map(({ title }) => title))).toEqual(['Replace with ACME_KEY=$1 ACME_MODE=1']);
    expect(JSON.stringify([service.diagnose(uri)?.diagnostics, service.items(uri)])).not.toContain('hunter2');
    const plan = await service.plan({ applicability: 'unsafe' });
    expect(plan.files[0]?.after).toBe('ACME_HOME=/x\r\nACME_KEY=hunter2secret\r\nACME_MODE=1\r\n');
  });

  it('explains its entries, and asks no other server for pictures', async () => {
    const { service } = await testService({}, { migrations: [migration] });
    const page = service.explain('e-1')?.markdown ?? '';
    expect(page).toContain('The first paragraph');
    expect(page).toContain('`run <name>`');
    expect(page).toContain('ACME_NEW=1');
    expect(page).toContain('E-1: Names \\<img src=x>');
    expect(page).not.toMatch(/!\[|(?<!\\)<img/);
  });

  it('says what it upgrades', () => {
    expect(migration).toMatchObject({ system: 'acme-suite', changes: [{ id: 'E-1', examples: [{ language: 'dotenv', before: 'ACME_OLD=1', after: 'ACME_NEW=1' }] }] });
    expect(migration.changes[0]?.summary).toHaveLength(2);
  });
});

describe('safeMarkdown', () => {
  it.each([
    ['![a](b)', '!\\[a](b)'], ['[a](b)', '[a](b)'], ['<name>', '<name>'], ['<new name>', '<new name>'], ['<img src="x">', '\\<img src="x">'], ['<img\nsrc=x>', '\\<img\nsrc=x>'], ['<!-- x -->', '\\<!-- x -->'],
    ['a < b', 'a < b'], ['</p>', '\\</p>'], ['<https://acme.example>', '\\<https://acme.example>'],
  ])('%j', (markdown, safe) => {
    expect(safeMarkdown(markdown)).toBe(safe);
  });
});
