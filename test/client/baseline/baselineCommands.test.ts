import { describe, expect, it, vi } from 'vitest';
import { acceptRows, type BaselineContext, clearBaseline, pruneBaseline } from '../../../client/src/baseline/baselineCommands.ts';
import { ItemStore } from '../../../client/src/upgrade/itemStore.ts';
import type { BaselineParams, BaselineResult } from '../../../server/src/protocol.ts';
import { item } from '../upgrade/support.ts';

vi.mock('vscode', async () => (await import('../support/vscode.ts')).vscode);

/** A server whose baseline has these entries, of which some match nothing any more; and the count that the view draws. */
function createContext(entries: number, stale: number) {
  const store = new ItemStore();
  const drawn: number[] = [];
  const request = (_method: string, { action, items = [] }: BaselineParams): Promise<BaselineResult> => {
    if (action === 'accept') entries += items.length;
    if (action === 'prune') entries -= stale;
    if (action === 'clear') entries = 0;
    if (action !== 'accept') stale = 0;
    return Promise.resolve({ accepted: entries, stale, files: [] });
  };
  const view = { store, draw: () => { drawn.push(store.accepted); }, itemsOf: (keys: readonly string[]) => keys.map((key) => item(key)) };
  return { context: { server: { request }, view } as unknown as BaselineContext, drawn };
}

describe('the number of accepted findings in the view', () => {
  it('follows what is accepted, pruned and cleared', async () => {
    const { context, drawn } = createContext(5, 2);
    await acceptRows(context, 'a', undefined);
    expect(drawn, 'entries that match nothing are no findings').toEqual([4]);
    await pruneBaseline(context);
    expect(drawn).toEqual([4, 4]);
    await clearBaseline(context, { confirmed: true });
    expect(drawn).toEqual([4, 4, 0]);
  });
});
