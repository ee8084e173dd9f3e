import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';

/** A service whose scan found a shell script with an old command of GreenLang, and no sign of GreenLang. */
async function narrow() {
  const workspace = inMemoryWorkspace({ 'tools/list.sh': 'gl agent list\n', 'setup.sh': 'pip install flask\n' });
  const told: string[] = [];
  const service = createLanguageService({ ...testServiceOptions(workspace, []), onOutgrown: () => told.push('scan again') });
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  service.takeChanged();
  const rules = (path: string) => (service.diagnose(workspace.uri(path))?.diagnostics ?? []).map(({ rule }) => rule);
  return { workspace, service, told, rules };
}

describe('a system of which there was no sign at the scan', () => {
  it('keeps its files out of the index', async () => {
    const { service } = await narrow();
    expect(service.files()).toEqual([]);
    expect(service.detected()).toEqual([]);
  });

  it('is noticed in a manifest that changed, and looked for by the next scan', async () => {
    const { workspace, service, told, rules } = await narrow();
    workspace.files.set('requirements.txt', 'greenlang==0.2.0\n');
    await service.refresh([workspace.uri('requirements.txt')]);
    expect(told).toEqual(['scan again']);
    expect(rules('tools/list.sh')).toEqual([]);
    await service.scan();
    expect(rules('tools/list.sh')).toEqual(['greenlang/command-renamed']);
  });

  it('is noticed in a file in which nothing is old itself', async () => {
    const { workspace, service, told } = await narrow();
    workspace.files.set('compose.yaml', 'services:\n  api:\n    image: greenlang/greenlang:0.3.0\n');
    await service.refresh([workspace.uri('compose.yaml')]);
    expect(told).toEqual(['scan again']);
  });

  it('is not in a text that only speaks of it', async () => {
    const { workspace, service, told } = await narrow();
    workspace.files.set('README.md', 'Not to be used with kagzi or the workflow-engine.\n');
    await service.refresh([workspace.uri('README.md')]);
    service.open({ uri: workspace.uri('README.md'), version: 1, text: 'Not to be used with kagzi.\n' });
    await service.close(workspace.uri('README.md'));
    expect(told).toEqual([]);
  });

  it('is noticed while somebody types, once', async () => {
    const { workspace, service, told, rules } = await narrow();
    const uri = workspace.uri('requirements.txt');
    service.open({ uri, version: 1, text: 'greenlan' });
    expect(told).toEqual([]);
    service.open({ uri, version: 2, text: 'greenlang==0.2.0' });
    service.open({ uri, version: 3, text: 'greenlang==0.2.0\n' });
    expect(told).toEqual(['scan again']);
    await service.scan();
    expect(rules('tools/list.sh')).toEqual(['greenlang/command-renamed']);
    service.open({ uri, version: 4, text: 'greenlang==0.2.0\n\n' });
    expect(told).toHaveLength(1);
  });

  it('is looked for when the user switches it on', async () => {
    const { workspace, service, told, rules } = await narrow();
    service.configure(workspace.folder, { ...defaultSettings, migrations: { greenlang: 'on' } });
    expect(told).toEqual(['scan again']);
    await service.scan();
    expect(rules('tools/list.sh')).toEqual(['greenlang/command-renamed']);
  });

  it('needs no new scan for what has nothing to do with it', async () => {
    const { workspace, service, told } = await narrow();
    workspace.files.set('requirements.txt', 'flask==3.0\n');
    await service.refresh([workspace.uri('requirements.txt')]);
    service.open({ uri: workspace.uri('tools/list.sh'), version: 1, text: 'gl agent list\ngl agent run\n' });
    expect(told).toEqual([]);
  });
});
