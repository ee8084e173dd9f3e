import { beforeAll, describe, expect, it } from 'vitest';
import buildOnce from '../support/buildOnce.ts';
import { goodPack, session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const deprecatedEnv = 'GREENLANG_ENV=production\n';
const codes = (diagnostics: readonly { readonly code?: unknown }[]) => diagnostics.map(({ code }) => code);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('diagnostics of open documents', () => {
  it('follow each edit and carry its version', async () => {
    const place = workspace({});
    const uri = place.uri('pack.yaml');
    const client = await session(place);
    await client.open(uri, goodPack);
    expect(await client.current(uri)).toEqual([]);

    await client.change(uri, [{ range: client.rangeOf(uri, 'number'), text: 'numbr' }]);
    const [wrong] = await client.current(uri);
    expect(wrong).toMatchObject({ source: 'upguide', range: client.rangeOf(uri, 'numbr') });

    await client.change(uri, [{ range: client.rangeOf(uri, 'numbr'), text: 'number' }]);
    expect(await client.current(uri)).toEqual([]);
  });

  it('are complete: source, code, link, tag, message', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, deprecatedEnv);
    const found = (await client.current(uri)).find(({ range }) => range.start.line === 0 && range.end.character === 13);
    expect(found).toMatchObject({
      source: 'upguide',
      code: 'BC-007',
      codeDescription: { href: 'https://github.com/upguide/upguide/blob/main/docs/changes/greenlang.md#bc-007' },
      tags: [2],
      range: client.rangeOf(uri, 'GREENLANG_ENV'),
    });
    expect(found?.message).toContain('GL_ENV');
  });

  it('link into our own client when it says how', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const client = await session(place, { initializationOptions: { explainUri: 'vscode://upguide.upguide/explain/' } });
    const found = await client.diagnostics(place.uri('.env'));
    expect(found[0]?.codeDescription?.href).toBe('vscode://upguide.upguide/explain/greenlang/BC-007');
  });

  it('come last for the last version of a burst, and versions never go back', async () => {
    const place = workspace({});
    const uri = place.uri('pack.yaml');
    const client = await session(place);
    await client.open(uri, goodPack);
    const end = () => client.positionOf(uri, 'number', 'number'.length);
    for (let i = 0; i < 100; i++) {
      await client.change(uri, [{ range: { start: end(), end: end() }, text: 'x' }]);
      await client.change(uri, [{ range: client.rangeOf(uri, 'numberx'), text: 'number' }]);
    }
    const last = await client.change(uri, [{ range: { start: end(), end: end() }, text: 'y' }]);
    expect(codes(await client.current(uri))).toHaveLength(1);
    await pause(300);
    const versions = client.history.filter((each) => each.uri === uri).map(({ version }) => version ?? -1);
    expect(versions.at(-1)).toBe(last);
    expect(versions).toEqual([...versions].sort((a, b) => a - b));
  });

  it('are given at every key of somebody who types', async () => {
    const place = workspace({});
    const uri = place.uri('pack.yaml');
    const client = await session(place);
    await client.open(uri, goodPack);
    for (let i = 0; i < 20; i++) {
      const at = client.positionOf(uri, 'emissions', 'emissions'.length + i);
      await client.change(uri, [{ range: { start: at, end: at }, text: 'a' }]);
      // The answer to this key, not to a later one.
      await client.current(uri);
    }
    expect(client.history.filter((each) => each.uri === uri).length).toBeGreaterThanOrEqual(20);
  });

  it('go with the document when nothing is on disk, and no answer comes after', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, deprecatedEnv);
    await client.current(uri);
    await client.close(uri);
    await client.diagnostics(uri, ({ diagnostics, version }) => diagnostics.length === 0 && version === undefined);
    await pause(400);
    expect(client.published.get(uri)?.diagnostics).toEqual([]);
  });

  it('count in the document as the editor has it, byte order mark included', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, `\uFEFF${deprecatedEnv}`);
    const found = (await client.current(uri)).find(({ code, tags }) => code === 'BC-007' && tags !== undefined);
    expect(found?.range).toEqual(client.rangeOf(uri, 'GREENLANG_ENV'));
  });

  it('stop at a thousand and say so', async () => {
    const place = workspace({});
    const uri = place.uri('.env');
    const client = await session(place);
    await client.open(uri, 'GREENLANG_ENV=production\n'.repeat(1500));
    const found = await client.current(uri);
    expect(found).toHaveLength(1000);
    expect(found.at(-1)).toMatchObject({ code: 'upguide/too-many', severity: 3 });
    expect(found.at(-1)?.message).toMatch(/first 999 of \d+/);
  });
});

describe('YAML syntax that another extension reports', () => {
  it('is left to it, from the start and when it comes later', async () => {
    const broken = 'spec_version: "2.0"\nspec_version: "2.0"\nmetadata: [\n';
    const place = workspace({});
    const uri = place.uri('pack.yaml');
    const client = await session(place, { initializationOptions: { yamlSyntaxReportedElsewhere: true } });
    const syntax = ['upguide/yaml-syntax', 'upguide/yaml-duplicate-key'];
    await client.open(uri, broken);
    expect(codes(await client.current(uri)).filter((code) => syntax.includes(String(code)))).toEqual([]);
    await client.notify('upguide/yamlSyntaxReportedElsewhere', { reportedElsewhere: false });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.some(({ code }) => syntax.includes(String(code))));
    await client.notify('upguide/yamlSyntaxReportedElsewhere', { reportedElsewhere: true });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.every(({ code }) => !syntax.includes(String(code))));
  });
});

describe('diagnostics of closed files', () => {
  it('are there after the scan, without a version', async () => {
    const place = workspace({ 'deploy/.env': deprecatedEnv, 'pack.yaml': goodPack });
    const client = await session(place);
    expect(codes(await client.diagnostics(place.uri('deploy/.env')))).toContain('BC-007');
    expect(client.published.get(place.uri('deploy/.env'))).not.toHaveProperty('version');
    expect(client.published.has(place.uri('pack.yaml'))).toBe(false);
  });

  it('show progress that can be cancelled', async () => {
    const client = await session(workspace({ '.env': deprecatedEnv }));
    await client.until(() => client.progress.some(({ kind }) => kind === 'end'), 'the end of the progress');
    expect(client.progress[0]).toMatchObject({ kind: 'begin', cancellable: true });
  });

  it('follow the files on disk, and go with them', async () => {
    const place = workspace({ '.env': deprecatedEnv, 'deep/er/.env': deprecatedEnv });
    const client = await session(place);
    const [watching] = await client.until(() => {
      const found = client.registrations.filter(({ method }) => method === 'workspace/didChangeWatchedFiles');
      return found.length > 0 && found;
    }, 'the registration');
    expect(JSON.stringify(watching)).toContain('.upguide/config.json');
    await client.diagnostics(place.uri('.env'));
    await client.diagnostics(place.uri('deep/er/.env'));

    const event = (name: string, type: number) => client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri(name), type }] });
    place.write('new/.env', deprecatedEnv);
    await event('new/.env', 1);
    expect(codes(await client.diagnostics(place.uri('new/.env')))).toContain('BC-007');

    place.write('.env', 'GL_ENV=production\n');
    await event('.env', 2);
    await client.diagnostics(place.uri('.env'), ({ diagnostics }) => diagnostics.every(({ tags }) => tags === undefined));

    place.remove('new/.env');
    await event('new/.env', 3);
    await client.diagnostics(place.uri('new/.env'), ({ diagnostics }) => diagnostics.length === 0);

    // Of a removed folder, editors report only the folder.
    place.remove('deep');
    await event('deep', 3);
    await client.diagnostics(place.uri('deep/er/.env'), ({ diagnostics }) => diagnostics.length === 0);
  });

  it('leave out what a scan leaves out', async () => {
    const place = workspace({ 'node_modules/x/.env': deprecatedEnv });
    const client = await session(place);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: place.uri('node_modules/x/.env'), type: 1 }] });
    await pause(500);
    expect(client.published.size).toBe(0);
  });

  it('belong to the editor while the document is open', async () => {
    const place = workspace({ '.env': deprecatedEnv });
    const uri = place.uri('.env');
    const client = await session(place);
    await client.diagnostics(uri);
    await client.open(uri, 'GL_ENV=production\n');
    await client.diagnostics(uri, ({ version }) => version === 1);
    await client.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
    await pause(400);
    expect(client.published.get(uri)?.diagnostics.every(({ tags }) => tags === undefined)).toBe(true);
    await client.close(uri);
    await client.diagnostics(uri, ({ version, diagnostics }) => version === undefined && diagnostics.some(({ tags }) => tags?.[0] === 2));
  });
});
