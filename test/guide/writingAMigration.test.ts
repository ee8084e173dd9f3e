import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createExampleRunner } from '../../server/src/migrations/own/exampleRunner.ts';
import { readOwnMigrations } from '../../server/src/node/ownMigrations.ts';
import { exampleFiles } from '../support/exampleFiles.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';
import { testGrammars, testService } from '../support/testService.ts';

const example = 'own-migration';
const root = path.resolve(import.meta.dirname, '../..');
const page = readFileSync(path.join(root, 'docs/writing-a-migration.md'), 'utf8');
const own = '.upguide/acme.migration.yaml';
const logger = { info: () => undefined, warn: () => undefined, error: (message: string) => { throw new Error(message); } };

/** What the example brings with it, read as both hosts read it. */
function brought(folder: string) {
  return readOwnMigrations(folder, {}, builtInMigrations);
}

function exampleFolder(): string {
  const folder = temporaryFolder();
  cpSync(path.join(root, 'examples', example), folder, { recursive: true });
  return folder;
}

describe('the worked example of docs/writing-a-migration.md', () => {
  it('is shown as it stands in its file', () => {
    expect(page).toContain(`\`\`\`yaml\n${exampleFiles(example)[own] ?? ''}\`\`\`\n`);
  });

  it('has no problems, and all of its examples pass', async () => {
    const { files } = brought(exampleFolder());
    expect(files.map(({ name, read, refused }) => [name, refused, read?.problems])).toEqual([[own, undefined, []]]);
    const results = (await Promise.all(files.flatMap(({ read }) => (read ? [createExampleRunner({ grammars: testGrammars, logger }).run(read)] : [])))).flat();
    expect(results.filter(({ failures }) => failures.length > 0)).toEqual([]);
    const entries = files[0]?.read?.file?.entries ?? [];
    expect([...new Set(results.map(({ entry }) => entry))]).toEqual(entries.map(({ id }) => id));
    const languages = entries.flatMap(({ changes = [] }) => changes.map((change) => ('language' in change ? change.language : change.kind)));
    expect(languages).toEqual(expect.arrayContaining(['environmentRenamed', 'settingRenamed', 'endpointMoved', 'commandRenamed', 'packageRaised', 'symbolMoved', 'typescript', 'rust']));
  });

  it('upgrades the workspace to what the page shows', async () => {
    const [migration] = brought(exampleFolder()).migrations;
    expect(migration).toBeDefined();
    if (!migration) return;
    const files = exampleFiles(example);
    // In a workspace in memory, whose folder has another address.
    const { service, workspace } = await testService(files, { migrations: [...builtInMigrations, { ...migration, folder: 'file:///workspace' }] });
    const plan = await service.plan({ applicability: 'unsafe' });
    const after = Object.fromEntries(plan.files.map((file) => [workspace.path(file.uri), file.after]));
    expect(plan.refused).toEqual([]);
    const shown = [...page.slice(page.indexOf('## The result')).matchAll(/^```\w+ (\S+)\n([\s\S]*?)^```$/gm)].map(([, name = '', text = '']) => [name, text]);
    expect(shown).toHaveLength(5);
    for (const [name = '', text] of shown) expect(after[name], name).toBe(text);
    expect(Object.keys(after).sort()).toEqual([...shown.map(([name]) => name), '.env', 'requirements.txt', 'web/package.json', 'agent/Cargo.toml'].sort());
    for (const name of Object.keys(after)) expect(page).toContain(name);
    expect(after['.env']).toBe('# for the workers\nACME_KEY=s3cret\nACME_TOKENS=3\n');
    expect(after['requirements.txt']).toBe('acme-sdk==2.0.0  # pinned\nrequests==2.32.0\n');

    const again = await testService({ ...files, ...after }, { migrations: [{ ...migration, folder: 'file:///workspace' }] });
    expect((await again.service.plan({ applicability: 'unsafe' })).files).toEqual([]);
  });

  it('is not needed by the steps before it: they make a migration that works', async () => {
    const steps = [...page.slice(0, page.indexOf('## What proves')).matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
    const { files } = brought(temporaryFolder({ '.upguide/first.migration.yaml': steps.join('') }));
    const [first] = files;
    expect(first?.read?.problems).toEqual([]);
    const results = first?.read ? await createExampleRunner({ grammars: testGrammars, logger }).run(first.read) : [];
    expect(results.map(({ failures }) => failures)).toEqual([[], []]);
  });
});
