import { describe, expect, it } from 'vitest';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { rulesFromChanges } from '../../server/src/analysis/changeRules.ts';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import type { LanguageService } from '../../server/src/service/languageService.ts';
import { createLiveService } from '../../server/src/service/liveService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace, type InMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

const guide: Migration['changes'] = [{ id: 'AC-1', title: 'Token', impact: 'low', summary: ['It has a new name.'], examples: [], deprecatedIn: '2.0.0' }];

/** `ACME_TOKEN` is `ACME_KEY` now, where a file `acme.lock` is. */
const acme: Migration = {
  id: 'acme', title: 'Acme', from: '1.0', to: '2.0', guideTitle: 'The guide of Acme', documents: [],
  detection: { packages: [], environment: [], environmentTogether: [], imports: [], files: ['acme.lock', '*.acme'] },
  changes: guide,
  rules: rulesFromChanges([{ kind: 'environmentRenamed', change: 'AC-1', from: 'ACME_TOKEN', to: 'ACME_KEY', why: 'It was no token.' }], { migration: 'acme', guide, systemNames: new Set() }),
};

const files = {
  'requirements.txt': 'greenlang==0.2.0\n',
  'acme.lock': 'locked\n',
  '.env': 'GREENLANG_ENV=production\nACME_TOKEN=abc\n',
  'app.py': 'import os\n\nprint(os.environ["ACME_TOKEN"])\n',
  'main.py': 'import os\n\nprint(os.environ["GREENLANG_ENV"])\n',
};

/** Everything that a host could show. */
function answers(service: LanguageService, { files: disk, uri }: InMemoryWorkspace) {
  return {
    detected: service.detected(), files: service.files(),
    reports: [...disk.keys()].map((path) => JSON.stringify([path, service.diagnose(uri(path)), service.items(uri(path))])),
    page: service.explain('AC-1'),
  };
}

async function live(workspace: InMemoryWorkspace, migrations: readonly Migration[]) {
  const service = createLiveService(testServiceOptions(workspace, [], { migrations }));
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  return service;
}

async function fresh(workspace: InMemoryWorkspace, migrations: readonly Migration[], opened: Readonly<Record<string, string>>) {
  const service = createLanguageService(testServiceOptions(workspace, [], { migrations }));
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  for (const [path, text] of Object.entries(opened)) service.open({ uri: workspace.uri(path), version: 3, text });
  return service;
}

describe('a service whose migrations are exchanged', () => {
  it('answers as a new one does, about closed files and open documents', async () => {
    const workspace = inMemoryWorkspace(files);
    const opened = { 'app.py': `${files['app.py']}print(os.environ["GREENLANG_ENV"])\n` };
    const service = await live(workspace, [greenlang]);
    service.open({ uri: workspace.uri('app.py'), version: 3, text: opened['app.py'] });
    for (const migrations of [[greenlang, acme], [acme], builtInMigrations, []]) {
      service.useMigrations(migrations);
      await service.scan();
      expect(service.migrations).toBe(migrations);
      expect(answers(service, workspace)).toEqual(answers(await fresh(workspace, migrations, opened), workspace));
    }
    service.useMigrations([greenlang, acme]);
    await service.scan();
    expect(service.diagnose(workspace.uri('app.py'))?.diagnostics.map(({ rule }) => rule)).toEqual(['acme/environment-renamed', 'greenlang/environment-renamed']);
    await service.close(workspace.uri('app.py'));
    expect(answers(service, workspace)).toEqual(answers(await fresh(workspace, [greenlang, acme], {}), workspace));
  });

  it('names all files whose findings may differ, also those that nobody looks at any more', async () => {
    const workspace = inMemoryWorkspace({ 'acme.lock': '', '.env': 'ACME_TOKEN=abc\n' });
    const service = await live(workspace, [acme]);
    expect(service.takeChanged()).toContain(workspace.uri('.env'));
    service.useMigrations([]);
    await service.scan();
    expect(service.takeChanged()).toContain(workspace.uri('.env'));
    expect(service.takeChanged()).toEqual([]);
  });

  it('keeps the settings', async () => {
    const workspace = inMemoryWorkspace(files);
    const service = await live(workspace, [greenlang, acme]);
    service.configure(workspace.folder, { ...defaultSettings, migrations: { acme: 'off' } });
    service.useMigrations([acme]);
    await service.scan();
    expect(service.detected()).toMatchObject([{ migration: 'acme', state: 'off' }]);
  });

  it('a scan that began before says that it was cancelled', async () => {
    const workspace = inMemoryWorkspace(files);
    const service = await live(workspace, [greenlang]);
    const scanning = service.scan();
    service.useMigrations([acme]);
    expect((await scanning).cancelled).toBe(true);
    expect((await service.scan()).cancelled).toBe(false);
  });
});

describe('a migration of one workspace folder', () => {
  const here = { ...acme, folder: 'file:///workspace/here' };
  const twoFolders = (): InMemoryWorkspace => {
    const both = inMemoryWorkspace({ 'here/acme.lock': '', 'here/.env': 'ACME_TOKEN=abc\n', 'there/acme.lock': '', 'there/.env': 'ACME_TOKEN=abc\n' });
    const folders = ['here', 'there'].map((name) => ({ uri: `file:///workspace/${name}`, name }));
    return {
      ...both, folders,
      async *list(folder, options) {
        for await (const file of both.list(folder, { ...options, accepts: (path) => path.startsWith(`${folder.name}/`) && options.accepts(path.slice(folder.name.length + 1)) })) yield file;
      },
    };
  };

  it('says nothing in another one, although its files look alike', async () => {
    const workspace = twoFolders();
    const service = createLanguageService(testServiceOptions(workspace, [], { migrations: [here] }));
    await service.scan();
    expect(service.diagnose(workspace.uri('here/.env'))?.diagnostics).toHaveLength(1);
    expect(service.diagnose(workspace.uri('there/.env'))?.diagnostics ?? []).toEqual([]);
    expect(service.detected().map(({ root }) => root)).toEqual(['file:///workspace/here']);
    expect(service.accepts(workspace.uri('here/x.acme'))).toBe(true);
    expect(service.accepts(workspace.uri('there/x.acme'))).toBe(false);
  });

  it('and one of the same id may hold there', async () => {
    const workspace = twoFolders();
    const there = { ...acme, folder: 'file:///workspace/there', rules: [] };
    const service = createLanguageService(testServiceOptions(workspace, [], { migrations: [here, there] }));
    await service.scan();
    expect(service.diagnose(workspace.uri('here/.env'))?.diagnostics).toHaveLength(1);
    expect(service.diagnose(workspace.uri('there/.env'))?.diagnostics ?? []).toEqual([]);
    expect(service.detected().map(({ root }) => root)).toEqual(['file:///workspace/here', 'file:///workspace/there']);
  });
});

describe('folders inside one another', () => {
  it('have the inner one\'s migration where both have one of the same id', async () => {
    const renamed = (to: string): Migration['rules'] => rulesFromChanges([{ kind: 'environmentRenamed', change: 'AC-1', from: 'ACME_TOKEN', to, why: 'It was no token.' }], { migration: 'acme', guide, systemNames: new Set() });
    const outer = { ...acme, folder: 'file:///workspace', rules: renamed('OUTER') };
    const inner = { ...acme, folder: 'file:///workspace/in', rules: renamed('INNER') };
    const whole = inMemoryWorkspace({ 'acme.lock': '', '.env': 'ACME_TOKEN=abc\n', 'in/acme.lock': '', 'in/.env': 'ACME_TOKEN=abc\n' });
    const workspace: InMemoryWorkspace = {
      ...whole, folders: [{ uri: 'file:///workspace', name: 'workspace' }, { uri: 'file:///workspace/in', name: 'in' }],
      async *list(folder, options) {
        for await (const file of whole.list(folder, options)) if (file.uri.startsWith('file:///workspace/in/') === (folder.name === 'in')) yield file;
      },
    };
    for (const migrations of [[outer, inner], [inner, outer]]) {
      const service = createLanguageService(testServiceOptions(workspace, [], { migrations }));
      await service.scan();
      const titles = (path: string) => service.diagnose(workspace.uri(path))?.diagnostics.flatMap(({ fixes }) => fixes.map(({ title }) => title));
      expect([titles('.env'), titles('in/.env')]).toEqual([['Rename to OUTER'], ['Rename to INNER']]);
    }
  });
});

describe('a file named like a migration file', () => {
  it('is left alone when it is one, and looked at when it is somebody else\'s', async () => {
    const manifest = 'apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n        - name: a\n          image: a\n          env:\n            - name: ACME_TOKEN\n              value: x\n';
    const workspace = inMemoryWorkspace({ 'acme.lock': '', 'deploy/db.migration.yaml': manifest, '.upguide/a.migration.yaml': manifest, 'tools/b.migration.yaml': `format: 1\n${manifest}` });
    const service = await live(workspace, [acme]);
    const found = (path: string) => (service.diagnose(workspace.uri(path))?.diagnostics ?? []).length;
    expect([found('deploy/db.migration.yaml'), found('.upguide/a.migration.yaml'), found('tools/b.migration.yaml')]).toEqual([1, 0, 0]);
  });
});

describe('a file whose name is proof', () => {
  it('proves the system by being there, of whatever kind it is, and no longer when it is gone', async () => {
    for (const name of ['acme.lock', 'site.acme', 'deep/er/site.acme']) {
      const workspace = inMemoryWorkspace({ [name]: '\u0000', '.env': 'ACME_TOKEN=abc\n' });
      const service = await live(workspace, [acme]);
      expect(service.detected(), name).toMatchObject([{ migration: 'acme', evidence: [`${name}: file ${name.replace(/.*\//, '')}`] }]);
      expect(service.diagnose(workspace.uri('.env'))?.diagnostics, name).toHaveLength(1);
      workspace.files.delete(name);
      await service.refresh([workspace.uri(name)]);
      expect(service.detected(), name).toEqual([]);
      workspace.files.set(name, '');
      await service.refresh([workspace.uri(name)]);
      expect(service.detected(), name).toHaveLength(1);
    }
  });

  it('also where it is open or of a known kind', async () => {
    const named: Migration = { ...acme, detection: { ...acme.detection, files: ['acme.yaml', 'acme_boot.py'] } };
    for (const name of ['acme.yaml', 'acme_boot.py']) {
      const workspace = inMemoryWorkspace({ [name]: '# nothing\n', '.env': 'ACME_TOKEN=abc\n' });
      const service = await live(workspace, [named]);
      expect(service.detected(), name).toHaveLength(1);
      service.open({ uri: workspace.uri(name), version: 1, text: '# still nothing\n' });
      expect(service.detected(), name).toHaveLength(1);
      await service.close(workspace.uri(name));
      expect(service.detected(), name).toHaveLength(1);
    }
  });

  it('a name that only looks like it proves nothing', async () => {
    const workspace = inMemoryWorkspace({ 'acme.lock.bak': '', 'acme.locks': '', 'x.acmes': '', '.env': 'ACME_TOKEN=abc\n' });
    expect((await live(workspace, [acme])).detected()).toEqual([]);
  });
});

describe('two guides that number their entries alike', () => {
  it('each explain their own', async () => {
    const alike: Migration = { ...acme, changes: guide.map((entry) => ({ ...entry, id: 'BC-007' })), rules: acme.rules.map((rule) => ({ ...rule, change: 'BC-007' })) };
    const workspace = inMemoryWorkspace({ 'acme.lock': '', '.env': 'ACME_TOKEN=abc\n' });
    const service = await live(workspace, [...builtInMigrations, alike]);
    const markdown = service.hover(workspace.uri('.env'), 0)?.markdown ?? '';
    expect(markdown).toContain('BC-007: Token');
    expect(markdown.match(/BC-007:/g)).toHaveLength(1);
    expect(service.explain('acme/bc-007')?.title).toBe('Token');
  });
});
