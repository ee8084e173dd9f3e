import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlanResult, ScriptsResult, Status } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { folderOf, fullCapabilities } from './support/client.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const deprecatedEnv = 'GREENLANG_ENV=production\n';

describe('settings', () => {
  it('hold for their folder only', async () => {
    const place = workspace({ 'a/.env': deprecatedEnv, 'b/.env': deprecatedEnv });
    const client = await session(place, {
      folders: [place.path('a'), place.path('b')],
      settings: { [place.path('a')]: { severities: { 'BC-007': 'off' } } },
    });
    await client.diagnostics(place.uri('b/.env'), ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    expect(client.published.get(place.uri('a/.env'))?.diagnostics.some(({ code }) => code === 'BC-007') ?? false).toBe(false);
  });

  it('are in force before the first answer', async () => {
    const place = workspace({});
    const client = await session(place, { settings: { [place.root]: { severities: { 'BC-007': 'off' } } }, scanned: false });
    await client.open(place.uri('.env'), deprecatedEnv);
    await client.current(place.uri('.env'));
    expect(client.history.some(({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'))).toBe(false);
  });

  it('change while the editor runs', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const client = await session(place);
    const uri = place.uri('.env');
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    client.settings = { [place.root]: { migrations: { greenlang: 'off' } } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    client.settings = { [place.root]: { exclude: ['**/.env'] } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.log.filter((line) => line.startsWith('Scanned ')).length === 2, 'the second scan');
    expect(client.published.get(uri)?.diagnostics).toEqual([]);
  });

  it('exclude an open document, and take it back', async () => {
    const place = workspace({ 'legacy/.env': deprecatedEnv });
    const uri = place.uri('legacy/.env');
    const client = await session(place);
    await client.open(uri, deprecatedEnv, 'dotenv');
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    client.settings = { [place.root]: { exclude: ['legacy/**'] } };
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
    client.settings = {};
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
  });

  it('come from .upguide/config.json, below those of the editor, and wrong ones are named', async () => {
    const place = workspace({ '.env': deprecatedEnv, '.upguide/config.json': '{ "severities": { "BC-007": "off", "x": "hint" } }' });
    const uri = place.uri('.env');
    const client = await session(place, { settings: { [place.root]: { severities: { 'BC-007': 'hint' }, exclude: 7, trace: { server: 'off' } } } });
    const found = await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    expect(found.find(({ code }) => code === 'BC-007')?.severity).toBe(4);
    expect(client.log.some((line) => line.includes('upguide.exclude') && line.includes('Expected a list of globs'))).toBe(true);

    client.settings = {};
    await client.notify('workspace/didChangeConfiguration', { settings: null });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.every(({ code }) => code !== 'BC-007'));
    place.write('.upguide/config.json', '{ "severities": ');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri('.upguide/config.json'), type: 2 }] });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    expect(client.log.some((line) => line.includes('.upguide/config.json:1:'))).toBe(true);
  });

  it('are taken from the event by an editor that cannot be asked', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const client = await session(place, { capabilities: { ...fullCapabilities, workspace: {} } });
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0);
    await client.notify('workspace/didChangeConfiguration', { settings: { upguide: { migrations: { greenlang: 'off' } } } });
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length === 0);
  });
});

describe('folders', () => {
  it('come and go', async () => {
    const place = workspace({ 'a/.env': deprecatedEnv, 'b/.env': deprecatedEnv });
    const client = await session(place, { folders: [place.path('a')] });
    await client.diagnostics(place.uri('a/.env'));
    const a = folderOf(place.path('a'));
    const b = folderOf(place.path('b'));
    await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [b], removed: [a] } });
    await client.diagnostics(place.uri('b/.env'));
    await client.diagnostics(place.uri('a/.env'), ({ diagnostics }) => diagnostics.length === 0);
    const status = await client.request<Status>('upguide/currentStatus');
    expect(status.migrations.map(({ root }) => root)).toEqual([b.uri]);
  });
});

describe('upgrade', () => {
  it('plans safe edits for open and closed files, and writes nothing', async () => {
    const place = workspace({ '.env': deprecatedEnv, 'sub/.env.local': 'GREENLANG_DB_URL=x\n' });
    const client = await session(place);
    await client.open(place.uri('.env'), `# unsaved\n${deprecatedEnv}`);
    const plan = await client.request<PlanResult>('upguide/plan', { applicability: 'safe' });
    const file = plan.files.find(({ uri }) => uri === place.uri('.env'));
    expect(file?.version).toBe(1);
    expect(file?.edits.some((edit) => edit.newText === 'GL_ENV' && edit.range.start.line === 1 && edit.change === 'BC-007')).toBe(true);
    expect(plan.files.find(({ uri }) => uri === place.uri('sub/.env.local'))?.version).toBeNull();
    expect(plan.files.flatMap(({ edits }) => edits).every(({ applicability }) => applicability === 'safe')).toBe(true);
    expect(client.appliedEdits).toEqual([]);

    const part = await client.request<PlanResult>('upguide/plan', { applicability: 'safe', uris: [place.uri('sub')] });
    expect(part.files.map(({ uri }) => path.basename(uri))).toEqual(['.env.local']);
  });

  it('is given up when the editor says so', async () => {
    const place = workspace(Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`${i}/.env`, deprecatedEnv])));
    const client = await session(place);
    await expect(client.cancelled('upguide/plan', { applicability: 'safe' })).rejects.toMatchObject({ code: -32800 });
    expect((await client.request<PlanResult>('upguide/plan', { applicability: 'safe' })).files).toHaveLength(100);
  });

  it('explains every id that it lists, in any case', async () => {
    const client = await session(workspace({}));
    const all = await client.request<{ id: string; title: string }[]>('upguide/explainable');
    expect(all.length).toBeGreaterThan(0);
    for (const { id, title } of all) {
      const page = await client.request<{ title: string; markdown: string } | null>('upguide/explain', { id: id.toLowerCase() });
      expect(page?.title, id).toBe(title);
      expect(page?.markdown.length, id).toBeGreaterThan(0);
    }
    expect(await client.request('upguide/explain', { id: 'no-such' })).toBeNull();
  });

  it('hands out the guides\' scripts, the way back behind each', async () => {
    const client = await session(workspace({}));
    const [script] = await client.request<ScriptsResult>('upguide/scripts', {});
    expect(script).toMatchObject({ id: 'greenlang/database', title: 'GreenLang: Database migration from 0.2 to 0.3' });
    expect(script?.variants.map(({ id, files }) => [id, ...files.map(({ text }) => /DROP COLUMN.* legacy_format/.test(text))])).toEqual([
      ['postgresql', true, false], ['mysql', true, false], ['sqlite', true, false],
    ]);
  });

  it('tells its own client what was found', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const client = await session(place, { initializationOptions: {} });
    const status = await client.until(() => client.statuses.find((each) => !each.scanning && each.findings.total > 0), 'the status');
    expect(status.findings.safe).toBeGreaterThan(0);
    expect(status.migrations).toMatchObject([{ id: 'greenlang', active: true, root: folderOf(place.root).uri }]);
    expect(status.files.scanned).toBe(1);
    place.write('.env', '');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri('.env'), type: 2 }] });
    await client.until(() => client.statuses.at(-1)?.findings.safe === 0, 'the next status');

    const stranger = await session(place);
    await stranger.open(place.uri('.env'), deprecatedEnv);
    await stranger.current(place.uri('.env'));
    expect(stranger.statuses).toEqual([]);
  });
});
