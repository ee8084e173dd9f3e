import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../server/src/syntax/yaml.ts';
import { toValue } from '../../server/src/syntax/yamlPath.ts';
import { applyEdits } from '../../server/src/text/applyEdits.ts';
import { testService } from '../support/testService.ts';
import { allowed, meanings, requirementSet } from './meaning.ts';
import { bc007After, bc007Before, bc008After, bc008Before, bc011After, bc011Before, bc011Commands, issue5After, issue5Before } from './otherExamples.ts';
import { customAgentExamples, example6Before, pythonExamples, type PythonExample } from './pythonExamples.ts';

/** What proves that a project uses GreenLang, upgraded already, so that it adds no finding of its own. */
const project = { 'requirements.txt': 'greenlang==0.3.0\npydantic>=2.0.0,<3.0.0\naiohttp>=3.9.0\ncryptography>=41.0.0\n' };

/**
 * The guide's before/after pairs of code, scripts and dependencies: what `--unsafe` makes of "before" means the same as "after". Every way in which it
 * may differ is an allowance, with its reason, beside the example.
 */
describe('the code of the guide of GreenLang 0.2 to 0.3', () => {
  it.each([...pythonExamples, ...customAgentExamples])('$section', async (example) => {
    const text = await upgraded('app.py', framed(example.before, example.setting?.before, example.within), example.choice);
    const guide = framed(allowed(example.after, example.allowances), example.setting?.after, example.within);
    const [now, meant] = meanings('python', [text, guide]);
    expect(now, text).toBe(meant);
  });

  it('Example 6: Database Queries, left to a person with the guide\'s way', async () => {
    const { service, workspace } = await testService({ ...project, 'app.py': example6Before });
    const report = service.diagnose(workspace.uri('app.py'));
    const findings = report?.diagnostics.map(({ change, applicability, range }) => ({ change, applicability, on: example6Before.slice(range.start, range.end) }));
    expect(findings).toContainEqual({ change: 'IMPORTS', applicability: 'manual', on: 'get_database' });
    expect(service.explain('IMPORTS')?.markdown).toContain('get_database_session');
    expect((await service.plan({ applicability: 'unsafe' })).files).toEqual([]);
  });

  it('BC-007: Environment Variables, exported by a script', async () => {
    const text = await upgraded('deploy.sh', bc007Before);
    // A script is no place for new secrets: every run would draw others. They go into .env, which guide.test.ts shows.
    const guide = bc007After.split('\n').filter((line) => !line.includes('$(openssl rand')).join('\n');
    const [now, meant] = meanings('shell', [text, guide]);
    expect(now).toBe(meant);
  });

  it('BC-008: Python Package Dependencies', async () => {
    expect(requirementSet(await upgraded('requirements.txt', bc008Before))).toEqual(requirementSet(bc008After));
  });

  it('BC-011: CLI Command Changes', async () => {
    const [now, meant] = meanings('shell', [await upgraded('run.sh', bc011Before), bc011After]);
    expect(now).toBe(meant);
  });

  it.each(bc011Commands)('BC-011: %s', async (before, after) => {
    const [now, meant] = meanings('shell', [await upgraded('run.sh', `${before} some.yaml\n`), `${after} some.yaml\n`]);
    expect(now).toBe(meant);
  });

  it('Issue 5: Configuration Not Loading', async () => {
    // The snippet is a part of the file: what 0.3 wants beside it is not shown here.
    const now = data(await upgraded('greenlang.yaml', issue5Before));
    expect(now['database']).toMatchObject(data(issue5After)['database'] as object);
    expect(now['database']).not.toHaveProperty('url');
  });
});

/** The file after the second choice (if one is given) and all automatic fixes; a second run changes nothing. */
async function upgraded(path: string, before: string, choice?: PythonExample['choice']): Promise<string> {
  const start = choice ? await chosen(path, before, choice) : before;
  const first = await testService({ ...project, [path]: start });
  const plan = await first.service.plan({ applicability: 'unsafe' });
  expect(plan.refused).toEqual([]);
  const after = plan.files.find(({ uri }) => uri === first.workspace.uri(path))?.after ?? start;
  expect(after, `${path} is changed`).not.toBe(before);
  const second = await testService({ ...project, [path]: after });
  const again = await second.service.plan({ applicability: 'unsafe' });
  expect(again.files.filter(({ uri }) => uri === second.workspace.uri(path)).map((file) => file.after)).toEqual([]);
  return after;
}

async function chosen(path: string, text: string, { change, title }: NonNullable<PythonExample['choice']>): Promise<string> {
  const { service, workspace } = await testService({ ...project, [path]: text });
  const uri = workspace.uri(path);
  const actions = service.codeActions(uri, { start: 0, end: text.length });
  const action = actions.find((each) => each.kind === 'quickfix' && title.test(each.title) && each.diagnostics.some((diagnostic) => diagnostic.change === change));
  expect(action, actions.map((each) => each.title).join('\n')).toBeDefined();
  return applyEdits(text, action?.edits().find((file) => file.uri === uri)?.edits ?? []);
}

/** The snippet with the code above it, as the body of a function where it has to be one. */
function framed(snippet: string, setting = '', within: string | undefined): string {
  if (within === undefined) return `${setting}${snippet}`;
  const lines = snippet.split('\n');
  const imports = lines.filter((line) => /^(?:from|import) /.test(line));
  const body = lines.filter((line) => !imports.includes(line)).map((line) => (line === '' ? '' : `    ${line}`));
  return `${[...imports, setting, within, ...body].join('\n')}\n`;
}

function data(text: string): Record<string, unknown> {
  const { documents, problems } = parseYaml(text);
  expect(problems).toEqual([]);
  const root = documents[0]?.root;
  return root ? toValue(root) as Record<string, unknown> : {};
}
