import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplyResult, ItemsResult, PreviewResult, ProtocolItem } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { type Client, folderOf } from './support/client.ts';
import { read } from './support/editing.ts';
import { copyExample } from './support/trees.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const environment = 'GREENLANG_ENV=production\n';

describe('items', () => {
  it('are streamed by file, with progress, and are the findings of the workspace', async () => {
    const place = workspace({});
    copyExample(place);
    const client = await session(place, { initializationOptions: {} });
    const result = await client.request<ItemsResult>('upguide/items', { partialResultToken: 'p', workDoneToken: 'w' });
    expect(result).toMatchObject({ items: [], complete: true });
    expect(result.migrations).toMatchObject([{ id: 'greenlang', title: 'GreenLang', from: '0.2', to: '0.3' }]);
    expect(result.migrations[0]?.changes.map(({ id }) => id)).toContain('BC-007');
    expect(client.progress.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['begin', 'end']));
    expect(client.parts.get('p')?.length).toBeGreaterThan(10);

    // A language inside another one may be understood a moment later: a notification tells it.
    const shown = () => toldItems(client);
    const status = await client.until(() => client.statuses.find(({ scanning, findings }) => !scanning && findings.total > 0 && findings.total === shown().length), 'a status with as many findings as items');
    const items = shown();
    for (const tier of ['safe', 'unsafe', 'manual'] as const) expect(items.filter(({ applicability }) => applicability === tier), tier).toHaveLength(status.findings[tier]);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(items.every(({ applicability, fix }) => (applicability === 'manual') === (fix === null))).toBe(true);

    const whole = await client.request<ItemsResult>('upguide/items', {});
    expect(whole.items.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it('follow every edit, with ids that stay, and tell nothing about texts in between', async () => {
    const place = workspace({ '.env': environment, 'b/.env': environment });
    const client = await session(place);
    const uri = place.uri('.env');
    await client.open(uri, environment, 'dotenv');
    const first = await client.request<ItemsResult>('upguide/items', {});
    const renamed = ({ fix }: ProtocolItem) => fix === 'Rename to GL_ENV';
    const before = first.items.filter((item) => item.uri === uri && renamed(item));
    expect(before).toHaveLength(1);

    const start = { line: 0, character: 0 };
    for (const letter of '# moved\n') await client.change(uri, [{ range: { start, end: start }, text: letter }]);
    await client.change(uri, [{ text: `# moved\n${environment}` }]);
    const moved = await client.until(() => newest(client.itemsChanged, uri)?.find((item) => renamed(item) && item.range.start.line === 1), 'the moved item');
    expect(moved.id).toBe(before[0]?.id);
    expect(client.itemsChanged.flatMap(({ files }) => files).filter((file) => file.uri === uri)).toHaveLength(1);

    await client.change(uri, [{ text: 'GL_ENV=production\n' }]);
    await client.until(() => newest(client.itemsChanged, uri)?.every((item) => !renamed(item)), 'the file without the item');
    place.write('b/.env', '');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri('b/.env'), type: 2 }] });
    await client.until(() => newest(client.itemsChanged, place.uri('b/.env'))?.every((item) => !renamed(item)), 'the closed file without the item');
  });

  it('are not sent to who has not asked', async () => {
    const place = workspace({ '.env': environment });
    const client = await session(place);
    await client.open(place.uri('.env'), 'GREENLANG_ENV=other\n', 'dotenv');
    await client.current(place.uri('.env'));
    await client.change(place.uri('.env'), [{ text: 'GL_ENV=x\n' }]);
    await client.current(place.uri('.env'));
    await client.request('upguide/runs');
    expect(client.itemsChanged).toEqual([]);
  });

  it('are given up when the client says so, and what was found stays', async () => {
    const place = workspace(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}/.env`, environment])));
    const client = await session(place);
    const result = await client.cancelled<ItemsResult>('upguide/items', { partialResultToken: 'p' });
    expect(result.complete).toBe(false);
    expect((client.parts.get('p') ?? []).length).toBeLessThan(300);
    expect((await client.request<ItemsResult>('upguide/items', {})).complete).toBe(true);
  });

  it('end a list that is asked for once more', async () => {
    const place = workspace(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}/.env`, environment])));
    const client = await session(place);
    const [first, second] = await Promise.all([client.request<ItemsResult>('upguide/items', {}), client.request<ItemsResult>('upguide/items', {})]);
    expect(first.complete).toBe(false);
    expect(second.complete).toBe(true);
    expect(new Set(second.items.map((item) => item.uri)).size).toBe(100);
  });
});

it('items have the ids of the present folders when a folder comes', async () => {
  const place = workspace({ 'one/.env': environment, 'two/.env': environment });
  const client = await session(place, { folders: [place.path('one')] });
  const uri = place.uri('one/.env');
  const ids = (items: readonly ProtocolItem[]) => items.filter((item) => item.uri === uri).map(({ id }) => id);
  const alone = ids((await client.request<ItemsResult>('upguide/items', {})).items);
  await client.notify('workspace/didChangeWorkspaceFolders', { event: { added: [folderOf(place.path('two'))], removed: [] } });
  const told = await client.until(() => newest(client.itemsChanged, uri), 'the items of the first folder');
  expect(ids(told)).toHaveLength(alone.length);
  expect(ids(told).filter((id) => alone.includes(id))).toEqual([]);
  expect(ids((await client.request<ItemsResult>('upguide/items', {})).items)).toEqual(ids(told));
});

describe('preview', () => {
  it('shows a file with the chosen items alone, and writes nothing', async () => {
    const text = 'GREENLANG_ENV=production\nGREENLANG_DB_URL=x\n';
    const place = workspace({ '.env': text });
    const client = await session(place);
    const uri = place.uri('.env');
    const { items } = await client.request<ItemsResult>('upguide/items', {});
    const chosen = items.find(({ range, applicability }) => range.start.line === 0 && applicability === 'safe');
    const one = await client.request<PreviewResult>('upguide/preview', { uri, items: [chosen?.id] });
    expect(one).toEqual({ before: text, after: text.replace('GREENLANG_ENV', 'GL_ENV') });
    const all = await client.request<PreviewResult>('upguide/preview', { uri });
    expect(all?.after).toMatch(/^GL_ENV=production\n[^]*GL_SECRET_KEY=/);
    expect(await client.request<PreviewResult>('upguide/preview', { uri, items: ['no such'] })).toBeNull();

    await client.open(uri, `# typed\n${text}`, 'dotenv');
    expect((await client.request<PreviewResult>('upguide/preview', { uri, items: [chosen?.id] }))?.after).toBe(`# typed\n${text.replace('GREENLANG_ENV', 'GL_ENV')}`);
    expect(client.appliedEdits).toEqual([]);
  });

  it('is what applying the same items makes of the file, with what follows from them', async () => {
    const text = [
      'from greenlang.agents import BaseAgent', '', '', 'class A(BaseAgent):', '    async def run(self, input_data):', '        return None', '', '',
      'async def total():', '    result = A().run({})', '    if result.success:', '        return result.data', '',
    ].join('\n');
    const place = workspace({ 'app.py': text, 'requirements.txt': 'greenlang==0.3.0\n' });
    const client = await session(place);
    const uri = place.uri('app.py');
    const { items } = await client.request<ItemsResult>('upguide/items', {});
    const chosen = items.filter((item) => item.uri === uri && item.fix === 'Await it').map(({ id }) => id);
    expect(chosen).toHaveLength(1);
    const shown = await client.request<PreviewResult>('upguide/preview', { uri, items: chosen });
    await client.request<ApplyResult>('upguide/apply', { items: chosen });
    const written = read(place, 'app.py');
    expect(written).toContain('AgentStatus.SUCCESS');
    expect(shown).toEqual({ before: text, after: written });
  });
});

/** What a client shows that follows the parts and the notifications. */
function toldItems({ parts, itemsChanged }: Client): readonly ProtocolItem[] {
  const files = new Map([...parts.get('p') ?? [], ...itemsChanged.flatMap((change) => change.files)].map((file) => [file.uri, file.items]));
  return [...files.values()].flat();
}

function newest(changes: readonly { files: readonly { uri: string; items: readonly ProtocolItem[] }[] }[], uri: string): readonly ProtocolItem[] | undefined {
  return changes.flatMap(({ files }) => files).findLast((file) => file.uri === uri)?.items;
}
