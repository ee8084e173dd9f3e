import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver-protocol';
import buildOnce from '../support/buildOnce.ts';
import { fullCapabilities } from './support/client.ts';
import { oldPack, session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const env = '# keep me\nGREENLANG_ENV=production\nexport GREENLANG_DB_URL="postgres://localhost/gl"\n';

describe('code actions', () => {
  it('are resolved when applied, and edit exactly the version they were made for', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, env);
    const actions = await client.codeActions(uri, client.rangeOf(uri, 'GREENLANG_ENV'), { only: ['quickfix'] });
    expect(actions[0]).toMatchObject({ kind: 'quickfix', isPreferred: true, diagnostics: [{ code: 'BC-007' }] });
    expect(actions[0]).not.toHaveProperty('edit');
    const resolved = await client.request<CodeAction>('codeAction/resolve', actions[0]);
    expect(client.applied(uri, resolved.edit)).toContain('# keep me\nGL_ENV=production\nexport GREENLANG_DB_URL=');

    await client.change(uri, [{ text: `\n${env}` }]);
    await expect(client.request('codeAction/resolve', actions[0])).rejects.toMatchObject({ code: -32801 });
  });

  it('come whole for an editor that cannot resolve', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const codeAction = { ...fullCapabilities.textDocument?.codeAction };
    delete codeAction.resolveSupport;
    const client = await session(place, {
      capabilities: { ...fullCapabilities, textDocument: { ...fullCapabilities.textDocument, codeAction } },
    });
    await client.open(uri, env);
    const actions = await client.codeActions(uri, client.rangeOf(uri, 'GREENLANG_ENV'));
    expect(client.applied(uri, actions[0]?.edit)).toContain('\nGL_ENV=production\n');
  });

  it('fix all that is safe, on save', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, env);
    for (const only of ['source.fixAll', 'source.fixAll.upguide', 'source']) {
      const actions = await client.codeActions(uri, client.rangeOf(uri, env), { only: [only] });
      expect(actions.map(({ kind }) => kind)).toEqual(['source.fixAll.upguide']);
      const resolved = await client.request<CodeAction>('codeAction/resolve', actions[0]);
      const fixed = client.applied(uri, resolved.edit);
      expect(fixed).toContain('# keep me\nGL_ENV=production\nexport GL_DATABASE_URL="postgres://localhost/gl"\n');
      expect(fixed).not.toContain('GREENLANG_');
    }
    expect(await client.codeActions(uri, client.rangeOf(uri, env), { only: ['refactor'] })).toEqual([]);
  });

  it('leave nothing behind when everything safe is fixed', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, env);
    const fixAll = async () => {
      const [action] = await client.codeActions(uri, client.rangeOf(uri, client.text(uri)), { only: ['source.fixAll'] });
      return action && client.request<CodeAction>('codeAction/resolve', action);
    };
    const once = await fixAll();
    await client.change(uri, [{ text: client.applied(uri, once?.edit) }]);
    const twice = await fixAll();
    expect(client.applied(uri, twice?.edit)).toBe(client.text(uri));
  });

  it('ask before an edit that is not safe', async () => {
    const place = workspace({});
    const uri = place.uri('packs/pack.yaml');
    const client = await session(place);
    // Nothing says of what type this field is: the conversion has to guess.
    await client.open(uri, oldPack.replace('- consumption', '- site_flavour'));
    const actions = await client.codeActions(uri, client.rangeOf(uri, 'spec_version: "1.0"'), { only: ['quickfix'] });
    const unsafe = actions.find(({ title }) => title.includes('unsafe'));
    expect(unsafe).toBeDefined();
    const { edit } = await client.request<CodeAction>('codeAction/resolve', unsafe);
    expect(Object.values(edit?.changeAnnotations ?? {})).toMatchObject([{ needsConfirmation: true }]);
    const fixed = client.applied(uri, edit);
    expect(fixed).toMatch(/^spec_version: "2\.0"\n\nmetadata:\n {2}name: fuel-calculator\n|^spec_version: "2\.0"\nmetadata:\n {2}name: fuel-calculator\n/);
  });

  it('explain what cannot be fixed, in our own client', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place, { initializationOptions: { explainUri: 'vscode://x/' } });
    await client.open(uri, env);
    const actions = await client.codeActions(uri, client.rangeOf(uri, 'GREENLANG_ENV'));
    expect(actions.find(({ title }) => title === 'Explain BC-007')?.command).toMatchObject({ command: 'upguide.explainChange', arguments: ['greenlang/BC-007'] });
  });
});
