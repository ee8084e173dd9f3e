import { describe, expect, it } from 'vitest';
import { testService } from '../support/testService.ts';

const context = '{\n  "metadata": {"task_id": "1", "branch": "main", "repo_path": "/r"},\n  "nodes": {"select": {"status": "completed"}}\n}\n';

describe('schemas of task contexts', () => {
  it('a wrong type is found in JSON, in a line of JSON Lines and in what embeds a context, and nothing in what is right', async () => {
    const { service, workspace } = await testService({
      'right.json': context,
      'whole.json': context.replace('"1"', '[1]'),
      'lines.jsonl': `{"other": 1}\n${context.replaceAll('\n', ' ').replace('"completed"', '7')}\n`,
      'events.json': `[{"metadata": 1}, {"payload": ${context.replace('"/r"', 'false')}}]`,
    });
    const found = (path: string): readonly string[] => (service.diagnose(workspace.uri(path))?.diagnostics ?? [])
      .map(({ range, rule, message }) => `${rule} ${(service.diagnose(workspace.uri(path))?.text ?? '').slice(range.start, range.end)}: ${message.what}`);
    expect(found('right.json')).toEqual([]);
    expect(found('whole.json')).toEqual([expect.stringMatching(/^upguide\/schema \[1\]: .*task_id/)]);
    expect(found('lines.jsonl')).toEqual([expect.stringMatching(/^upguide\/schema 7: .*status/)]);
    expect(found('events.json')).toEqual([expect.stringMatching(/^upguide\/schema false: .*repo_path/)]);
  });

  it('a misspelt step is found, and renamed', async () => {
    const { service, workspace } = await testService({ 'a.json': context.replace('}}\n', '}, "implment": {"status": "running"}}\n') });
    expect((await service.plan({ applicability: 'unsafe' })).files.map(({ uri, after }) => [workspace.path(uri), after.includes('"implement": {"status": "running"}')])).toEqual([['a.json', true]]);
  });

  it('hover says what a key means, also in a line and in what embeds a context', async () => {
    const texts = { 'a.json': context.replace('task_id', 'taskId'), 'b.jsonl': `{"x": 1}\n${context.replaceAll('\n', ' ')}`, 'c.json': `{"task_context": ${context}}` };
    const { service, workspace } = await testService(texts);
    const hover = (path: keyof typeof texts, word: string): string => service.hover(workspace.uri(path), texts[path].indexOf(word) + 2)?.markdown ?? '';
    expect(hover('a.json', '"taskId"')).toMatch(/\*\*metadata\.taskId\*\*[\s\S]*Deprecated: use `task_id`[\s\S]*DT-CONTEXT/);
    expect(hover('b.jsonl', '"branch"')).toMatch(/\*\*metadata\.branch\*\*\n\nBranch of the repository/);
    expect(hover('b.jsonl', '"x"')).toBe('');
    expect(hover('c.json', '"select"')).toMatch(/\*\*nodes\.select\*\*/);
    expect(hover('c.json', '"task_context"')).toBe('');
  });

  it('completion gives keys and values, in a half-typed text too', async () => {
    const { service, workspace } = await testService({ 'a.json': context });
    const at = async (marked: string): Promise<readonly string[]> => {
      service.open({ uri: workspace.uri('a.json'), text: marked.replace('|', ''), version: 1 });
      const labels = service.complete(workspace.uri('a.json'), marked.indexOf('|')).map(({ label }) => label);
      await service.close(workspace.uri('a.json'));
      return labels;
    };
    expect(await at(context.replace('"/r"}', '"/r", |}'))).toEqual(['project_id']);
    expect(await at(context.replace('"/r"}', '"/r", "pro|"}'))).toEqual(['project_id']);
    expect(await at(context.replace('}}\n', '}, "prep": {|}}\n'))).toEqual(['status']);
    expect(await at(context.replace('"completed"', '|'))).toEqual(['completed', 'running']);
    expect(await at(context.replace('"completed"', '"comp|leted"'))).toEqual(['completed', 'running']);
    expect(await at(context.replace('{\n', '{|\n'))).toEqual([]);
  });

  it('a completion replaces the quotes that are typed, and is found by them', async () => {
    const { service, workspace } = await testService({ 'a.json': context });
    const text = context.replace('"/r"}', '"/r", "pro"}');
    service.open({ uri: workspace.uri('a.json'), text, version: 1 });
    const [key] = service.complete(workspace.uri('a.json'), text.indexOf('"pro"') + 4);
    const start = text.indexOf('"pro"');
    expect(key).toMatchObject({ label: 'project_id', filter: '"project_id"', edit: { range: { start, end: start + 5 }, newText: '"project_id": ' } });
  });

  it('JSON that is nobody\'s is no document: it is not kept, not checked, and its folder is no GreenLang pack', async () => {
    const { service, workspace } = await testService({ 'a.json': '{"metadata": {}, "nodes": {', 'package.json': '{"name": "x"}', 'tsconfig.json': '{// c\n}' });
    for (const path of ['a.json', 'package.json', 'tsconfig.json']) expect(service.diagnose(workspace.uri(path))?.diagnostics ?? []).toEqual([]);
    expect(service.diagnose(workspace.uri('a.json'))).toBeUndefined();
  });
});

describe('two systems in one repository', () => {
  const files = {
    'green/requirements.txt': 'greenlang==0.2.0\n',
    'green/.env': 'GREENLANG_ENV=dev\n',
    'green/app.py': 'def task(task_context):\n    return task_context["metadata"]["taskId"]\n',
    'green/pack.yaml': 'name: a\nversion: 1.0.0\ninputs:\n  - fuel\noutputs:\n  - co2\n',
    'green/data/sample.json': '{"fuel": "diesel", "metadata": {"taskId": 1}}\n',
    'runner/requirements.txt': 'devteam-runner==1.1.0\n',
    'runner/.env': 'DEVTEAM_RUNNER_PORT=8080\nAPI_KEY=changeme\nLOG_LEVEL=warn\n',
    'runner/contexts/task_context.json': context.replace('task_id', 'taskId'),
    'runner/app.py': 'def task(task_context, result):\n    return task_context["metadata"]["taskId"], result.success, result.data\n',
  };

  it('each folder has the findings of its own system and no others', async () => {
    const { service, workspace } = await testService(files);
    const migrations = new Map<string, Set<string>>();
    for (const path of Object.keys(files)) {
      const folder = path.split('/')[0] ?? '';
      for (const { migration } of service.diagnose(workspace.uri(path))?.diagnostics ?? []) migrations.set(folder, (migrations.get(folder) ?? new Set()).add(migration));
    }
    expect(Object.fromEntries([...migrations].map(([folder, ids]) => [folder, [...ids]]))).toEqual({ green: ['greenlang'], runner: ['devteam-runner'] });
    expect((service.diagnose(workspace.uri('runner/app.py'))?.diagnostics ?? []).map(({ rule }) => rule)).toEqual(['devteam-runner/context-key-in-python']);
    expect(service.diagnose(workspace.uri('green/app.py'))?.diagnostics ?? []).toEqual([]);
  });

  it('one of them switched off leaves the other as it is', async () => {
    const { service, workspace } = await testService(files, { settings: { migrations: { greenlang: 'off' } } });
    const plan = await service.plan({ applicability: 'unsafe' });
    expect(plan.files.map(({ uri }) => workspace.path(uri)).sort()).toEqual(['runner/.env', 'runner/app.py', 'runner/contexts/task_context.json']);
  });
});
