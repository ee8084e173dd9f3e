import { beforeAll, describe, expect, it } from 'vitest';
import type { CodeLens, CompletionItem, DocumentLink, Hover, Location } from 'vscode-languageserver-protocol';
import buildOnce from '../support/buildOnce.ts';
import { oldPack, session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const files = {
  'requirements.txt': 'greenlang==0.2.0\n',
  '.env': 'GREENLANG_DB_URL=postgres://localhost/gl\nGL_JWT_SECRET=\n',
  'greenlang.yaml': 'version: "0.2.0"\ndatabase:\n  url: ${GREENLANG_DB_URL}\nsecurity:\n  jwt_secret: ${GL_JWT_SECRET}\nlogging:\n  level: INFO\n',
  'packs/pack.yaml': oldPack,
};

async function opened(name: keyof typeof files) {
  const place = workspace(files);
  const client = await session(place);
  const uri = place.uri(name);
  await client.open(uri, files[name]);
  const at = (piece: string, offset = 0) => ({ textDocument: { uri }, position: client.positionOf(uri, piece, offset) });
  return { place, client, uri, at };
}

describe('at the cursor', () => {
  it('hover tells what the variable was and becomes', async () => {
    const { client, uri, at } = await opened('.env');
    const hover = await client.request<Hover | null>('textDocument/hover', at('GREENLANG_DB_URL', 4));
    expect(hover?.range).toEqual(client.rangeOf(uri, 'GREENLANG_DB_URL'));
    expect(hover?.contents).toMatchObject({ kind: 'markdown', value: expect.stringContaining('GL_DATABASE_URL') as string });
  });

  it('completion offers variables inside ${', async () => {
    const { client, uri, at } = await opened('greenlang.yaml');
    await client.change(uri, [{ range: client.rangeOf(uri, '${GL_JWT_SECRET}'), text: '${}' }]);
    const items = await client.request<CompletionItem[]>('textDocument/completion', at('${}', 2));
    const item = items.find(({ label }) => label === 'GL_JWT_SECRET');
    expect(item?.textEdit).toBeDefined();
    const edit = item?.textEdit && 'range' in item.textEdit ? item.textEdit : undefined;
    expect(client.applied(uri, { changes: { [uri]: edit ? [edit] : [] } })).toContain('jwt_secret: ${GL_JWT_SECRET}');
  });

  it('definition and references lead from the configuration to .env and back', async () => {
    const { client, place, uri, at } = await opened('greenlang.yaml');
    const set = { uri: place.uri('.env'), range: { start: { line: 0, character: 0 }, end: { line: 0, character: 16 } } };
    expect(await client.request<Location[]>('textDocument/definition', at('GREENLANG_DB_URL', 3))).toEqual([set]);
    const references = await client.request<Location[]>('textDocument/references', { ...at('GREENLANG_DB_URL', 3), context: { includeDeclaration: true } });
    expect(references).toContainEqual(set);
    expect(references).toContainEqual({ uri, range: client.rangeOf(uri, 'GREENLANG_DB_URL') });
  });

  it('places in another open file count in its latest text', async () => {
    const { client, place, at } = await opened('greenlang.yaml');
    const env = place.uri('.env');
    await client.open(env, files['.env']);
    await client.current(env);
    const change = client.change(env, [{ text: `# a\n# b\n${files['.env']}` }]);
    const definition = client.request<Location[]>('textDocument/definition', at('GREENLANG_DB_URL', 3));
    await change;
    expect(await definition).toEqual([{ uri: env, range: client.rangeOf(env, 'GREENLANG_DB_URL') }]);
  });

  it('links name the line of .env', async () => {
    const { client, place, uri } = await opened('greenlang.yaml');
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } });
    expect(links.map(({ target }) => target)).toContain(`${place.uri('.env')}#L1`);
  });

  it('a lens upgrades the file through the editor, once for each click', async () => {
    const { client, uri } = await opened('packs/pack.yaml');
    const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
    expect(lens?.command?.command).toBe('upguide.server.applyLens');
    await client.request('workspace/executeCommand', { command: lens?.command?.command, arguments: lens?.command?.arguments });
    const upgraded = client.applied(uri, client.appliedEdits[0]);
    expect(upgraded).toContain('spec_version: "2.0"');
    await client.change(uri, [{ text: upgraded }]);
    expect(await client.request<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
    // The lens of the old text is still on the screen of a slow editor.
    const late = client.request('workspace/executeCommand', { command: lens?.command?.command, arguments: lens?.command?.arguments });
    await expect(late).rejects.toMatchObject({ code: -32801 });
    expect(client.appliedEdits).toHaveLength(1);
  });
});
