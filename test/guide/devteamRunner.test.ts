import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseDotenv } from '../../server/src/syntax/dotenv.ts';
import { testService } from '../support/testService.ts';

/** Section 3.1 of the guide, "Legacy Schema". */
const before = `{
    "metadata": {
        "taskId": "1.1.1",
        "projectId": "customer-123/project-abc"
    },
    "nodes": {
        "select": {"status": "completed"}
    }
}`;
/** "Current Schema": its running step is a later state of the task, not a part of the upgrade. */
const after = `{
    "metadata": {
        "task_id": "1.1.1",
        "project_id": "customer-123/project-abc",
        "branch": "main",
        "repo_path": "/workspace/repos/..."
    },
    "nodes": {
        "select": {"status": "completed"}
    }
}`;

describe('the guide of DevTeam Runner', () => {
  it('3.1: a context of 1.0 becomes the one of 2.0', async () => {
    const upgraded = await upgrade({ 'state.json': before });
    expect(upgraded['state.json']).toBe(after);
  });

  it('3.1: the same as a Python literal gets the new names; where the code is, only the program knows', async () => {
    const upgraded = await upgrade({ '.env': 'DEVTEAM_RUNNER_PORT=9000\n', 'make.py': `context = ${before}\n` });
    expect(upgraded['make.py']).toBe(`context = ${before.replace('taskId', 'task_id').replace('projectId', 'project_id')}\n`);
  });

  it('4.2: the port', async () => {
    const upgraded = await upgrade({ '.env': 'DEVTEAM_RUNNER_PORT=8080\n' }, 'safe');
    const variables = Object.fromEntries(parseDotenv(upgraded['.env'] ?? '').entries.map(({ name, value }) => [name, value]));
    expect(variables).toEqual({ DEVTEAM_RUNNER_PORT: '8090', LEGACY_RUNNER_PORT: '8080' });
  });

  it('Appendix: the matrix, as the way that is left from a version', async () => {
    const { service, workspace } = await testService({ 'requirements.txt': 'devteam-runner==1.0.0\n' });
    const [found] = service.diagnose(workspace.uri('requirements.txt'))?.diagnostics ?? [];
    expect(found).toMatchObject({ rule: 'devteam-runner/version-route', severity: 'hint', fixes: [] });
    expect(found?.message.what).toContain('1.0.0 → 1.1.0 → 2.0.0 → 3.0.0');
    expect(found?.message.todo).toBe('1.0.0 to 1.1.0 directly (low complexity); 1.1.0 to 2.0.0 guided (medium complexity; this upgrade changes the files); 2.0.0 to 3.0.0 by hand (high complexity; the guide has no rules for it).');
  });
});

describe('examples/devteam-runner-1.0', () => {
  const root = path.resolve(import.meta.dirname, '../../examples/devteam-runner-1.0');
  const files = Object.fromEntries(readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [path.relative(root, file).split(path.sep).join('/'), readFileSync(file, 'utf8')]));

  it('is upgraded: data of 2.0, and code that reads it', async () => {
    const upgraded = await upgrade(files);
    const task = JSON.parse(upgraded['contexts/task_context.json'] ?? '') as { metadata: object };
    expect(task.metadata).toEqual({ task_id: '1.1.1', project_id: 'customer-123/project-abc', branch: 'main', repo_path: '/workspace/repos/...' });
    expect(upgraded['contexts/task_context.json'], 'numbers stay as they are written').toContain('"score": 0.50');
    for (const line of (upgraded['contexts/history.jsonl'] ?? '').trim().split('\n')) expect(Object.keys((JSON.parse(line) as typeof task).metadata)).toEqual(['task_id', 'project_id', 'branch', 'repo_path']);
    expect(upgraded['contexts/events.jsonc'], 'the event\'s own key is not ours').toContain('"taskId": "q-17", "task_context": {"metadata": {"task_id": "1.1.1", "project_id"');
    expect(upgraded['runner/report.py']).toContain('f"{metadata[\'task_id\']} of {metadata.get(\'project_id\', \'no project\')}');
    expect(upgraded['web/status.ts']).toContain('const { task_id: taskId } = taskContext.metadata;\n  return `${taskId} (${taskContext.metadata.project_id})`;');
    expect(upgraded['docker-compose.yml']).toContain('      - DEVTEAM_RUNNER_PORT=8090 # as the clients know it\n      - LEGACY_RUNNER_PORT=8080\n');
  });

  it('what is left is for people: the way of the versions, and nothing else', async () => {
    const { service, workspace } = await testService(await upgrade(files));
    const left = Object.keys(files).flatMap((name) => (service.diagnose(workspace.uri(name))?.diagnostics ?? []).map(({ rule }) => `${name} ${rule}`));
    expect(left).toEqual(['docker-compose.yml devteam-runner/version-route']);
  });
});

/** The files after an upgrade; a second one must change nothing. */
async function upgrade(files: Readonly<Record<string, string>>, applicability: 'safe' | 'unsafe' = 'unsafe'): Promise<Record<string, string>> {
  const { service, workspace } = await testService(files);
  const plan = await service.plan({ applicability });
  const upgraded = { ...files, ...Object.fromEntries(plan.files.map(({ uri, after: text }) => [workspace.path(uri), text])) };
  const again = await testService(upgraded);
  expect((await again.service.plan({ applicability })).files).toEqual([]);
  return upgraded;
}
