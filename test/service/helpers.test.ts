import { describe, expect, it } from 'vitest';
import { builtInMigrations } from '../../server/src/migrations/index.ts';
import { createLanguageService } from '../../server/src/service/createLanguageService.ts';
import { defaultSettings } from '../../server/src/service/settings.ts';
import { corpusFiles } from '../bench/lib/corpus.mjs';
import { exampleFiles } from '../support/exampleFiles.ts';
import { inMemoryWorkspace } from '../support/inMemoryWorkspace.ts';
import { testServiceOptions } from '../support/testService.ts';
import { type OnTheWay, testHelpers } from './support/testHelpers.ts';

const repository = Object.fromEntries([...corpusFiles({ files: 1000, shrink: 20 })].flatMap(({ path, content }) => (typeof content === 'string' ? [[path, content]] : [])));

/** Everything that is found, with what its fixes do, and what was done by helpers. */
async function run(files: Readonly<Record<string, string>>, count: number, { onTheWay, migrations = builtInMigrations }: { readonly onTheWay?: OnTheWay; readonly migrations?: typeof builtInMigrations } = {}) {
  const workspace = inMemoryWorkspace(files);
  const log: string[] = [];
  const { helpers, done } = testHelpers(workspace, count, onTheWay);
  const service = createLanguageService({ ...testServiceOptions(workspace, log, { migrations }), helpers });
  service.configure(workspace.folder, defaultSettings);
  await service.scan();
  const found = service.files().flatMap((uri) => (service.diagnose(uri)?.diagnostics ?? []).map(({ fixes, ...diagnostic }) => ({
    path: workspace.path(uri), ...diagnostic, fixes: fixes.map(({ edits, otherFiles, ...fix }) => ({ ...fix, edits: edits(), otherFiles: otherFiles?.() })),
  })));
  return { found, done, log, detected: service.detected(), plan: await service.plan() };
}

describe('helpers', () => {
  const examples = ['greenlang-0.2', 'kagzi-1', 'resonantgenesis-1.x', 'workflow-engine-0', 'devteam-runner-1.0'];
  it.each([...examples.map((name) => [name, exampleFiles(name)] as const), ['a generated repository', repository] as const])('find in %s what one thread finds', async (_name, files) => {
    const alone = await run(files, 0);
    expect(alone.found.length).toBeGreaterThan(0);
    expect(alone.done).toEqual({ files: 0, stopped: 0 });
    for (const count of [1, 3]) {
      const together = await run(files, count);
      expect(together.done.files).toBeGreaterThan(0);
      expect(together.done.stopped).toBe(count);
      expect(together.found).toEqual(alone.found);
      expect(together.detected).toEqual(alone.detected);
      expect(together.plan).toEqual(alone.plan);
      expect(together.log).toEqual([]);
    }
  });

  it.each<[string, OnTheWay]>([
    ['breaks down at once', () => { throw new Error('no memory'); }],
    ['breaks down later', (answer, tasks) => { if (tasks > 3) throw new Error('no memory'); return answer; }],
    ['cannot read anything', ({ files, faults }) => ({ faults, files: files.map(() => ({ summary: undefined, record: undefined, prepared: undefined })) })],
    ['says too little', ({ files, faults }) => ({ faults, files: files.slice(1) })],
    ['found something in a world that is not there', ({ files, faults }) => ({
      faults, files: files.map((file) => ({ ...file, prepared: file.prepared && { ...file.prepared, diagnostics: [], world: { modules: [['file:///workspace/x.py', [['no.such', 'file:///workspace/no/such.py']]]] as const, names: [] } } })),
    })],
    ['took another migration for active', ({ files, faults }) => ({ faults, files: files.map((file) => ({ ...file, prepared: file.prepared && { ...file.prepared, diagnostics: [], active: '[]' } })) })],
  ])('nothing is lost with one that %s', async (_name, onTheWay) => {
    const alone = await run(repository, 0);
    const together = await run(repository, 2, { onTheWay });
    expect(together.done.files).toBeGreaterThan(0);
    expect(together.found).toEqual(alone.found);
  });

  it('that break down are left out, and the log says why, once for each task under way', async () => {
    const { log } = await run(repository, 1, { onTheWay: () => { throw new Error('no memory'); } });
    expect(log).toHaveLength(2);
    for (const line of log) expect(line).toMatch(/^info: .*left out from now on.*Error: no memory/);
  });

  it('tell of rules that break down', async () => {
    const { log } = await run(repository, 1, {
      onTheWay: ({ files }, tasks) => ({ files, faults: tasks === 1 ? [{ kind: 'rule', rule: 'greenlang/symbol-moved', error: 'it broke' }, { kind: 'log', level: 'warn', message: 'odd' }] : [] }),
    });
    expect(log).toEqual([expect.stringContaining('Rule greenlang/symbol-moved failed'), 'warn: odd']);
  });
});
