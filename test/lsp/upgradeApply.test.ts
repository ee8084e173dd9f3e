import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplyResult, RunsResult } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { fullCapabilities } from './support/client.ts';
import { old, read, rename, renamed, renames } from './support/editing.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

describe('apply', () => {
  it('writes closed files with a journal, and the index follows', async () => {
    const place = workspace({ '.env': old, 'b/.env': old });
    const client = await session(place);
    await client.diagnostics(place.uri('b/.env'));
    const result = await client.request<ApplyResult>('upguide/apply', { items: await renames(client, place.uri('b/.env')), workDoneToken: 'w' });
    expect(result).toMatchObject({ files: [{ uri: place.uri('b/.env'), outcome: 'written' }], applied: { safe: 1, unsafe: 0 } });
    expect(result.problem).toBeUndefined();
    expect([read(place, '.env'), read(place, 'b/.env')]).toEqual([old, renamed]);
    expect(client.progress.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['begin', 'end']));

    const runs = await client.request<RunsResult>('upguide/runs');
    expect(runs).toMatchObject([{
      ...result.runs[0], origin: 'server', title: 'GreenLang 0.2 → 0.3', state: 'done', interrupted: false,
      files: [{ uri: place.uri('b/.env'), now: 'new', changes: [{ change: 'BC-007', title: rename, applicability: 'safe', count: 1 }] }],
    }]);
    await client.diagnostics(place.uri('b/.env'), ({ diagnostics }) => !JSON.stringify(diagnostics).includes('GREENLANG_ENV'));
    await client.until(() => client.itemsChanged.some(({ files }) => files.some(({ uri }) => uri === place.uri('b/.env'))), 'the items of the written file');
  });

  it('edits open documents through the editor, in one versioned step, and keeps their originals', async () => {
    const place = workspace({ '.env': old, 'a/.env': old, 'b/.env': old });
    const client = await session(place, { editing: 'saved' });
    for (const name of ['.env', 'a/.env']) await client.open(place.uri(name), old, 'dotenv');
    const result = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect(result.files.map(({ uri, outcome }) => [uri, outcome]).sort()).toEqual([
      [place.uri('.env'), 'edited'], [place.uri('a/.env'), 'edited'], [place.uri('b/.env'), 'written'],
    ]);
    expect(result.applied).toEqual({ safe: 3, unsafe: 0 });
    expect(client.appliedEdits).toHaveLength(1);
    expect(client.appliedEdits[0]?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument)).toEqual([
      { uri: place.uri('.env'), version: 1 }, { uri: place.uri('a/.env'), version: 1 },
    ]);
    expect(['.env', 'a/.env', 'b/.env'].map((name) => read(place, name))).toEqual([renamed, renamed, renamed]);
    const [run] = await client.request<RunsResult>('upguide/runs');
    expect(run?.files.map(({ now }) => now)).toEqual(['new', 'new', 'new']);
  });

  it('takes what an editor makes of a text while it saves for the new one', async () => {
    const place = workspace({ '.env': old });
    const client = await session(place, { editing: 'saved' });
    await client.open(place.uri('.env'), old, 'dotenv');
    const items = await renames(client);
    client.formatter = (text) => `${text}# formatted\n`;
    await client.request<ApplyResult>('upguide/apply', { items });
    expect(read(place, '.env')).toBe(`${renamed}# formatted\n`);
    expect((await client.request<RunsResult>('upguide/runs'))[0]?.files[0]?.now).toBe('new');
  });

  it('does not write a document that has unsaved changes, and keeps no original of it', async () => {
    const place = workspace({ '.env': old, 'b/.env': old });
    const client = await session(place, { editing: 'saved' });
    await client.open(place.uri('.env'), old, 'dotenv');
    await client.change(place.uri('.env'), [{ text: `# typed\n${old}` }]);
    const result = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect(result.files.find(({ uri }) => uri === place.uri('.env'))).toMatchObject({ outcome: 'edited', reason: expect.stringContaining('Undo') as string });
    expect(client.text(place.uri('.env'))).toBe(`# typed\n${renamed}`);
    expect(read(place, '.env')).toBe(old);
    const [run] = await client.request<RunsResult>('upguide/runs');
    expect(run?.files.map(({ uri }) => uri)).toEqual([place.uri('b/.env')]);
  });

  it('leaves documents alone that the user names, and says so', async () => {
    const place = workspace({ '.env': old, 'b/.env': old });
    const client = await session(place, { editing: 'applied' });
    await client.open(place.uri('.env'), `# typed\n${old}`, 'dotenv');
    const result = await client.request<ApplyResult>('upguide/apply', { items: await renames(client), leave: [place.uri('.env')] });
    expect(result.files).toEqual(expect.arrayContaining([
      { uri: place.uri('.env'), outcome: 'refused', reason: expect.stringContaining('unsaved') as string }, { uri: place.uri('b/.env'), outcome: 'written' },
    ]));
    expect(client.text(place.uri('.env'))).toBe(`# typed\n${old}`);
    expect(client.appliedEdits).toEqual([]);
    expect(read(place, 'b/.env')).toBe(renamed);
  });

  it('plans anew for a document that is typed in while the editor is asked', async () => {
    const place = workspace({ '.env': old });
    const client = await session(place, { editing: 'saved' });
    const uri = place.uri('.env');
    await client.open(uri, old, 'dotenv');
    const items = await renames(client);
    client.beforeEdit = async () => {
      client.beforeEdit = () => Promise.resolve();
      await client.change(uri, [{ text: `# typed\n${old}` }]);
    };
    const result = await client.request<ApplyResult>('upguide/apply', { items });
    expect(result.files).toEqual([{ uri, outcome: 'edited' }]);
    expect(client.appliedEdits).toHaveLength(2);
    expect(client.text(uri)).toBe(`# typed\n${renamed}`);
    expect(read(place, '.env')).toBe(old);
  });

  it('plans anew for a file that changed on disk without a word', async () => {
    const place = workspace({ '.env': old });
    const client = await session(place);
    const items = await renames(client);
    place.write('.env', `# from elsewhere\n${old}`);
    const result = await client.request<ApplyResult>('upguide/apply', { items });
    expect(result.files).toEqual([{ uri: place.uri('.env'), outcome: 'written' }]);
    expect(read(place, '.env')).toBe(`# from elsewhere\n${renamed}`);
  });

  it('says so when an editor refuses, or cannot edit at all', async () => {
    const place = workspace({ '.env': old });
    const uri = place.uri('.env');
    const client = await session(place, { editing: 'refused' });
    await client.open(uri, old, 'dotenv');
    expect((await client.request<ApplyResult>('upguide/apply', { items: await renames(client) })).files).toMatchObject([{ uri, outcome: 'failed' }]);
    const simple = await session(place, { capabilities: { ...fullCapabilities, workspace: {} } });
    await simple.open(uri, old, 'dotenv');
    const result = await simple.request<ApplyResult>('upguide/apply', { items: await renames(simple) });
    expect(result.files).toEqual([{ uri, outcome: 'refused', reason: expect.stringContaining('Close it') as string }]);
    expect([read(place, '.env'), simple.text(uri)]).toEqual([old, old]);
  });

  it('keeps a run in each folder of the workspace', async () => {
    const place = workspace({ 'one/.env': old, 'two/.env': old });
    const client = await session(place, { folders: [place.path('one'), place.path('two')] });
    const result = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect(result.runs.map(({ root }) => root).sort()).toEqual([place.uri('one'), place.uri('two')]);
    expect(result.applied, 'the ids of the two are the same within their folders').toEqual({ safe: 2, unsafe: 0 });
    expect([read(place, 'one/.env'), read(place, 'two/.env')]).toEqual([renamed, renamed]);
    expect(await client.request<RunsResult>('upguide/runs')).toHaveLength(2);
  });

  it('tells the same file of two folders apart', async () => {
    const place = workspace({ 'one/.env': old, 'two/.env': old });
    const client = await session(place, { folders: [place.path('one'), place.path('two')] });
    const [one] = await renames(client, place.uri('one/.env'));
    expect(one).not.toBe((await renames(client, place.uri('two/.env')))[0]);
    const result = await client.request<ApplyResult>('upguide/apply', { items: [one] });
    expect(result.files).toEqual([{ uri: place.uri('one/.env'), outcome: 'written' }]);
    expect([read(place, 'one/.env'), read(place, 'two/.env')]).toEqual([renamed, old]);
  });

  it('is given up before the first file is written', async () => {
    const place = workspace(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`${index}/.env`, old])));
    const client = await session(place);
    await expect(client.cancelled('upguide/apply', { applicability: 'safe' })).rejects.toMatchObject({ code: -32800 });
    expect(read(place, '0/.env')).toBe(old);
    expect(await client.request<RunsResult>('upguide/runs')).toEqual([]);
  });

  it('changes nothing for items that are no more', async () => {
    const place = workspace({ '.env': old });
    const client = await session(place);
    expect(await client.request<ApplyResult>('upguide/apply', { items: ['no such'] })).toEqual({ runs: [], files: [], applied: { safe: 0, unsafe: 0 } });
    expect(read(place, '.env')).toBe(old);
  });
});
