import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplyResult, ItemsResult } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { read, runsOf } from './support/editing.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const canaries = ['c4n4ryOne7Hq2', 'c4n4ryTwo8Zx91', 'c4n4ryThreePw55', 'c4n4ryFourKey77'];
const [one = '', two = '', three = '', four = ''] = canaries;
const files = {
  'requirements.txt': 'greenlang==0.2.0\n',
  '.env': `GREENLANG_ENV=production\nGREENLANG_DB_URL=postgresql://user:${one}@db/x\nAPI_KEY=${two}\nGREENLANG_SECRET=${three}\n`,
  'greenlang.yaml': `version: "0.2.0"\ndatabase:\n  url: postgresql://user:${one}@db/x\nsecurity:\n  enabled: true\n  jwt_secret: ${four}\nlogging:\n  level: info\n`,
};

/** Files below a folder that hold a text. */
function holding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(folder, name)).isFile() && readFileSync(path.join(folder, name), 'utf8').includes(text)).sort();
}

describe('secrets of the workspace', () => {
  it('are in nothing that the server says during an upgrade, a rollback, a baseline and a report', async () => {
    const place = workspace(files);
    const client = await session(place, { initializationOptions: {} });
    const heard: Buffer[] = [];
    client.child.stdout?.on('data', (data: Buffer) => heard.push(data));
    client.child.stderr?.on('data', (data: Buffer) => heard.push(data));
    const { items } = await client.request<ItemsResult>('upguide/items', {});
    expect(items.filter(({ uri }) => uri.endsWith('.env')).length).toBeGreaterThan(0);
    await client.request('upguide/baseline', { action: 'accept' });
    expect(holding(place.path('.upguide'), 'c4n4ry')).toEqual([]);
    await client.request('upguide/baseline', { action: 'clear' });
    const applied = await client.request<ApplyResult>('upguide/apply', { applicability: 'unsafe', workDoneToken: 'w' });
    expect(applied.files.filter(({ outcome }) => outcome === 'written').length).toBe(3);
    for (const format of ['markdown', 'html']) await client.request('upguide/report', { format });
    place.write('.env', `${read(place, '.env')}# ${four}\n`);
    await runsOf(client);
    await client.request('upguide/rollback', applied.runs[0]);
    await client.request('upguide/rollback', { ...applied.runs[0], uris: ['file:///elsewhere/.env'] });
    await client.request('upguide/recover', { ...applied.runs[0], action: 'finish' });
    const said = Buffer.concat(heard).toString('utf8');
    expect(said).toContain('greenlang/');
    for (const canary of canaries) expect(said, canary).not.toContain(canary);
  });

  it('are kept only in the originals, which nobody else may read', async () => {
    const place = workspace(files);
    const client = await session(place);
    const { runs: [run] } = await client.request<ApplyResult>('upguide/apply', { applicability: 'unsafe' });
    const own = place.path('.upguide');
    for (const name of holding(own, 'c4n4ry')) {
      expect(name).toMatch(new RegExp(`^runs/${String(run?.id)}/originals?/`));
      expect(statSync(path.join(own, name)).mode & 0o777).toBe(0o600);
    }
    expect(holding(own, 'c4n4ry').length).toBeGreaterThanOrEqual(2);
    expect(statSync(place.path('.upguide/runs')).mode & 0o777).toBe(0o700);
    expect(read(place, '.upguide/runs/.gitignore')).toBe('*\n');
  });
});
