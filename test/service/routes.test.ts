import { describe, expect, it } from 'vitest';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import { readMigrationFile } from '../../server/src/migrations/own/readMigrationFile.ts';
import type { ProjectRoute } from '../../server/src/service/routes.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { testService, type TestServiceOptions } from '../support/testService.ts';

async function routesOf(files: Readonly<Record<string, string>>, options: TestServiceOptions = {}): Promise<readonly ProjectRoute[]> {
  return (await testService(files, options)).service.routes();
}

const hops = ({ steps }: ProjectRoute): readonly string[] => steps.map(({ from, to, migrations }) => `${from} → ${to}: ${migrations.join(', ')}`);
const image = (version: string): string => `services:\n  runner:\n    image: devteam-runner:${version}\n`;
const pack = 'spec_version: "1.0"\nname: grid\nversion: "1.0.0"\ninputs: [hour]\noutputs: [grid_factor]\n';

/** GreenLang 0.3 to 0.4, as a user may write it. */
const own: Migration = {
  id: 'ours', system: 'greenlang', title: 'Ours', from: '0.3.0', to: '0.4', guideTitle: 'Our guide', changes: [], documents: [], rules: [],
  detection: { packages: [], environment: ['OURS'], environmentTogether: [], imports: [] },
};

/** The same as a file, over two versions, with rules for the second hop. */
const ownFile = `format: 1
id: after
system: greenlang
title: GreenLang
from: "0.3"
to: "0.5"
guide: GreenLang after 0.3
detection:
  packages: [{ ecosystem: pypi, name: greenlang }]
entries:
  - id: A-1
    title: One version at a time
    impact: low
    summary: One version at a time.
    deprecatedIn: 0.4.0
    changes:
      - kind: versionRoute
        title: GreenLang
        packages: [greenlang]
        ecosystems: [pypi]
        hops:
          - { from: "0.3.0", to: "0.4.0", by: by hand }
          - { from: "0.4.0", to: "0.5.0", by: with the rules }
        why: One version at a time.
    examples:
      - file: requirements.txt
        flagged: |
          greenlang==0.3.0
`;

describe('the routes of a workspace', () => {
  it('are one for each project root and system, from the version that the root states', async () => {
    const routes = await routesOf({
      'a/requirements.txt': 'greenlang==0.2.1\n', 'b/requirements.txt': 'greenlang>=0.1.0,<0.2\n', 'b/docker-compose.yml': image('1.0.0'), 'c/requirements.txt': 'flask==3.0\n',
    });
    expect(routes.map(({ system, title, root, current, active }) => [system, title, root.split('/').at(-1), current, active])).toEqual([
      ['greenlang', 'GreenLang', 'a', '0.2.1', ['greenlang']], ['greenlang', 'GreenLang', 'b', '0.1.0', ['greenlang']], ['devteam-runner', 'DevTeam Runner', 'b', '1.0.0', ['devteam-runner']],
    ]);
    expect(routes.map(hops)).toEqual([
      ['0.2.1 → 0.3: greenlang'], ['0.1 → 0.2: ', '0.2 → 0.3: greenlang'], ['1.0.0 → 1.1.0: ', '1.1.0 → 2.0.0: devteam-runner', '2.0.0 → 3.0.0: '],
    ]);
  });

  it('begin with the oldest version, and say what states each of them', async () => {
    const [route] = await routesOf({ 'requirements.txt': 'devteam-runner>=2.0\n', 'deploy/docker-compose.yml': image('1.1.0'), 'context.json': '{}' });
    expect([route?.current, route?.stated]).toEqual(['1.1.0', [
      { version: '1.1.0', evidence: 'deploy/docker-compose.yml: devteam-runner:1.1.0' }, { version: '2.0', evidence: 'requirements.txt: devteam-runner>=2.0' },
    ]]);
  });

  it('ask the documents where no package states a version', async () => {
    const [route] = await routesOf({ 'pack.yaml': pack, 'requirements.txt': 'greenlang\n' });
    expect([route?.current, route?.stated.map(({ evidence }) => evidence)]).toEqual(['0.2', ['pack.yaml: AgentSpec v1 (spec_version 1.0)']]);
    const [pinned] = await routesOf({ 'pack.yaml': pack, 'requirements.txt': 'greenlang==0.1.3\n' });
    expect(pinned?.current, 'packages are surer').toBe('0.1.3');
  });

  it('are those of the active migrations alone where nothing states a version', async () => {
    const [route] = await routesOf({ 'requirements.txt': 'greenlang\n' });
    expect([route?.current, route && hops(route)]).toEqual([undefined, ['0.2 → 0.3: greenlang']]);
  });

  it('begin with the version of the root around where a root states none', async () => {
    const routes = await routesOf({
      'Cargo.toml': '[workspace]\nmembers = ["orders"]\n[workspace.dependencies]\nkagzi = "1.2"\n', 'orders/Cargo.toml': '[package]\nname = "orders"\n[dependencies]\nkagzi.workspace = true\n',
      'other/Cargo.toml': '[package]\nname = "other"\n[dependencies]\nkagzi = "1.4"\n', 'requirements.txt': 'flask==3.0\n',
    });
    expect(routes.map(({ root, current, stated }) => [root.split('/').at(-1), current, stated.map(({ evidence }) => evidence)])).toEqual([
      ['workspace', '1.2', ['Cargo.toml: kagzi 1.2']], ['orders', '1.2', ['Cargo.toml: kagzi 1.2']], ['other', '1.4', ['other/Cargo.toml: kagzi 1.4']],
    ]);
  });

  it('follow the files', async () => {
    const { service, workspace } = await testService({ 'docker-compose.yml': image('1.0.0') });
    expect(service.routes().map(({ current }) => current)).toEqual(['1.0.0']);
    service.open({ uri: workspace.uri('docker-compose.yml'), version: 1, text: image('1.1.0') });
    expect(service.routes().map(({ current }) => current)).toEqual(['1.1.0']);
    service.configure(workspace.folder, { ...defaultSettings, targetVersions: { 'devteam-runner': '2.0' } });
    expect(service.routes().map(({ target }) => target)).toEqual(['2.0']);
  });

  it('do not take the version of a part of the system for that of another', async () => {
    const [route] = await routesOf({ 'requirements.txt': 'resonantgenesis==2.1.0\n', 'docker-compose.yml': 'services:\n  api:\n    image: resonantgenesis/backend:1.2.3\n' });
    expect(route?.current).toBe('2.1.0');
  });

  it('end with the version that the settings ask for', async () => {
    const [route] = await routesOf({ 'docker-compose.yml': image('1.0.0') }, { settings: { targetVersions: { 'devteam-runner': '1.1' } } });
    expect([route?.target, route && hops(route)]).toEqual(['1.1', ['1.0.0 → 1.1.0: ']]);
  });

  it('lead on through the migrations of users, also those that are not active here', async () => {
    const files = { 'requirements.txt': 'greenlang==0.2.0\n' };
    const [route] = await routesOf(files, { migrations: [own, greenlang] });
    expect([route?.active, route && hops(route)]).toEqual([['greenlang'], ['0.2 → 0.3: greenlang', '0.3.0 → 0.4: ours']]);
    const [both] = await routesOf({ ...files, '.env': 'OURS=1\n' }, { migrations: [own, greenlang] });
    expect(both?.active).toEqual(['ours', 'greenlang']);
  });

  it('know the migrations of their own workspace folder alone', async () => {
    const elsewhere = { ...own, folder: 'file:///elsewhere' };
    const [route] = await routesOf({ 'requirements.txt': 'greenlang==0.2.0\n' }, { migrations: [elsewhere, greenlang] });
    expect(route && hops(route)).toEqual(['0.2 → 0.3: greenlang']);
  });

  it('chain a file with a migration of the user, with the matrix of versions in it', async () => {
    const { migration, problems } = readMigrationFile(ownFile, { takenIds: new Map() });
    expect(problems).toEqual([]);
    const [route] = await routesOf({ 'requirements.txt': 'greenlang==0.2.0\n' }, { migrations: [greenlang, ...(migration ? [migration] : [])] });
    expect([route?.active, route && hops(route)]).toEqual([['greenlang', 'after'], ['0.2 → 0.3: greenlang', '0.3.0 → 0.4.0: ', '0.4.0 → 0.5.0: after']]);
    expect(route?.steps.map(({ by }) => by)).toEqual([undefined, 'by hand', 'with the rules']);
  });

  it('are gone where the migration is switched off', async () => {
    expect(await routesOf({ 'docker-compose.yml': image('1.0.0') }, { settings: { migrations: { 'devteam-runner': 'off' } } })).toEqual([]);
  });
});
