import { expect, it, vi } from 'vitest';
import type { Server } from '../../../client/src/server.ts';
import { UpgradeView } from '../../../client/src/upgrade/upgradeView.ts';
import { EventEmitter, inProgress } from '../support/vscode.ts';
import { memory } from './support.ts';

vi.mock('vscode', async () => (await import('../support/vscode.ts')).vscode);
vi.mock('../../../client/src/upgrade/streamedRequest.ts', () => ({ requestItems: () => Promise.resolve({ items: [], complete: true, migrations: [] }) }));

it('the bar of the view ends although the server does not tell what it has looked at', async () => {
  const none = new EventEmitter<never>().event;
  const server = { onItems: none, onRunning: none, onStatus: none, status: () => Promise.reject(new Error('the server ended')) };
  const view = new UpgradeView(server as unknown as Server, memory() as unknown as ConstructorParameters<typeof UpgradeView>[1]);
  const loading = view.load();
  expect([...inProgress]).toEqual([{ location: { viewId: 'upguide.upgrade' } }]);
  await expect(loading).rejects.toThrow('the server ended');
  await vi.waitFor(() => expect([...inProgress]).toEqual([]));
  view.dispose();
});
