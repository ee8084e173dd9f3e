import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ClientCapabilities } from 'vscode-languageserver-protocol';
import buildOnce from '../support/buildOnce.ts';
import { serverFile, uriOf } from './support/client.ts';
import { goodPack, session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const deprecatedEnv = 'GREENLANG_ENV=production\n';

describe('the life of a session', () => {
  it('offers what it has handlers for', async () => {
    const client = await session(workspace({}));
    expect(client.initializeResult).toMatchObject({
      serverInfo: { name: 'upguide', version: '0.1.0' },
      capabilities: {
        textDocumentSync: { openClose: true, change: 2 },
        codeActionProvider: { codeActionKinds: ['quickfix', 'source.fixAll.upguide'], resolveProvider: true },
        hoverProvider: true,
        definitionProvider: true,
        referencesProvider: true,
      },
    });
    expect(client.initializeResult.capabilities).not.toHaveProperty('diagnosticProvider');
    const requests: Record<string, unknown> = {
      'textDocument/hover': { position: { line: 0, character: 0 } },
      'textDocument/completion': { position: { line: 0, character: 0 } },
      'textDocument/definition': { position: { line: 0, character: 0 } },
      'textDocument/references': { position: { line: 0, character: 0 }, context: { includeDeclaration: true } },
      'textDocument/documentLink': {},
      'textDocument/codeLens': {},
      'textDocument/codeAction': { range: { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } }, context: { diagnostics: [] } },
    };
    for (const [method, params] of Object.entries(requests)) {
      const answer = await client.request(method, { textDocument: { uri: uriOf('/nowhere/pack.yaml') }, ...(params as object) });
      expect(answer === null || (Array.isArray(answer) && answer.length === 0), method).toBe(true);
    }
  });

  it('serves an editor that says it can do nothing', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const client = await session(place, { capabilities: {} });
    const [diagnostic] = await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.some(({ code }) => code === 'BC-007'));
    expect(diagnostic).not.toHaveProperty('tags');
    expect(diagnostic).not.toHaveProperty('codeDescription');
    expect(client.registrations).toEqual([]);
    expect(client.progress).toEqual([]);

    await client.open(place.uri('.env'), deprecatedEnv);
    const actions = await client.request<{ title: string; command: string; arguments: unknown[] }[]>('textDocument/codeAction', {
      textDocument: { uri: place.uri('.env') }, range: client.rangeOf(place.uri('.env'), 'GREENLANG_ENV'), context: { diagnostics: [] },
    });
    expect(actions[0]?.command).toBe('upguide.server.applyAction');
    await client.request('workspace/executeCommand', { command: actions[0]?.command, arguments: actions[0]?.arguments });
    expect(client.applied(place.uri('.env'), client.appliedEdits[0])).toContain('GL_ENV=production\n');
  });

  it('takes features of the wrong type for missing ones', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const capabilities = { textDocument: { codeAction: { resolveSupport: {} }, hover: { contentFormat: null } } } as unknown as ClientCapabilities;
    const client = await session(place, { capabilities });
    expect(await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0)).toBeDefined();
  });

  it('takes the path of an editor that sends no URI for its root', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const client = await session(place, { folders: [], rootPath: place.root });
    expect(await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.length > 0)).toBeDefined();
  });

  it('leaves no findings under another spelling of a URI', async () => {
    const place = workspace({ 'a@b/.env': deprecatedEnv });
    // Editors escape the sign, Node does not.
    const spelled = place.uri('a@b/.env');
    const plain = decodeURIComponent(spelled);
    expect(spelled).not.toBe(plain);
    const client = await session(place);
    await client.diagnostics(plain, ({ diagnostics }) => diagnostics.length > 0);
    await client.open(spelled, deprecatedEnv);
    await client.diagnostics(spelled, ({ diagnostics }) => diagnostics.length > 0);
    await client.diagnostics(plain, ({ diagnostics }) => diagnostics.length === 0);
    await client.close(spelled);
    await client.diagnostics(plain, ({ diagnostics }) => diagnostics.length > 0);
    await client.diagnostics(spelled, ({ diagnostics }) => diagnostics.length === 0);
  });

  it('serves single files without a folder', async () => {
    const place = workspace({});
    const client = await session(place, { folders: [] });
    await client.open(place.uri('pack.yaml'), 'spec_version: "2.0"\nmetadata: 1\n');
    expect((await client.current(place.uri('pack.yaml'))).length).toBeGreaterThan(0);
  });

  it('ends with 0 after shutdown and with 1 without', async () => {
    const polite = await session(workspace({}));
    expect(await polite.stop()).toBe(0);
    const rude = await session(workspace({}));
    await rude.notify('exit', undefined);
    expect(await rude.exited).toBe(1);
    const gone = await session(workspace({}));
    gone.child.stdin?.end();
    expect(await gone.exited).toBe(1);
  });

  it('survives requests that make no sense', async () => {
    const place = workspace({});
    const client = await session(place);
    for (const params of [undefined, {}, { textDocument: null }, { textDocument: { uri: 7 }, position: {} }]) {
      await client.request('textDocument/hover', params).catch(() => undefined);
      await client.request('upguide/plan', params).catch(() => undefined);
    }
    await client.notify('textDocument/didChange', { textDocument: { uri: place.uri('pack.yaml'), version: 9 }, contentChanges: [{ text: 'x' }] });
    await client.open(place.uri('pack.yaml'), goodPack);
    expect(await client.current(place.uri('pack.yaml'))).toEqual([]);
  });

  it('explains itself on the command line, and takes --stdio for granted', () => {
    const run = (...args: string[]) => spawnSync(process.execPath, [serverFile, ...args], { encoding: 'utf8', input: '' });
    expect(run('--version')).toMatchObject({ status: 0, stdout: '0.1.0\n' });
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--stdio') as string });
    // Without arguments it waits for a client; an end of input without `shutdown` is no proper end.
    expect(run()).toMatchObject({ status: 1, stdout: '' });
  });
});
