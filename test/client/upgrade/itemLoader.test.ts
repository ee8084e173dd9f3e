import type { CancellationToken } from 'vscode';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Server } from '../../../client/src/server.ts';
import { ItemLoader } from '../../../client/src/upgrade/itemLoader.ts';
import { ItemStore } from '../../../client/src/upgrade/itemStore.ts';
import type { ItemsResult, Status } from '../../../server/src/protocol.ts';
import { EventEmitter } from '../support/vscode.ts';
import { greenlang } from './support.ts';

vi.mock('vscode', async () => (await import('../support/vscode.ts')).vscode);

/** The requests of items, oldest first. */
const asked: { readonly answer: (result: Partial<ItemsResult>) => void; readonly token: CancellationToken }[] = [];

vi.mock('../../../client/src/upgrade/streamedRequest.ts', () => ({
  requestItems: (_server: Server, _listener: unknown, token: CancellationToken) => new Promise<ItemsResult>((resolve) => {
    asked.push({ token, answer: (result) => resolve({ items: [], complete: true, migrations: [], ...result }) });
  }),
}));

beforeEach(() => { asked.length = 0; });

const kagzi = { ...greenlang, id: 'kagzi', title: 'Kagzi' };
const status = (...active: string[]): Status => ({
  scanning: false, findings: { total: 0, safe: 0, unsafe: 0, manual: 0 }, files: { scanned: 1, skipped: [] }, interrupted: [],
  migrations: active.map((id) => ({ id, title: id, from: '1', to: '2', root: 'file:///w', active: true, evidence: [] })),
});

function createLoader() {
  const statuses = new EventEmitter<Status>();
  const none = new EventEmitter<never>().event;
  const store = new ItemStore();
  const loader = new ItemLoader({ onItems: none, onRunning: none, onStatus: statuses.event } as unknown as Server, store);
  const request = async (number: number) => vi.waitFor(() => {
    const found = asked[number - 1];
    if (!found) throw new Error(`there are ${asked.length} requests`);
    return found;
  });
  return { loader, store, statuses, request };
}

describe('guides', () => {
  it('are learned from a reading that was cancelled, when the server tells how far it came', async () => {
    const { loader, store, request } = createLoader();
    const loading = loader.load();
    const { answer, token } = await request(1);
    loader.cancel();
    await loading;
    expect([loader.state.kind, token.isCancellationRequested]).toEqual(['cancelled', true]);
    expect(store.migrations).toEqual([]);
    answer({ complete: false, migrations: [greenlang] });
    await vi.waitFor(() => expect(store.migrations).toEqual([greenlang]));
    expect(loader.state.kind).toBe('cancelled');
  });

  it('of a cancelled reading are not taken for those of a later one that is complete', async () => {
    const { loader, store, request } = createLoader();
    const cancelled = loader.load();
    const first = await request(1);
    loader.cancel();
    await cancelled;
    const loading = loader.load();
    (await request(2)).answer({ migrations: [greenlang, kagzi] });
    await loading;
    let heard = 0;
    loader.onChange(() => heard++);
    first.answer({ complete: false, migrations: [greenlang] });
    await Promise.resolve();
    expect([store.migrations, heard]).toEqual([[greenlang, kagzi], 0]);
  });

  it('are read anew when a migration becomes active, and not for every status', async () => {
    const { loader, store, statuses, request } = createLoader();
    statuses.fire(status('greenlang'));
    expect(loader.state.kind, 'nobody has asked for anything yet').toBe('none');
    const loading = loader.load();
    (await request(1)).answer({ migrations: [greenlang] });
    await loading;
    statuses.fire(status('greenlang'));
    expect(loader.state.kind).toBe('loaded');
    statuses.fire(status('greenlang', 'kagzi'));
    expect(loader.state.kind).toBe('loading');
    (await request(2)).answer({ migrations: [greenlang, kagzi] });
    await vi.waitFor(() => expect(loader.state.kind).toBe('loaded'));
    expect(store.migrations).toEqual([greenlang, kagzi]);
    statuses.fire(status('greenlang', 'kagzi'));
    expect([loader.state.kind, asked.length]).toEqual(['loaded', 2]);
  });
});
