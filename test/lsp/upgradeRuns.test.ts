import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTransactionHost } from '../../server/src/node/transaction/transactionHost.ts';
import type { ApplyResult, OriginalResult, RecoverResult, RollbackResult, RunsResult } from '../../server/src/protocol.ts';
import { rollbackRun } from '../../server/src/service/transaction/index.ts';
import buildOnce, { distFile } from '../support/buildOnce.ts';
import { differences } from '../support/fileTrees.ts';
import { interruptRun } from '../support/interruptedRun.ts';
import type { Client } from './support/client.ts';
import { old, read, renamed, renames, runsOf } from './support/editing.ts';
import { copyExample, tree } from './support/trees.ts';
import { session, type TestWorkspace, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

describe('rollback', () => {
  it('takes a run back as a whole, byte for byte, also what the editor has saved', async () => {
    const text = '\uFEFFGREENLANG_ENV=production\r\n';
    const place = workspace({ '.env': text, 'b/.env': old });
    const client = await session(place, { editing: 'saved' });
    await client.open(place.uri('b/.env'), old, 'dotenv');
    const { runs: [run] } = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect([read(place, '.env'), read(place, 'b/.env')]).toEqual([text.replace('GREENLANG_', 'GL_'), renamed]);
    const original = await client.request<OriginalResult>('upguide/original', { ...run, uri: place.uri('.env') });
    expect(original).toEqual({ text: text.slice(1) });

    const result = await client.request<RollbackResult>('upguide/rollback', { ...run, workDoneToken: 'w' });
    expect(result.problem).toBeUndefined();
    expect(result.files.map(({ outcome }) => outcome)).toEqual(['restored', 'restored']);
    expect([read(place, '.env'), read(place, 'b/.env')]).toEqual([text, old]);
    expect((await runsOf(client))[0]).toMatchObject({ state: 'rolledBack', files: [{ now: 'old' }, { now: 'old' }] });
    expect(await renames(client, place.uri('.env'))).toHaveLength(1);
  });

  it('takes single files back, refuses those that changed since, and overwrites them when forced', async () => {
    const place = workspace({ 'a/.env': old, 'b/.env': old, 'c/.env': old });
    const client = await session(place);
    const { runs: [run] } = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect(await client.request<RollbackResult>('upguide/rollback', { ...run, uris: [place.uri('a/.env')] })).toEqual({ files: [{ uri: place.uri('a/.env'), outcome: 'restored' }] });
    expect(['a', 'b', 'c'].map((name) => read(place, `${name}/.env`))).toEqual([old, renamed, renamed]);

    place.write('b/.env', `${renamed}MINE=1\n`);
    expect((await runsOf(client))[0]?.files.map(({ now }) => now)).toEqual(['old', 'changed', 'new']);
    const refused = await client.request<RollbackResult>('upguide/rollback', run);
    expect(refused.files.map(({ outcome }) => outcome)).toEqual(['unchanged', 'refused', 'restored']);
    expect(read(place, 'b/.env')).toBe(`${renamed}MINE=1\n`);
    await client.request<RollbackResult>('upguide/rollback', { ...run, uris: [place.uri('b/.env')], force: true });
    expect(read(place, 'b/.env')).toBe(old);
  });

  it('has the editor take back what it has not saved, and refuses what was typed since', async () => {
    const place = workspace({ '.env': old, 'b/.env': old });
    const client = await session(place, { editing: 'applied' });
    for (const name of ['.env', 'b/.env']) await client.open(place.uri(name), old, 'dotenv');
    const { runs: [run] } = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect(client.text(place.uri('.env'))).toBe(renamed);
    await client.change(place.uri('b/.env'), [{ text: `${renamed}MINE=1\n` }]);
    const result = await client.request<RollbackResult>('upguide/rollback', run);
    expect(result.files).toEqual(expect.arrayContaining([
      { uri: place.uri('.env'), outcome: 'restored' },
      { uri: place.uri('b/.env'), outcome: 'refused', reason: expect.stringContaining('unsaved changes') as string },
    ]));
    expect([client.text(place.uri('.env')), client.text(place.uri('b/.env'))]).toEqual([old, `${renamed}MINE=1\n`]);
  });

  it('puts the file on disk back by force, and leaves what is typed in the editor', async () => {
    const place = workspace({ '.env': old });
    const client = await session(place, { editing: 'saved' });
    const uri = place.uri('.env');
    await client.open(uri, old, 'dotenv');
    const { runs: [run] } = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    await client.change(uri, [{ text: `${renamed}MINE=1\n` }]);
    expect((await client.request<RollbackResult>('upguide/rollback', run)).files).toMatchObject([{ uri, outcome: 'refused' }]);
    expect(read(place, '.env')).toBe(renamed);
    expect((await client.request<RollbackResult>('upguide/rollback', { ...run, force: true })).files).toEqual([{ uri, outcome: 'restored' }]);
    expect([read(place, '.env'), client.text(uri)]).toEqual([old, `${renamed}MINE=1\n`]);
  });

  it('knows no run of folders that are not open', async () => {
    const client = await session(workspace({ '.env': old }));
    const result = await client.request<RollbackResult>('upguide/rollback', { root: 'file:///no/such', id: 'x' });
    expect(result).toEqual({ files: [], problem: expect.stringContaining('not open') as string });
    expect(await client.request<OriginalResult>('upguide/original', { root: 'file:///no/such', id: 'x', uri: 'file:///no/such/.env' })).toBeNull();
  });

  it('takes back what the command line has done, and the other way round', async () => {
    const place = workspace({});
    copyExample(place);
    const before = tree(place.root);
    const upguide = (...words: string[]) => {
      try {
        execFileSync(process.execPath, [distFile('cli.js'), ...words], { cwd: place.root, stdio: 'ignore' });
      } catch (error) {
        // 1: findings are left.
        expect(error).toMatchObject({ status: 1 });
      }
    };
    upguide('fix', '--unsafe');
    expect(differences(before, tree(place.root)).length).toBeGreaterThan(20);
    const client = await session(place);
    const [run] = await runsOf(client);
    expect(run).toMatchObject({ origin: 'cli', title: 'GreenLang 0.2 → 0.3', state: 'done' });
    const back = await client.request<RollbackResult>('upguide/rollback', { root: run?.root, id: run?.id });
    expect(back.files.every(({ outcome }) => outcome === 'restored')).toBe(true);
    expect(differences(before, tree(place.root))).toEqual([]);

    const applied = await client.request<ApplyResult>('upguide/apply', { applicability: 'unsafe' });
    expect(differences(before, tree(place.root))).toHaveLength(applied.files.filter(({ outcome }) => outcome === 'written').length);
    upguide('rollback', applied.runs[0]?.id ?? '');
    expect(differences(before, tree(place.root))).toEqual([]);
  });
});

interface Interrupted {
  readonly place: TestWorkspace;
  readonly client: Client;
  readonly run: { readonly root: string | undefined; readonly id: string | undefined };
}

describe('a server that was killed while it wrote', () => {
  const files = Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}/.env`, old]));
  const names = Object.keys(files);

  /** Kills a server in the middle of a run, and gives a new one that was started on what it left. */
  async function interrupted(attempts = 8): Promise<Interrupted> {
    const place = workspace(files);
    const client = await session(place);
    const items = await renames(client);
    client.request('upguide/apply', { items }).catch(() => undefined);
    while (read(place, '0/.env') === old) await new Promise((resolve) => setImmediate(resolve));
    client.child.kill('SIGKILL');
    await client.exited;
    const texts = names.map((name) => read(place, name));
    expect(texts.every((text) => text === old || text === renamed)).toBe(true);
    // A machine that has better things to do may let the run end first.
    if (attempts > 1 && texts.every((text) => text === renamed)) return interrupted(attempts - 1);
    const next = await session(place, { initializationOptions: {} });
    const status = await next.until(() => next.statuses.find((each) => each.interrupted.length > 0), 'the interrupted run');
    expect(status.interrupted).toMatchObject([{ state: 'prepared', interrupted: true, root: place.uri('').replace(/\/$/, '') }]);
    const [run] = status.interrupted;
    return { place, client: next, run: { root: run?.root, id: run?.id } };
  }

  it('is told at the next start, and its run can be finished', async () => {
    const { place, client, run } = await interrupted();
    const before = tree(place.root);
    const refused = await client.request<ApplyResult>('upguide/apply', { uris: [place.uri('99')] });
    expect(refused).toMatchObject({ runs: [], problem: expect.stringContaining('interrupted') as string });
    expect(differences(before, tree(place.root))).toEqual([]);
    const result = await client.request<RecoverResult>('upguide/recover', { ...run, action: 'finish' });
    expect(result.problem).toBeUndefined();
    expect(names.every((name) => read(place, name) === renamed)).toBe(true);
    await client.until(() => client.statuses.at(-1)?.interrupted.length === 0, 'a status without interrupted runs');
    expect((await runsOf(client))[0]).toMatchObject({ state: 'done', interrupted: false });
  });

  it('can be restored, and then the upgrade can be made again', async () => {
    const { place, client, run } = await interrupted();
    const result = await client.request<RecoverResult>('upguide/recover', { ...run, action: 'restore' });
    expect(result.problem).toBeUndefined();
    expect(names.every((name) => read(place, name) === old)).toBe(true);
    expect(names.every((name) => (statSync(place.path(name)).mode & 0o777) === 0o644)).toBe(true);
    const again = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
    expect(again.files.filter(({ outcome }) => outcome === 'written')).toHaveLength(names.length);
  });

  it('is told to editors without a client of ours by a message', async () => {
    const { place, client, run } = await interrupted();
    client.child.kill('SIGKILL');
    await client.exited;
    const plain = await session(place);
    await plain.until(() => plain.messages.some((message) => message.includes('was interrupted') && message.includes(String(run.id))), 'the message');
    expect(plain.statuses).toEqual([]);
    const result = await plain.request<RollbackResult>('workspace/executeCommand', { command: 'upguide.rollbackUpgrade', arguments: [] });
    expect(result.files).toHaveLength(names.length);
    expect(names.every((name) => read(place, name) === old)).toBe(true);
  });
});

describe('recovering a run while documents have unsaved changes', () => {
  const typed = `${old}TYPED=1\n`;

  async function opened(name: string, text: string) {
    const place = workspace({ '.env': old, 'b/.env': old, 'c/.env': old });
    await interruptRun(place.root, ['.env', 'b/.env', 'c/.env'], () => renamed);
    expect(['.env', 'b/.env', 'c/.env'].map((each) => read(place, each))).toEqual([renamed, old, old]);
    const client = await session(place);
    const [run] = await runsOf(client);
    expect(run).toMatchObject({ interrupted: true });
    await client.open(place.uri(name), text, 'dotenv');
    return { place, client, recover: (action: 'finish' | 'restore') => client.request<RecoverResult>('upguide/recover', { root: run?.root, id: run?.id, action }) };
  }

  it.each([['finish', 'b/.env', [renamed, renamed, renamed]], ['restore', '.env', [old, old, old]]] as const)('%s waits until they are saved or closed', async (action, name, after) => {
    const { place, client, recover } = await opened(name, typed);
    const texts = () => ['.env', 'b/.env', 'c/.env'].map((each) => read(place, each));
    const before = texts();
    expect(await recover(action)).toEqual({
      files: [{ uri: place.uri(name), outcome: 'refused', reason: expect.stringContaining('unsaved') as string }],
      problem: expect.stringContaining('nothing was done. Save or revert it') as string,
    });
    expect(texts()).toEqual(before);
    expect((await runsOf(client))[0]).toMatchObject({ interrupted: true });
    await client.close(place.uri(name));
    expect((await recover(action)).problem).toBeUndefined();
    expect(texts()).toEqual(after);
  });

  it.each([['finish', '.env'], ['restore', 'b/.env']] as const)('%s does not mind those of files that it leaves as they are', async (action, name) => {
    const { place, recover } = await opened(name, typed);
    const { problem } = await recover(action);
    expect(problem).toBeUndefined();
    expect(read(place, 'c/.env')).toBe(action === 'finish' ? renamed : old);
  });
});

it('keeps a journal that the engine itself can take back', async () => {
  const place = workspace({ '.env': old });
  const client = await session(place);
  const { runs: [run] } = await client.request<ApplyResult>('upguide/apply', { items: await renames(client) });
  const result = await rollbackRun(place.root, run?.id ?? '', {}, createTransactionHost());
  expect(result).toMatchObject({ state: 'done', files: [{ outcome: 'restored' }] });
  expect(readFileSync(place.path('.env'), 'utf8')).toBe(old);
  const runs = await client.request<RunsResult>('upguide/runs');
  expect(runs[0]?.state).toBe('rolledBack');
});
