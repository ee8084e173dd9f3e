import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { testService } from '../support/testService.ts';

const agent = `from greenlang.core import AgentResult, BaseAgent


class Reader(BaseAgent):
    def run(self, input_data):
        return AgentResult(success=True, data={"value": 1})
`;
const moved = `# A line more.\n${agent}`;
const files = { 'requirements.txt': 'greenlang==0.2.3\n', 'agent.py': agent, 'other.py': agent.replace('Reader', 'Writer'), 'pyproject.toml': '[project]\nname = "quiet"\n' };

/** A service that has scanned the files, and the URI of `agent.py`. */
async function scanned() {
  const { service, workspace } = await testService(files);
  return { service, workspace, uri: workspace.uri('agent.py') };
}

describe('a closed file that changes between its reading and its report', () => {
  it.each([['another text', moved], ['a text of the same length', agent.replace('Reader', 'Raeder')]])('is not reported on with the ranges of its old text: %s', async (_what, text) => {
    const { service, workspace, uri } = await scanned();
    workspace.files.set('agent.py', text);
    expect(service.diagnose(uri)).toMatchObject({ diagnostics: [], outdated: true, text: '', skipped: expect.stringMatching(/changed.*Check again/) as string });
    expect(service.text(uri)).toBeUndefined();
    expect(service.items(uri)).toEqual([]);
    expect(service.fixAll(uri)).toEqual([]);
    expect(service.diagnose(workspace.uri('other.py'))?.diagnostics.length).toBeGreaterThan(0);
  });

  it('is not reported on when it is gone', async () => {
    const { service, workspace, uri } = await scanned();
    workspace.files.delete('agent.py');
    expect(service.diagnose(uri)).toMatchObject({ diagnostics: [], outdated: true });
  });

  it('gives no edits for findings that were given before', async () => {
    const { service, workspace, uri } = await scanned();
    const fixes = service.diagnose(uri)?.diagnostics.flatMap((diagnostic) => diagnostic.fixes) ?? [];
    // Its fixes may still be at hand until another file is judged.
    workspace.files.set('other.py', `${files['other.py']}\n`);
    await service.refresh([workspace.uri('other.py')]);
    expect(service.diagnose(workspace.uri('other.py'))?.diagnostics.length).toBeGreaterThan(0);
    workspace.files.set('agent.py', moved);
    expect(fixes.length).toBeGreaterThan(0);
    expect(fixes.flatMap((fix) => fix.edits())).toEqual([]);
  });

  it('is left out of a plan, which says so', async () => {
    const { service, workspace, uri } = await scanned();
    workspace.files.set('agent.py', moved);
    const plan = await service.plan({ applicability: 'unsafe' });
    expect(plan.refused).toEqual([{ uri, reason: expect.stringMatching(/Plan again/) as string }]);
    expect(plan.outdated).toEqual([uri]);
    expect(plan.files.map((file) => workspace.path(file.uri))).toEqual(['other.py', 'requirements.txt']);
  });

  it('is refused when it changes while the plan is made', async () => {
    const { service, workspace, uri } = await scanned();
    expect(service.diagnose(uri)?.diagnostics.length).toBeGreaterThan(0);
    let changed = false;
    const plan = await service.plan({ applicability: 'unsafe', onProgress: () => {
      if (!changed) workspace.files.set('other.py', moved);
      changed = true;
    } });
    expect(changed).toBe(true);
    expect(plan.files.map((file) => workspace.path(file.uri))).toEqual(['agent.py', 'requirements.txt']);
    expect(plan.refused.map((refused) => refused.uri)).toEqual([workspace.uri('other.py')]);
  });

  it('is reported on again when it has been read anew, and when it has its old text back', async () => {
    const { service, workspace, uri } = await scanned();
    const before = service.diagnose(uri);
    workspace.files.set('agent.py', moved);
    expect(service.diagnose(uri)?.outdated).toBe(true);
    workspace.files.set('agent.py', agent);
    expect(service.diagnose(uri)?.text).toBe(agent);
    expect(service.diagnose(uri)?.diagnostics.map(({ range }) => range)).toEqual(before?.diagnostics.map(({ range }) => range));
    workspace.files.set('agent.py', moved);
    await service.refresh([uri]);
    const after = service.diagnose(uri);
    expect(after?.text).toBe(moved);
    expect(after?.outdated).toBeUndefined();
    expect(after?.diagnostics.map(({ range }) => moved.slice(range.start, range.end))).toEqual(before?.diagnostics.map(({ range }) => agent.slice(range.start, range.end)));
    expect(applyEdits(moved, service.fixAll(uri, { applicability: 'unsafe' }))).toContain('status=AgentStatus.SUCCESS');
  });

  it('is not judged anew with its old text, either', async () => {
    const { service, workspace, uri } = await scanned();
    expect(service.diagnose(uri)?.diagnostics.length).toBeGreaterThan(0);
    workspace.files.set('agent.py', moved);
    workspace.files.set('requirements.txt', 'greenlang==0.2.4\nrequests==2.0\n');
    await service.refresh([workspace.uri('requirements.txt')]);
    expect(service.diagnose(uri)).toMatchObject({ diagnostics: [], outdated: true });
  });

  it('accepts what the baseline accepted when its old text is back', async () => {
    const { service, workspace } = await testService(files);
    const uri = workspace.uri('agent.py');
    const baseline = new Set(service.items(uri).map(({ id }) => id));
    expect(baseline.size).toBeGreaterThan(0);
    const { service: later, workspace: disk } = await testService(files, { settings: { baseline } });
    disk.files.set('agent.py', moved);
    expect(later.diagnose(uri)?.outdated).toBe(true);
    disk.files.set('agent.py', agent);
    expect(later.diagnose(uri)).toMatchObject({ diagnostics: [], accepted: baseline.size });
    expect(later.diagnose(uri)?.outdated).toBeUndefined();
  });

  it('does not matter where nothing was found, nor to a document that is open', async () => {
    const { service, workspace, uri } = await scanned();
    workspace.files.set('pyproject.toml', '# Nothing.\n');
    expect(service.diagnose(workspace.uri('pyproject.toml'))).toMatchObject({ diagnostics: [], text: '' });
    expect(service.diagnose(workspace.uri('pyproject.toml'))?.outdated).toBeUndefined();
    service.open({ uri, version: 1, text: agent });
    workspace.files.set('agent.py', moved);
    expect(service.diagnose(uri)?.text).toBe(agent);
    expect(service.diagnose(uri)?.diagnostics.length).toBeGreaterThan(0);
  });
});
