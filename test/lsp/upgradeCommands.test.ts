import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplyResult, RollbackResult } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { fullCapabilities } from './support/client.ts';
import { old, read, renamed, runsOf } from './support/editing.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

/** Only the files named `.env` of this text: nothing but the rename is safe in them. */
const place = () => workspace({ 'a/.env': old, 'b/.env': old });

describe('commands for editors without a client of ours', () => {
  it('are announced, upgrade, and tell in a message what came of it', async () => {
    const files = place();
    const client = await session(files);
    expect(client.initializeResult.capabilities.executeCommandProvider?.commands).toEqual(expect.arrayContaining(['upguide.applyUpgrade', 'upguide.rollbackUpgrade']));
    const result = await client.request<ApplyResult>('workspace/executeCommand', { command: 'upguide.applyUpgrade', arguments: [{ uris: [files.uri('a')] }] });
    expect(result.files).toEqual([{ uri: files.uri('a/.env'), outcome: 'written' }]);
    expect(read(files, 'a/.env')).toContain('GL_ENV=production');
    expect(read(files, 'b/.env')).toBe(old);
    await client.until(() => client.messages.some((message) => /^Upgraded 1 file: \d+ safe and 0 unsafe changes?\.$/.test(message)), 'the message');
    expect((await runsOf(client))[0]).toMatchObject({ origin: 'server' });

    const back = await client.request<RollbackResult>('workspace/executeCommand', { command: 'upguide.rollbackUpgrade', arguments: [] });
    expect(back.files).toEqual([{ uri: files.uri('a/.env'), outcome: 'restored' }]);
    expect(read(files, 'a/.env')).toBe(old);
    await client.until(() => client.messages.includes('Restored 1 file to what was before "GreenLang 0.2 → 0.3".'), 'the message');
    const none = await client.request<RollbackResult>('workspace/executeCommand', { command: 'upguide.rollbackUpgrade' });
    expect(none).toEqual({ files: [], problem: 'There is no upgrade to take back.' });
  });

  it('name what was left alone, and why', async () => {
    const files = place();
    const client = await session(files, { capabilities: { ...fullCapabilities, workspace: {} } });
    await client.open(files.uri('a/.env'), old);
    await client.request<ApplyResult>('workspace/executeCommand', { command: 'upguide.applyUpgrade', arguments: ['nonsense'] });
    const message = await client.until(() => client.messages.find((each) => each.startsWith('Upgraded 1 file')), 'the message');
    expect(message).toContain('Left alone: a/.env (It is open');
    expect(read(files, 'a/.env')).toBe(old);
    expect(read(files, 'b/.env')).toContain(renamed.trim());
  });

  it('take back the run that is named, and no other', async () => {
    const files = place();
    const client = await session(files);
    const apply = async (name: string) => {
      const result = await client.request<ApplyResult>('workspace/executeCommand', { command: 'upguide.applyUpgrade', arguments: [{ uris: [files.uri(name)] }] });
      return result.runs[0]?.id;
    };
    const first = await apply('a/.env');
    await apply('b/.env');
    const unknown = await client.request<RollbackResult>('workspace/executeCommand', { command: 'upguide.rollbackUpgrade', arguments: [{ id: 'no such' }] });
    expect(unknown.problem).toContain('There is no upgrade no such');
    await client.request<RollbackResult>('workspace/executeCommand', { command: 'upguide.rollbackUpgrade', arguments: [{ id: first }] });
    expect(read(files, 'a/.env')).toBe(old);
    expect(read(files, 'b/.env')).not.toBe(old);
  });
});
