import { beforeAll, expect, it } from 'vitest';
import buildOnce from '../support/buildOnce.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

it('a system that comes up after the scan is looked for in all files', async () => {
  const place = workspace({ 'tools/list.sh': 'gl agent list\n', 'requirements.txt': 'flask==3.0\n' });
  const client = await session(place);
  await client.request('upguide/items', {});
  expect(client.published.get(place.uri('tools/list.sh'))?.diagnostics ?? []).toEqual([]);

  const uri = place.uri('requirements.txt');
  await client.open(uri, 'flask==3.0\ngreenlang==0.2.0\n', 'pip-requirements');
  const found = await client.diagnostics(place.uri('tools/list.sh'), ({ diagnostics }) => diagnostics.length > 0);
  expect(found.map(({ code }) => code)).toEqual(['BC-011']);

  // And it is forgotten with the document, of which the disk knows nothing.
  await client.notify('textDocument/didClose', { textDocument: { uri } });
  expect(await client.diagnostics(place.uri('tools/list.sh'), ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
});
