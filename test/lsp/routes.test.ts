import { beforeAll, describe, expect, it } from 'vitest';
import type { ProtocolRoute, ReportResult } from '../../server/src/protocol.ts';
import buildOnce from '../support/buildOnce.ts';
import { folderOf } from './support/client.ts';
import { session, workspace } from './support/workspaces.ts';

beforeAll(buildOnce);

const image = (version: string): string => `services:\n  runner:\n    image: devteam-runner:${version}\n    environment:\n      DEVTEAM_RUNNER_PORT: "8080"\n`;
const hops = (routes: readonly ProtocolRoute[] | undefined): readonly string[] => (routes ?? []).flatMap((route) => route.hops.map(({ from, to, kind, passed }) => `${from} → ${to} ${kind}${passed ? ' passed' : ''}`));

describe('routes', () => {
  it('are part of the status, and follow the version that a file states', async () => {
    const place = workspace({ 'docker-compose.yml': image('1.0.0') });
    const client = await session(place, { initializationOptions: {} });
    const status = await client.until(() => client.statuses.find((each) => !each.scanning && each.findings.total > 0), 'the status');
    expect(status.routes).toEqual([{
      system: 'devteam-runner', title: 'DevTeam Runner', root: folderOf(place.root).uri, active: ['devteam-runner'], current: '1.0.0', cycle: null,
      hops: [
        { from: '1.0.0', to: '1.1.0', kind: 'manual', by: 'directly (low complexity)', migrations: [], passed: false },
        { from: '1.1.0', to: '2.0.0', kind: 'rules', by: 'guided (medium complexity; this upgrade changes the files)', migrations: ['devteam-runner'], passed: false },
        { from: '2.0.0', to: '3.0.0', kind: 'manual', by: 'by hand (high complexity; the guide has no rules for it)', migrations: [], passed: false },
      ],
    }]);
    await client.open(place.uri('docker-compose.yml'), image('2.0.0'));
    const next = await client.until(() => client.statuses.find(({ routes }) => routes?.[0]?.current === '2.0.0'), 'the status of the open document');
    expect(hops(next.routes)).toEqual(['1.1.0 → 2.0.0 rules passed', '2.0.0 → 3.0.0 manual']);
    const { text } = await client.request<ReportResult>('upguide/report', { format: 'markdown' });
    expect(text).toContain('## Route\n\n### DevTeam Runner 2.0.0 → 3.0.0 in `./`');
  });
});
