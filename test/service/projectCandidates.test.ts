import { describe, expect, it } from 'vitest';
import type { Migration } from '../../server/src/analysis/migration.ts';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { defaultSettings, type Settings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

const script = 'gl agent list\n';

/** A service over projects side by side: `used` has to do with GreenLang, `other` has not. Both have scripts with an old command. */
async function twoProjects(more: Readonly<Record<string, string>> = {}, options: { readonly settings?: Partial<Settings>; readonly migrations?: readonly Migration[] } = {}) {
  const workspace = inMemoryWorkspace({
    'used/requirements.txt': 'greenlang==0.2.0\n', 'used/list.sh': script, 'other/requirements.txt': 'flask==3.0\n', 'other/list.sh': script, 'list.sh': script, ...more,
  });
  const told: string[] = [];
  const service = createLanguageService({ ...testServiceOptions(workspace, [], options), onOutgrown: () => told.push('scan again') });
  service.configure(workspace.folder, { ...defaultSettings, ...options.settings });
  await service.scan();
  service.takeChanged();
  const scripts = () => service.files().map((uri) => workspace.path(uri)).filter((path) => path.endsWith('.sh'));
  const rules = (path: string) => (service.diagnose(workspace.uri(path))?.diagnostics ?? []).map(({ rule }) => rule);
  return { workspace, service, told, scripts, rules };
}

describe('a project in which nothing speaks of a system', () => {
  it('has its files left alone, whatever other projects of the folder use', async () => {
    const { scripts, rules } = await twoProjects();
    expect(scripts()).toEqual(['used/list.sh']);
    expect(rules('used/list.sh')).toEqual(['greenlang/command-renamed']);
  });

  it('is looked at as soon as a file of it speaks of the system', async () => {
    const { scripts, rules } = await twoProjects({ 'other/deploy/compose.yaml': 'services:\n  api:\n    image: greenlang/greenlang:0.3.0\n' });
    expect(scripts()).toEqual(['other/list.sh', 'used/list.sh']);
    expect(rules('other/list.sh')).toEqual(['greenlang/command-renamed']);
  });

  it('is looked at where the user has switched the migration on', async () => {
    const { scripts } = await twoProjects({}, { settings: { migrations: { greenlang: 'on' } } });
    expect(scripts()).toEqual(['list.sh', 'other/list.sh', 'used/list.sh']);
  });

  it('is looked at for another migration of a system that it uses', async () => {
    const next = builtInMigrations.flatMap((migration): Migration[] => (migration.id === 'greenlang' ? [{
      ...migration, id: 'greenlang-next', system: 'greenlang', rules: [],
      detection: { ...migration.detection, packages: [{ ecosystem: 'pypi', name: 'greener' }], environment: [], environmentTogether: [], imports: [], services: [], hosts: [], files: [] }, documents: [],
    }] : []));
    const { scripts } = await twoProjects({ 'third/requirements.txt': 'greener==1.0\n', 'third/list.sh': script }, { migrations: [...builtInMigrations, ...next] });
    expect(scripts()).toEqual(['third/list.sh', 'used/list.sh']);
  });

  it('is looked for when its manifest begins to ask for the system', async () => {
    const { workspace, service, told, rules } = await twoProjects();
    workspace.files.set('other/requirements.txt', 'greenlang==0.2.0\n');
    await service.refresh([workspace.uri('other/requirements.txt')]);
    expect(told).toEqual(['scan again']);
    await service.scan();
    expect(rules('other/list.sh')).toEqual(['greenlang/command-renamed']);
  });

  it('is looked for when somebody types the proof', async () => {
    const { workspace, service, told } = await twoProjects();
    service.open({ uri: workspace.uri('used/requirements.txt'), version: 1, text: 'greenlang==0.2.1\n' });
    expect(told).toEqual([]);
    service.open({ uri: workspace.uri('other/requirements.txt'), version: 1, text: 'greenlang==0.2.0\n' });
    expect(told).toEqual(['scan again']);
  });

  it('is looked for when the user switches the migration on that only others use', async () => {
    const { workspace, service, told, scripts } = await twoProjects();
    service.configure(workspace.folder, { ...defaultSettings, migrations: { greenlang: 'on' } });
    expect(told).toEqual(['scan again']);
    await service.scan();
    service.configure(workspace.folder, { ...defaultSettings, migrations: { greenlang: 'on' } });
    expect(told).toHaveLength(1);
    expect(scripts()).toContain('other/list.sh');
  });

  it('is looked for when its manifest goes, and the project around it uses the system', async () => {
    const { workspace, service, told, rules } = await twoProjects({ 'used/part/requirements.txt': 'flask==3.0\n', 'used/part/list.sh': script });
    expect(rules('used/part/list.sh')).toEqual([]);
    workspace.files.delete('other/requirements.txt');
    await service.refresh([workspace.uri('other/requirements.txt')]);
    expect(told).toEqual([]);
    workspace.files.delete('used/part/requirements.txt');
    await service.refresh([workspace.uri('used/part/requirements.txt')]);
    expect(told).toEqual(['scan again']);
    await service.scan();
    expect(rules('used/part/list.sh')).toEqual(['greenlang/command-renamed']);
  });

  it('is the rest of a project whose manifest went while nobody looked', async () => {
    const { workspace, service, rules } = await twoProjects({ 'used/part/requirements.txt': 'flask==3.0\n', 'used/part/list.sh': script });
    workspace.files.delete('used/part/requirements.txt');
    await service.scan();
    expect(rules('used/part/list.sh')).toEqual(['greenlang/command-renamed']);
  });
});
