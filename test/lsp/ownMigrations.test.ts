import { beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem, Hover } from 'vscode-languageserver-protocol';
import type { ExplainResult, ItemsResult, Status } from '../../server/src/protocol.ts';
import { acmeMigration } from '../support/acmeMigration.ts';
import buildOnce from '../support/buildOnce.ts';
import type { Client } from './support/client.ts';
import { session, type TestWorkspace, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const project = { 'acme.lock': '', '.env': 'ACME_TOKEN=abc\n' };
const own = '.upguide/acme.migration.yaml';

/** Tells the server that a file is another one now, as the editor's watcher does. */
function changed(client: Client, uri: string, type: 1 | 2 | 3 = 2): Promise<void> {
  return client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
}

/** Waits until a file has findings with these codes, and no others. */
function codes(client: Client, place: TestWorkspace, name: string, ...expected: string[]) {
  return client.diagnostics(place.uri(name), ({ diagnostics }) => JSON.stringify(diagnostics.map(({ code }) => code)) === JSON.stringify(expected));
}

/** The globs of the files that the editor is asked to watch. */
function watchedBy({ registrations }: Client): readonly string[] {
  return registrations.flatMap(({ registerOptions }) => ((registerOptions as { watchers?: { globPattern: string }[] } | undefined)?.watchers ?? []).map(({ globPattern }) => globPattern));
}

async function status(client: Client): Promise<Status> {
  return client.request<Status>('upguide/currentStatus', {});
}

describe('a migration of the workspace', () => {
  it('is there with the first scan, with fixes, pages, items and its file in the status', async () => {
    const place = workspace({ ...project, [own]: acmeMigration() });
    const client = await session(place);
    await codes(client, place, '.env', 'AC-1');
    expect((await status(client)).migrations).toMatchObject([{ id: 'acme', active: true, file: own, evidence: ['acme.lock: file acme.lock'] }]);
    expect((await client.request<ExplainResult>('upguide/explain', { id: 'acme/AC-1' })).markdown).toContain('It has a name of its own.');
    expect((await client.request<ItemsResult>('upguide/items', {})).items).toMatchObject([{ migration: 'acme', change: 'AC-1', applicability: 'safe', fix: 'Rename to ACME_KEY' }]);
    const uri = place.uri('.env');
    await client.open(uri, project['.env'], 'dotenv');
    await client.current(uri);
    const [action] = await client.codeActions(uri, client.rangeOf(uri, 'ACME_TOKEN'));
    expect(action?.title).toBe('Rename to ACME_KEY (safe)');
    if (!action) return;
    expect(client.applied(uri, (await client.request<typeof action>('codeAction/resolve', action)).edit)).toBe('ACME_KEY=abc\n');
  });

  it('comes, changes and goes with its file, while documents stay open', async () => {
    const place = workspace(project);
    const client = await session(place);
    const uri = place.uri('.env');
    await client.open(uri, 'ACME_TOKEN=abc\nACME_HOST=x\n', 'dotenv');
    expect(await client.current(uri)).toEqual([]);
    place.write(own, acmeMigration());
    await changed(client, place.uri(own), 1);
    await codes(client, place, '.env', 'AC-1');
    place.write(own, acmeMigration().replaceAll('ACME_TOKEN', 'ACME_HOST'));
    await changed(client, place.uri(own));
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics[0]?.range.start.line === 1);
    place.remove('.upguide');
    await changed(client, place.uri('.upguide'), 3);
    await codes(client, place, '.env');
    expect((await status(client)).migrations).toEqual([]);
  });

  it('comes with the folder that it is in, of which the editor may see the folder alone', async () => {
    const place = workspace(project);
    const client = await session(place);
    await client.until(() => watchedBy(client).includes('**/.upguide'), 'a watcher');
    place.write(own, acmeMigration());
    await changed(client, place.uri('.upguide'), 1);
    await codes(client, place, '.env', 'AC-1');
    // The folder may go as a whole, too.
    place.remove('.upguide');
    await changed(client, place.uri('.upguide'), 3);
    await codes(client, place, '.env');
  });

  it('is there when a file comes whose name is its proof, which the editor is asked to watch', async () => {
    const place = workspace({ '.env': project['.env'], [own]: acmeMigration() });
    const client = await session(place);
    await client.until(() => watchedBy(client).includes('**/acme.lock'), 'a watcher');
    expect((await status(client)).migrations).toEqual([]);
    place.write('acme.lock', '');
    await changed(client, place.uri('acme.lock'), 1);
    await codes(client, place, '.env', 'AC-1');
    place.remove('acme.lock');
    await changed(client, place.uri('acme.lock'), 3);
    await codes(client, place, '.env');
  });

  it('that a setting names is read, and off when it says so', async () => {
    const place = workspace({ ...project, 'tools/acme.migration.yaml': acmeMigration() });
    const client = await session(place, { settings: { [place.root]: { migrations: { 'tools/acme.migration.yaml': 'auto' } } } });
    await codes(client, place, '.env', 'AC-1');
    client.settings = { [place.root]: { migrations: { 'tools/acme.migration.yaml': 'off' } } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await codes(client, place, '.env');
    client.settings = { [place.root]: { migrations: { 'tools/acme.migration.yaml': 'on' } } };
    place.remove('acme.lock');
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await codes(client, place, '.env', 'AC-1');
    expect((await status(client)).migrations).toMatchObject([{ id: 'acme', file: 'tools/acme.migration.yaml', evidence: ['settings: switched on'] }]);
  });

  it('of one folder says nothing in another one', async () => {
    const both = Object.entries(project).flatMap(([name, text]) => [[`a/${name}`, text], [`b/${name}`, text]]);
    const place = workspace({ ...Object.fromEntries(both), [`a/${own}`]: acmeMigration() });
    const client = await session(place, { folders: [place.path('a'), place.path('b')] });
    await codes(client, place, 'a/.env', 'AC-1');
    expect((await client.request<ItemsResult>('upguide/items', {})).items).toHaveLength(1);
    expect((await status(client)).migrations.map(({ root }) => root)).toEqual([place.uri('a')]);
  });
});

describe('a migration file', () => {
  it('that is broken says so, also closed; its migration is off, the others go on', async () => {
    const place = workspace({ ...project, '.env.local': 'GREENLANG_ENV=production\n', [own]: acmeMigration().replace('impact: high', 'impact: huge') });
    const client = await session(place);
    await codes(client, place, '.env.local', 'BC-007');
    const [problem] = await client.diagnostics(place.uri(own), ({ diagnostics }) => diagnostics.length > 0);
    expect(problem).toMatchObject({ severity: 1, range: { start: { line: 11 } } });
    const { migrations, files, findings } = await status(client);
    expect(migrations.map(({ id }) => id)).toEqual(['greenlang']);
    expect(files.skipped).toMatchObject([{ uri: place.uri(own), reason: expect.stringContaining('Its migration is off.') as string }]);
    expect(findings.total).toBe((await client.diagnostics(place.uri('.env.local'))).length);
    place.write(own, acmeMigration());
    await changed(client, place.uri(own));
    await client.diagnostics(place.uri(own), ({ diagnostics }) => diagnostics.length === 0);
    await codes(client, place, '.env', 'AC-1');
  });

  it('is checked while it is typed, its examples too, and what is unsaved changes no other file', async () => {
    const place = workspace({ ...project, [own]: acmeMigration() });
    const client = await session(place);
    await codes(client, place, '.env', 'AC-1');
    const uri = place.uri(own);
    await client.open(uri, acmeMigration(), 'yaml');
    expect(await client.current(uri)).toEqual([]);
    await client.change(uri, [{ text: acmeMigration({ fixed: 'ACME_KEYS=x' }) }]);
    const [failing] = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 1);
    expect(failing).toMatchObject({ code: 'migration-file/failing-example', severity: 1, message: expect.stringContaining('-ACME_KEYS=x\n+ACME_KEY=x') as string });
    // Above the example: it moves with its place, before anything has run again.
    await client.change(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '# ours\n' }]);
    expect((await client.current(uri)).map(({ code, range }) => [code, range.start.line])).toEqual([[failing?.code, (failing?.range.start.line ?? 0) + 1]]);
    await client.change(uri, [{ text: acmeMigration().replace('kind: environmentRenamed', 'kind: environmentRenamd') }]);
    const broken = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code !== failing?.code));
    expect(broken[0]?.message).toContain('Did you mean `environmentRenamed`?');
    expect((await client.diagnostics(place.uri('.env'))).map(({ code }) => code)).toEqual(['AC-1']);
    await client.close(uri);
    await client.diagnostics(uri, ({ diagnostics, version }) => diagnostics.length === 0 && version === undefined);
  });

  it('has completion and hover', async () => {
    const place = workspace({ [own]: acmeMigration() });
    const client = await session(place);
    const uri = place.uri(own);
    const text = acmeMigration().replace(/- \{ kind: .*/, '- kind: ');
    await client.open(uri, text, 'yaml');
    const kinds = await client.request<CompletionItem[]>('textDocument/completion', { textDocument: { uri }, position: client.positionOf(uri, 'kind: ', 6) });
    expect(kinds.map(({ label }) => label)).toEqual(expect.arrayContaining(['environmentRenamed', 'endpointMoved', 'symbolMoved', 'textMatched']));
    const hover = await client.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: client.positionOf(uri, 'deprecatedIn', 2) });
    expect(JSON.stringify(hover?.contents)).toContain('version');
  });

  it('whose id is taken is refused at its id, in the order of the paths', async () => {
    const place = workspace({ ...project, '.upguide/a.migration.yaml': acmeMigration(), '.upguide/b.migration.yaml': acmeMigration(), '.upguide/c.migration.yaml': acmeMigration({ id: 'greenlang' }) });
    const client = await session(place);
    for (const [name, holder] of [['.upguide/b.migration.yaml', '.upguide/a.migration.yaml'], ['.upguide/c.migration.yaml', 'GreenLang']] as const) {
      const [problem] = await client.diagnostics(place.uri(name), ({ diagnostics }) => diagnostics.length > 0);
      expect(problem?.range.start.line).toBe(1);
      expect(problem?.message).toContain(holder);
    }
    expect(client.published.get(place.uri('.upguide/a.migration.yaml'))?.diagnostics ?? []).toEqual([]);
    await codes(client, place, '.env', 'AC-1');
  });

  it('of somebody else with such a name is left alone', async () => {
    const place = workspace({ ...project, [own]: acmeMigration(), 'db/001.migration.yaml': 'up: create table\n' });
    const client = await session(place);
    const uri = place.uri('db/001.migration.yaml');
    await client.open(uri, 'up: create table\n', 'yaml');
    expect(await client.current(uri)).toEqual([]);
  });

  it('that leads out of the folder is not read, and says so', async () => {
    const outside = workspace({ 'acme.migration.yaml': acmeMigration() });
    const place = workspace({ ...project, '.upguide/config.json': '{}' });
    place.link(own, outside.path('acme.migration.yaml'));
    const client = await session(place, { settings: { [place.root]: { migrations: { [`../${outside.root.split('/').at(-1) ?? ''}/acme.migration.yaml`]: 'on' } } } });
    const { migrations, files } = await status(client);
    expect(migrations).toEqual([]);
    expect(files.skipped.map(({ reason }) => reason)).toEqual([expect.stringContaining('It lies outside of the workspace folder'), expect.stringContaining('It is a symbolic link to a file outside')]);
    expect(client.published.get(place.uri('.env'))?.diagnostics ?? []).toEqual([]);
  });
});

describe('hostile migration files', () => {
  it.each([
    ['aliases', `a: &a [x, x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i === 0 ? 'a' : `b${i - 1}`}, *${i === 0 ? 'a' : `b${i - 1}`}]`).join('\n')}\n`],
    ['nesting', `${'['.repeat(20_000)}`], ['keys', '__proto__: { id: x }\nconstructor: 1\n'], ['length', 'x'.repeat(1_500_000)], ['nothing', ''],
  ])('with %s do not stop the server', async (_, text) => {
    const place = workspace({ ...project, '.env.local': 'GREENLANG_ENV=production\n', '.upguide/hostile.migration.yaml': text, [own]: acmeMigration() });
    const client = await session(place);
    await codes(client, place, '.env', 'AC-1');
    await client.open(place.uri('.upguide/hostile.migration.yaml'), text, 'yaml');
    await client.current(place.uri('.upguide/hostile.migration.yaml'));
    await codes(client, place, '.env.local', 'BC-007');
  });
});
