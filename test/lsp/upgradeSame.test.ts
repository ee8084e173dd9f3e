import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ApplyResult, ItemsResult } from '../../server/src/protocol.ts';
import buildOnce, { distFile } from '../support/buildOnce.ts';
import { differences, withoutDrawn } from '../support/fileTrees.ts';
import { copyExample, example, tree } from './support/trees.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

/** The example after `upguide fix`, and the findings that the command line then has left. */
function fixedByCommandLine(...options: string[]) {
  const place = workspace({});
  copyExample(place);
  run(place.root, 'fix', ...options);
  const report = JSON.parse(run(place.root, 'check', '--format', 'json')) as { findings: Finding[] };
  return { tree: withoutDrawn(tree(place.root)), findings: report.findings.map(({ path, rule, range }) => `${path}:${range.start.line}:${range.start.column} ${rule}`).sort() };
}

interface Finding {
  readonly path: string;
  readonly rule: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

function run(cwd: string, ...words: string[]): string {
  try {
    return execFileSync(process.execPath, [distFile('cli.js'), ...words], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    // 1: findings are left.
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1 && 'stdout' in error) return String(error.stdout);
    throw error;
  }
}

/** The example after one of the server's ways to upgrade, and the items that it then has. */
async function upgraded(way: 'request' | 'command' | 'chosen', applicability: 'safe' | 'unsafe', open: readonly string[] = []) {
  const place = workspace({});
  copyExample(place);
  const client = await session(place, { editing: 'saved' });
  const before = tree(example);
  for (const name of open) await client.open(place.uri(name), (before[name] ?? '').replace(/^\d+ /, ''));
  if (way === 'command') await client.request<ApplyResult>('workspace/executeCommand', { command: 'upguide.applyUpgrade', arguments: [{ applicability }] });
  else if (way === 'request') await client.request<ApplyResult>('upguide/apply', { applicability });
  else {
    const { items } = await client.request<ItemsResult>('upguide/items', {});
    await client.request<ApplyResult>('upguide/apply', { items: items.map(({ id }) => id) });
  }
  expect(client.log.filter((line) => /fail|error/i.test(line))).toEqual([]);
  const { items } = await client.request<ItemsResult>('upguide/items', {});
  const left = items.map(({ uri, rule, range }) => `${decodeURIComponent(uri.slice(place.uri('').length).replace(/^\//, ''))}:${range.start.line + 1}:${range.start.character + 1} ${rule}`).sort();
  return { tree: withoutDrawn(tree(place.root)), findings: left };
}

describe('the same bytes and the same findings left, whoever upgrades', () => {
  it.each(['safe', 'unsafe'] as const)('%s changes by request, by command, and by the command line', async (applicability) => {
    const expected = fixedByCommandLine(...(applicability === 'unsafe' ? ['--unsafe'] : []));
    expect(differences(expected.tree, withoutDrawn(tree(example))).length).toBeGreaterThan(10);
    for (const way of ['request', 'command'] as const) {
      const found = await upgraded(way, applicability);
      expect(differences(expected.tree, found.tree), way).toEqual([]);
      expect(found.findings, way).toEqual(expected.findings);
    }
  });

  it('also with all items ticked, and with documents open in the editor', async () => {
    const expected = fixedByCommandLine('--unsafe');
    const ticked = await upgraded('chosen', 'unsafe');
    expect(differences(expected.tree, ticked.tree)).toEqual([]);
    const open = await upgraded('request', 'unsafe', ['Dockerfile', 'agents/fuel.py', 'app/main.py', 'greenlang.yaml', 'packs/fuel-calculator/pack.yaml', 'requirements.txt']);
    expect(differences(expected.tree, open.tree)).toEqual([]);
    expect(open.findings).toEqual(expected.findings);
  });
});
