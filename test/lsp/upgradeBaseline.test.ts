import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { BaselineResult, ItemsResult, ReportResult } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { old, read, renames } from './support/editing.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const file = '.upguide/baseline.json';

describe('baseline', () => {
  it('accepts everything, so that only what is new is shown, and forgets it again', async () => {
    const place = workspace({ '.env': old, 'b/.env': '' });
    const client = await session(place);
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0);
    const { items } = await client.request<ItemsResult>('upguide/items', {});
    const result = await client.request<BaselineResult>('upguide/baseline', { action: 'accept' });
    expect(result).toEqual({ accepted: items.length, stale: 0, files: [place.uri(file)] });
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length === 0);
    expect(await client.request<ItemsResult>('upguide/items', {})).toMatchObject({ items: [], accepted: items.length });

    place.write('.env', `# new lines above do not matter\n\n${old}`);
    place.write('b/.env', old);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri('.env'), type: 2 }, { uri: place.uri('b/.env'), type: 2 }] });
    await client.diagnostics(place.uri('b/.env'), ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    expect(client.published.get(place.uri('.env'))?.diagnostics).toEqual([]);

    expect(await client.request<BaselineResult>('upguide/baseline', { action: 'clear' })).toMatchObject({ accepted: 0, stale: 0 });
    expect(existsSync(place.path(file))).toBe(false);
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0);
  });

  it('accepts single items, adds to what is accepted, and burns down', async () => {
    const place = workspace({ '.env': old, 'b/.env': old });
    const client = await session(place);
    const [first, second] = [await renames(client, place.uri('.env')), await renames(client, place.uri('b/.env'))];
    expect(await client.request<BaselineResult>('upguide/baseline', { action: 'accept', items: first })).toMatchObject({ accepted: 1, stale: 0 });
    expect(await client.request<BaselineResult>('upguide/baseline', { action: 'accept', items: second })).toMatchObject({ accepted: 2, stale: 0 });
    expect(await client.request<BaselineResult>('upguide/baseline', { action: 'prune' })).toEqual({ accepted: 2, stale: 0, files: [] });

    place.write('.env', 'GL_ENV=production\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri('.env'), type: 2 }] });
    // The event is heard a moment later.
    let pruned: BaselineResult;
    do pruned = await client.request<BaselineResult>('upguide/baseline', { action: 'prune' });
    while (pruned.accepted === 2);
    expect(pruned).toEqual({ accepted: 1, stale: 0, files: [place.uri(file)] });
    expect(JSON.parse(read(place, file))).toMatchObject({ accepted: [{ path: 'b/.env' }] });
  });

  it('keeps what it has of files that cannot be checked at the moment, and of those alone', async () => {
    const script = 'export GREENLANG_ENV=production\n';
    const place = workspace({ '.env': old, 'b/.env': old, 'deploy.sh': script, 'gone.sh': script });
    const client = await session(place);
    const { accepted } = await client.request<BaselineResult>('upguide/baseline', { action: 'accept' });
    const paths = () => (JSON.parse(read(place, file)) as { accepted: { path: string }[] }).accepted.map((entry) => entry.path);
    expect(new Set(paths())).toEqual(new Set(['.env', 'b/.env', 'deploy.sh', 'gone.sh']));
    place.write('b/.env', `${old}\0`);
    place.write('deploy.sh', `${script}\0`);
    place.remove('gone.sh');
    await client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: place.uri('b/.env'), type: 2 }, { uri: place.uri('deploy.sh'), type: 2 }, { uri: place.uri('gone.sh'), type: 3 }],
    });
    // The events are heard a moment later.
    let pruned: BaselineResult;
    do pruned = await client.request<BaselineResult>('upguide/baseline', { action: 'prune' });
    while (pruned.accepted === accepted);
    expect(new Set(paths())).toEqual(new Set(['.env', 'b/.env', 'deploy.sh']));
    expect(pruned.stale, 'nobody is told to take out what would stay').toBe(0);
  });

  it('is read when it changes on disk; one that cannot be used is named, and not overwritten', async () => {
    const place = workspace({ '.env': old });
    const client = await session(place);
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0);
    await client.request<BaselineResult>('upguide/baseline', { action: 'accept' });
    const text = read(place, file);
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length === 0);
    place.write(file, '<<<<<<< ours\n');
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri(file), type: 2 }] });
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0);
    expect(client.log.some((line) => line.includes(file) && line.includes('merge'))).toBe(true);
    const result = await client.request<BaselineResult>('upguide/baseline', { action: 'accept' });
    expect(result).toMatchObject({ accepted: 0, files: [], problem: expect.stringContaining('merge') as string });
    expect(read(place, file)).toBe('<<<<<<< ours\n');
    place.write(file, text);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri(file), type: 2 }] });
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length === 0);
  });
});

describe('report', () => {
  it('tells what is left, what was done and what is accepted, as Markdown and as a page', async () => {
    const place = workspace({ 'a/.env': old, 'b/.env': old });
    const client = await session(place);
    await client.request('upguide/apply', { items: await renames(client, place.uri('a/.env')) });
    const markdown = await client.request<ReportResult>('upguide/report', { format: 'markdown' });
    expect(markdown.text).toContain('GreenLang');
    expect(markdown.text).toContain('b/.env');
    const page = await client.request<ReportResult>('upguide/report', { format: 'html', webview: { nonce: 'n0nce', cspSource: 'vscode-resource:' } });
    expect(page.text).toMatch(/^<!doctype html>/i);
    expect(page.text).toContain('n0nce');
    expect((await client.request<ReportResult>('upguide/report', { format: 'html' })).text).not.toContain('<script');
    // A report may be ready before the server reads that nobody wants it any more; of several in a row that happens to the first ones at most.
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => client.cancelled('upguide/report', { format: 'html' })));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused.length).toBeGreaterThan(0);
    for (const reason of refused) expect(reason).toMatchObject({ code: -32800 });
  });
});

it('writes no baseline through a link that leads out of the folder', async () => {
  const elsewhere = workspace({});
  const place = workspace({ '.env': old });
  place.link('.upguide', elsewhere.root);
  const client = await session(place);
  const result = await client.request<BaselineResult>('upguide/baseline', { action: 'accept' });
  expect(result).toMatchObject({ accepted: 0, files: [], problem: expect.stringContaining('no folder but a link') as string });
  expect(existsSync(elsewhere.path('baseline.json'))).toBe(false);
  expect(readFileSync(place.path('.env'), 'utf8')).toBe(old);
});
