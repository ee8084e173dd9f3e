import { describe, expect, it } from 'vitest';
import { testService } from '../support/testService.ts';

const manifest = { 'requirements.txt': 'greenlang==0.2.0\n' };
const foreign = 'name: a\nkind: pack\nmetadata:\n  owner: b\n';
const agent = 'name: a\nversion: "1.0"\ninputs:\n  - name: x\noutputs:\n  - name: y\n';

describe('a file that is called like a document and is somebody else\'s', () => {
  it('is not read into the index when its first lines show it', async () => {
    const { service, workspace } = await testService({ ...manifest, 'pack.yaml': foreign, 'other/pack.yaml': agent });
    expect(service.files().map((uri) => workspace.path(uri))).toEqual(['other/pack.yaml', 'requirements.txt']);
  });

  it('is read as others are that have an old name in them', async () => {
    const { service, workspace } = await testService({ ...manifest, 'pack.yaml': `${foreign}env:\n  GREENLANG_ENV: production\n` });
    expect(service.diagnose(workspace.uri('pack.yaml'))?.diagnostics.map(({ rule }) => rule)).toEqual(['greenlang/environment-renamed']);
  });

  it('may become the system\'s own, and somebody else\'s again', async () => {
    const { service, workspace } = await testService({ ...manifest, 'pack.yaml': foreign });
    const uri = workspace.uri('pack.yaml');
    expect(service.diagnose(uri)).toBeUndefined();
    workspace.files.set('pack.yaml', agent);
    await service.refresh([uri]);
    expect(service.diagnose(uri)?.diagnostics.length).toBeGreaterThan(0);
    workspace.files.set('pack.yaml', foreign);
    await service.refresh([uri]);
    expect(service.diagnose(uri)).toBeUndefined();
    workspace.files.set('pack.yaml', `${foreign}env:\n  GREENLANG_ENV: production\n`);
    await service.refresh([uri]);
    expect(service.diagnose(uri)?.diagnostics).toHaveLength(1);
  });
});
