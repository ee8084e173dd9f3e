import { describe, expect, it } from 'vitest';
import { messageText } from '../../../server/src/analysis/diagnostic.ts';
import { migrationFormat } from '../../../server/src/migrations/own/migrationFormat.ts';
import { isMigrationFileName } from '../../../server/src/service/fileKinds.ts';
import { applyEdits } from '../../../server/src/text/applyEdits.ts';
import { testService } from '../../support/testService.ts';

const name = '.upguide/acme.migration.yaml';
const start = `format: 1
id: acme
title: Acme
from: "1.0"
to: "2.0"
guide: Upgrading to Acme 2
detection: {}
entries:
  - id: E-1
    title: Names
    impact: low
    summary: Names changed.
    deprecatedIn: 2.0.0
    changes:
`;

/** The format's service with one file in which `█` is the cursor. */
async function at(text: string) {
  const offset = text.indexOf('█');
  const plain = text.replace('█', '');
  const { service, workspace } = await testService({ [name]: plain }, { migrations: [migrationFormat(() => ({ takenIds: new Map([['taken', 'another file']]) }))] });
  const uri = workspace.uri(name);
  return {
    text: plain,
    diagnostics: (service.diagnose(uri)?.diagnostics ?? []).map(({ range, severity, message, fixes, rule }) => ({ rule, severity, at: plain.slice(range.start, range.end), text: messageText(message), fixed: fixes[0] && applyEdits(plain, fixes[0].edits()) })),
    completions: service.complete(uri, offset),
    hover: service.hover(uri, offset)?.markdown,
  };
}

describe('migration files', () => {
  it('are known by their names', () => {
    expect(['a.migration.yaml', '/x/a.migration.yml', 'migration.yaml', 'a.migration.yaml.bak', 'a.migrations.yaml'].map(isMigrationFileName)).toEqual([true, true, false, false, false]);
  });

  it('have no diagnostics when nothing is wrong', async () => {
    expect((await at(`${start}      - { kind: environmentRenamed, from: ACME_A, to: ACME_B, why: Because. }\n`)).diagnostics).toEqual([]);
  });

  it('are checked by the schema of the stated kind, with fixes', async () => {
    const { diagnostics } = await at(`${start}      - kind: environmentRenamed\n        frm: ACME_A\n        to: ACME_B\n        why: Because.\n`);
    expect(diagnostics).toEqual([{
      rule: 'upguide/schema', severity: 'error', at: 'frm', text: expect.stringContaining('Did you mean `from`?') as string, fixed: `${start}      - kind: environmentRenamed\n        from: ACME_A\n        to: ACME_B\n        why: Because.\n`,
    }]);
  });

  it('say what is missing', async () => {
    const { diagnostics } = await at(`${start}      - kind: settingRenamed\n        why: Because.\n`);
    expect(diagnostics.map(({ text }) => text)).toEqual([
      expect.stringContaining('`entries[0].changes[0]` has no `document`.'), expect.stringContaining('has no `path`.'), expect.stringContaining('has no `to`.'),
    ]);
  });

  it('are checked for what makes no sense', async () => {
    const { diagnostics } = await at(`${start.replace('id: acme', 'id: taken')}      - { kind: environmentRenamed, from: ACME_A, to: ACME_A, why: Because. }\n`);
    expect(diagnostics.map(({ rule, at: place, text }) => [rule, place, text])).toEqual([
      ['migration-file/content-wrong', 'taken', expect.stringContaining('another file has it')],
      ['migration-file/content-wrong', 'ACME_A', expect.stringContaining('The new form is the old one.')],
    ]);
  });

  it('tell syntax errors', async () => {
    expect((await at(`${start}      - [\n`)).diagnostics.map(({ rule }) => rule)).toEqual(['upguide/yaml-syntax']);
  });

  it('complete kinds with what they mean', async () => {
    const { completions } = await at(`${start}      - kind: █\n`);
    expect(completions.length).toBeGreaterThan(30);
    expect(completions.find(({ label }) => label === 'environmentRenamed')).toMatchObject({ kind: 'enum', markdown: 'The variable `from` is now called `to`; its value means the same.' });
  });

  it('complete the keys of the stated kind, and their values', async () => {
    const keys = await at(`${start}      - kind: packageRaised\n        name: acme\n        █\n`);
    expect(keys.completions.map(({ label }) => label).sort()).toEqual(['alongside', 'applicability', 'below', 'ecosystem', 'from', 'since', 'specifier', 'why']);
    const values = await at(`${start}      - kind: packageRaised\n        ecosystem: █\n`);
    expect(values.completions.map(({ label }) => label)).toEqual(['pypi', 'npm', 'cargo', 'docker']);
    const none = await at(`${start}      - why: x\n        █\n`);
    expect(none.completions.map(({ label }) => label)).toEqual(['kind']);
  });

  it('complete keys that are half typed', async () => {
    const { completions } = await at(`${start}      - kind: environmentRenamed\n        fr█\n`);
    expect(completions.map(({ label }) => label)).toContain('from');
    expect(completions.map(({ label }) => label)).not.toContain('ecosystem');
  });

  it('explain kinds and keys', async () => {
    expect((await at(`${start}      - kind: environment█Renamed\n`)).hover).toContain('`environmentRenamed`: The variable `from` is now called `to`; its value means the same.');
    expect((await at(`${start}      - kind: environmentRenamed\n        everyd█ay: [a]\n`)).hover).toContain('Other programs have a variable of this name too');
    expect((await at(`${start}      - kind: packageRaised\n        fr█om: "1"\n`)).hover).toContain('The first version that the guide speaks of');
    expect((await at('format: 1\ndetec█tion: {}\n')).hover).toContain('What proves that a project uses the system');
  });
});
