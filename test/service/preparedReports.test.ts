import { describe, expect, it } from 'vitest';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { corpusFiles } from '../bench/lib/corpus.mjs';
import { exampleFiles } from '../support/exampleFiles.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';
import { countedService } from './support/countedService.ts';

const repository = Object.fromEntries([...corpusFiles({ files: 1000, shrink: 20 })].flatMap(({ path, content }) => (typeof content === 'string' ? [[path, content]] : [])));
const result = 'from greenlang.agents import BaseAgent\n\n\nclass FuelAgent(BaseAgent):\n    def run(self, payload):\n        return AgentResult(success=True, data={})\n';

async function scanned(files: Readonly<Record<string, string>>) {
  const workspace = inMemoryWorkspace(files);
  const service = createLanguageService(testServiceOptions(workspace, []));
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  const found = () => service.files().flatMap((uri) => (service.diagnose(uri)?.diagnostics ?? []).map(({ fixes, ...diagnostic }) => ({
    path: workspace.path(uri), ...diagnostic, fixes: fixes.map(({ title, edits, otherFiles }) => ({ title, edits: edits(), otherFiles: otherFiles?.() })),
  })));
  return { workspace, service, found };
}

describe('findings that are made while files are read', () => {
  const examples = ['greenlang-0.2', 'kagzi-1', 'resonantgenesis-1.x', 'workflow-engine-0', 'devteam-runner-1.0'];
  it.each([...examples.map((name) => [name, exampleFiles(name)] as const), ['a generated repository', repository] as const])('are those that are made afterwards, in %s', async (_name, files) => {
    const prepared = await scanned(files);
    const afterwards = await scanned(files);
    // Settings are another object now, so nothing that was made before them counts.
    afterwards.service.configure(afterwards.workspace.folder, { ...defaultSettings });
    expect(prepared.found().length).toBeGreaterThan(0);
    expect(prepared.found()).toEqual(afterwards.found());
  });

  it('are made without parsing a module twice', async () => {
    const files = { 'requirements.txt': 'greenlang==0.2.0\n', 'fuel.py': result, 'main.py': 'from fuel import FuelAgent\n\nprint(FuelAgent().run({}).data)\n' };
    const { service, counts } = countedService(files);
    await service.scan();
    for (const uri of service.files()) service.diagnose(uri);
    expect([counts.parses.get(files['fuel.py']), counts.parses.get(files['main.py'])]).toEqual([1, 1]);
  });

  it('do not count when a module that they ask about is known later, or changed meanwhile', async () => {
    // Each imports the other: one of them is judged while the other is not known.
    const files = {
      'requirements.txt': 'greenlang==0.2.0\n',
      'a.py': 'from b import make\nfrom greenlang.agents import BaseAgent\n\n\nclass AAgent(BaseAgent):\n    pass\n\n\nprint(make().run({}).data)\n',
      'b.py': 'from a import AAgent\n\n\ndef make() -> AAgent:\n    return AAgent()\n\n\nprint(AAgent().run({}).data)\n',
    };
    const { found, service, workspace } = await scanned(files);
    const inCode = (now = found()) => now.filter(({ path }) => path.endsWith('.py')).map(({ path, rule }) => `${path} ${rule}`);
    expect(inCode()).toEqual(['a.py greenlang/member-replaced', 'b.py greenlang/member-replaced']);
    const later = await scanned(files);
    later.service.open({ uri: later.workspace.uri('b.py'), version: 1, text: 'def make():\n    return 1\n' });
    expect(inCode(later.found())).toEqual([]);
    service.open({ uri: workspace.uri('b.py'), version: 1, text: 'def make():\n    return 1\n' });
    expect(inCode()).toEqual([]);
  });

  it('do not count when the project is known for what it is only by a file that is read later', async () => {
    // Nothing but an import inside of a function proves GreenLang.
    const files = { 'a.py': 'AgentResult(success=True)\nimport os\nos.environ["GREENLANG_ENV"]\n', 'deploy.yaml': 'services:\n  api:\n    image: greenlang/greenlang:0.2.0\n    environment:\n      GREENLANG_ENV: production\n' };
    const { found } = await scanned(files);
    const afterwards = await scanned(files);
    afterwards.service.configure(afterwards.workspace.folder, { ...defaultSettings });
    expect(found().map(({ path, rule }) => `${path} ${rule}`)).toContain('a.py greenlang/environment-renamed');
    expect(found()).toEqual(afterwards.found());
  });
});
