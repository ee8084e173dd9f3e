import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ReportModel } from '../../server/src/service/report/reportTypes.ts';
import buildOnce, { distFile } from '../support/buildOnce.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

vi.setConfig({ testTimeout: 120_000 });
beforeAll(buildOnce);

const example = path.resolve(import.meta.dirname, '../../examples/devteam-runner-1.0');

function upguide(cwd: string, ...words: string[]): string {
  const { stdout, stderr } = spawnSync(process.execPath, [distFile('cli.js'), ...words], { cwd, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  expect(stderr).toBe('');
  return stdout;
}

function copy(): string {
  const folder = temporaryFolder();
  fs.cpSync(example, folder, { recursive: true });
  return folder;
}

describe('the route of the example', () => {
  test('is in the plan, with what each hop has here', () => {
    const folder = copy();
    const model = JSON.parse(upguide(folder, 'plan', '--format', 'json')) as ReportModel & { version: number };
    expect(model.version).toBe(1);
    expect(model.routes).toMatchObject([{
      system: 'devteam-runner', path: '.', current: '1.1.0', stated: [{ version: '1.1.0', evidence: 'docker-compose.yml: devteam-runner:1.1.0' }],
      hops: [
        { from: '1.1.0', to: '2.0.0', kind: 'rules', passed: false, progress: model.migrations[0]?.progress, guides: [{ migration: 'devteam-runner', active: true }] },
        { from: '2.0.0', to: '3.0.0', kind: 'manual', by: 'by hand (high complexity; the guide has no rules for it)', guides: [], changes: [] },
      ],
    }]);
    const changes = new Map(model.migrations[0]?.changes.map(({ id, progress: { safe, unsafe, manual } }) => [id, safe + unsafe + manual]));
    const counted = model.routes[0]?.hops[0]?.changes ?? [];
    expect(counted.length).toBeGreaterThan(2);
    for (const { id, left } of counted) expect(left, id).toBe(changes.get(id));

    const text = upguide(folder, 'plan');
    expect(text).toMatch(/^Route: DevTeam Runner 1\.1\.0 → 2\.0\.0 → 3\.0\.0 {2}in \.\n {2}docker-compose\.yml: devteam-runner:1\.1\.0 states 1\.1\.0\.\n {2}1\. 1\.1\.0 → 2\.0\.0 {2}\d+ places left \(.*\n {5}DT-CONTEXT: \d+/);
    expect(text).toContain('  2. 2.0.0 → 3.0.0  by hand: no guide here has rules for it; the guide says: by hand (high complexity; the guide has no rules for it)\n');
    expect(upguide(folder, 'plan', '--format', 'markdown')).toContain('## Route\n\n### DevTeam Runner 1.1.0 → 2.0.0 → 3.0.0 in `./`\n');
    expect(upguide(folder, 'migrations')).toContain('    route: 1.1.0 → 2.0.0 → 3.0.0 (by hand)\n');
  });

  test('goes on from the version that is stated after the upgrade', () => {
    const folder = copy();
    upguide(folder, 'fix', '--unsafe');
    const file = path.join(folder, 'docker-compose.yml');
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('devteam-runner:1.1.0', 'devteam-runner:3.0.0'));
    expect(upguide(folder, 'migrations')).toContain('    route: 3.0.0, nothing ahead\n');
    const { routes } = JSON.parse(upguide(folder, 'plan', '--format', 'json')) as ReportModel;
    expect(routes[0]?.hops.every(({ passed, kind }) => passed && kind === 'rules')).toBe(true);
  });

  test('says that no version is stated', () => {
    const folder = temporaryFolder({ 'requirements.txt': 'greenlang\n' });
    expect(upguide(folder, 'plan')).toContain('Route: GreenLang 0.2 → 0.3  in .\n  No version is stated here, so these are the hops of the guides alone.\n  1. 0.2 → 0.3  ');
    expect(upguide(folder, 'migrations')).toContain('    route: 0.2 → 0.3 (no version is stated here)\n');
  });
});
