import { describe, expect, it } from 'vitest';
import { countedService } from './support/countedService.ts';

/** Modules that are called as setup scripts are: of any size, and with nothing about packages. */
const large = `import os\n\n\n${'def configure(value):\n    return value\n\n\n'.repeat(50)}`;
const found = 'from greenlang.agents import FuelAgent\n\nprint(FuelAgent().run({}).data)\n';

async function scan(files: Readonly<Record<string, string>>) {
  const { service, workspace, counts } = countedService(files);
  await service.scan();
  const rules = service.files().flatMap((uri) => (service.diagnose(uri)?.diagnostics ?? []).map(({ rule }) => `${workspace.path(uri)} ${rule}`));
  return { rules, parsed: (path: string) => counts.parses.get(files[path] ?? '') ?? 0, roots: service.detected().map(({ root }) => root.slice('file:///workspace'.length)) };
}

describe('a module that is called setup.py', () => {
  it('is not parsed when nothing is in it', async () => {
    const { rules, parsed } = await scan({ 'requirements.txt': 'greenlang==0.3.0\naiohttp>=3.9.0\ncryptography>=41.0.0\n', 'agents/setup.py': large });
    expect([rules, parsed('agents/setup.py')]).toEqual([[], 0]);
  });

  it('is looked at like any other module, and makes its folder a project', async () => {
    const { rules, parsed, roots } = await scan({ 'agents/setup.py': found, 'agents/other.py': 'import os\nprint(os.environ["GREENLANG_ENV"])\n' });
    expect(rules).toEqual(['agents/other.py greenlang/environment-renamed', 'agents/setup.py greenlang/member-replaced']);
    expect([parsed('agents/setup.py'), roots]).toEqual([1, ['/agents']]);
  });

  it('proves by its imports that its project uses a system', async () => {
    const { roots } = await scan({ 'agents/setup.py': `import greenlang\n${large}`, 'requirements.txt': 'greenlang==0.2.0\n' });
    expect([...roots].sort()).toEqual(['', '/agents']);
  });

  it('gives classes to others', async () => {
    const { rules } = await scan({
      'setup.py': 'from greenlang.agents.base import BaseAgent\n\n\nclass LocalAgent(BaseAgent):\n    pass\n',
      'main.py': 'from setup import LocalAgent\n\nprint(LocalAgent().run({}).data)\n',
    });
    expect(rules).toEqual(['main.py greenlang/member-replaced']);
  });

  it('is read as a manifest where it may state packages', async () => {
    const { rules, parsed } = await scan({ 'setup.py': 'from setuptools import setup\n\nsetup(name="app", install_requires=["greenlang==0.2.0"])\n' });
    expect(rules).toContain('setup.py greenlang/package-raised');
    expect(parsed('setup.py')).toBeGreaterThan(0);
  });
});
