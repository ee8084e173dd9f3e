import { beforeEach, describe, expect, it, vi } from 'vitest';
import { LastUpgrade } from '../../../client/src/rollback/lastUpgrade.ts';
import { type RollbackContext, undoLastUpgrade } from '../../../client/src/rollback/rollBackUpgrade.ts';
import type { ProtocolRun, RunReference } from '../../../server/src/protocol.ts';
import { told } from '../support/vscode.ts';
import { memory } from '../upgrade/support.ts';

vi.mock('vscode', async () => (await import('../support/vscode.ts')).vscode);

const takenBack: RunReference[] = [];

vi.mock('../../../client/src/rollback/requestRun.ts', () => ({
  requestRun: (_server: unknown, _method: string, { root, id }: RunReference) => {
    takenBack.push({ root, id });
    return Promise.resolve({ files: [{ uri: `${root}/a`, outcome: 'restored' }] });
  },
}));

beforeEach(() => {
  takenBack.length = 0;
  told.length = 0;
});

const run = (root: string, id: string, some: Partial<ProtocolRun> = {}): ProtocolRun => ({
  root, id, started: id, origin: 'editor', title: 'GreenLang 0.2 → 0.3', state: 'done', interrupted: false, files: [{ uri: `${root}/a`, now: 'new', changes: [] }], ...some,
});

/** With these runs in the journals, newest first. */
function context(runs: readonly ProtocolRun[], lastUpgrade = new LastUpgrade(memory())): RollbackContext {
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return { server: { request: () => Promise.resolve(runs) }, originals: {}, lastUpgrade, log } as unknown as RollbackContext;
}

describe('Undo Last Upgrade', () => {
  it('takes back all that the last upgrade has made in several folders, and nothing older', async () => {
    const lastUpgrade = new LastUpgrade(memory());
    lastUpgrade.remember([{ root: 'file:///w/one', id: '1' }]);
    lastUpgrade.remember([{ root: 'file:///w/one', id: '3' }, { root: 'file:///w/two', id: '4' }]);
    const runs = [run('file:///w/two', '4'), run('file:///w/one', '3'), run('file:///w/two', '2'), run('file:///w/one', '1')];
    expect(await undoLastUpgrade(context(runs, lastUpgrade))).toMatchObject({ run: { id: '3' } });
    expect(takenBack).toEqual([{ root: 'file:///w/two', id: '4' }, { root: 'file:///w/one', id: '3' }]);
  });

  it('takes back the newest run alone when another program has made it since', async () => {
    const lastUpgrade = new LastUpgrade(memory());
    lastUpgrade.remember([{ root: 'file:///w/one', id: '3' }, { root: 'file:///w/two', id: '4' }]);
    await undoLastUpgrade(context([run('file:///w/one', '5', { origin: 'cli' }), run('file:///w/two', '4'), run('file:///w/one', '3')], lastUpgrade));
    expect(takenBack).toEqual([{ root: 'file:///w/one', id: '5' }]);
  });

  it('remembers the upgrade of a window before, and nothing of one that wrote nothing', async () => {
    const kept = memory();
    new LastUpgrade(kept).remember([{ root: 'file:///w/one', id: '3' }, { root: 'file:///w/two', id: '4' }]);
    new LastUpgrade(kept).remember([]);
    await undoLastUpgrade(context([run('file:///w/two', '4'), run('file:///w/one', '3')], new LastUpgrade(memory({ ...kept.stored }))));
    expect(takenBack).toHaveLength(2);
  });

  it('takes back no older one when the newest was interrupted', async () => {
    const interrupted = run('file:///w/one', '2', { state: 'prepared', interrupted: true });
    expect(await undoLastUpgrade(context([interrupted, run('file:///w/one', '1')]))).toBeUndefined();
    expect(takenBack).toEqual([]);
    expect(told).toEqual([expect.stringContaining('was interrupted')]);
  });

  it('passes over what was taken back already, and says when nothing is left', async () => {
    await undoLastUpgrade(context([run('file:///w/one', '2', { state: 'rolledBack' }), run('file:///w/one', '1')]));
    expect(takenBack).toEqual([{ root: 'file:///w/one', id: '1' }]);
    told.length = 0;
    expect(await undoLastUpgrade(context([]))).toBeUndefined();
    expect(told).toEqual([expect.stringContaining('no upgrade to roll back')]);
  });
});
