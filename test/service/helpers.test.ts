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
    expect(alone.done).toEqual({ looked: 0, files: 0, stopped: 0 });
    for (const count of [1, 3]) {
      const together = await run(files, count);
      expect(together.done.looked).toBeGreaterThan(0);
      expect(together.done.files).toBeGreaterThan(0);
      expect(together.done.stopped).toBe(count);
      expect(together.found).toEqual(alone.found);
      expect(together.detected).toEqual(alone.detected);
      expect(together.plan).toEqual(alone.plan);
      expect(together.log).toEqual([]);
    }
  });

  it.each<[string, OnTheWay]>([
    ['breaks down at once', { read: () => { throw new Error('no memory'); } }],
    ['breaks down later', { read: (answer, tasks) => { if (tasks > 3) throw new Error('no memory'); return answer; } }],
    ['cannot read anything', { read: ({ files, faults }) => ({ faults, files: files.map(() => ({ summary: undefined, record: undefined, prepared: undefined })) }) }],
    ['says too little', { read: ({ files, faults }) => ({ faults, files: files.slice(1) }) }],
    ['found something in a world that is not there', { read: ({ files, faults }) => ({
      faults, files: files.map((file) => ({ ...file, prepared: file.prepared && { ...file.prepared, diagnostics: [], world: { modules: [{ fromUri: 'file:///workspace/x.py', names: ['no.such'], uris: ['file:///workspace/no/such.py'] }], texts: [] } } })),
    }) }],
    ['took another migration for active', { read: ({ files, faults }) => ({ faults, files: files.map((file) => ({ ...file, prepared: file.prepared && { ...file.prepared, diagnostics: [], active: '[]' } })) }) }],
    ['breaks down while it looks at the second lot of files', { look: (answer, tasks) => { if (tasks > 1) throw new Error('no memory'); return answer; } }],
    ['cannot look at anything', { look: ({ languages }) => ({ languages: languages.map(() => undefined), words: new Uint32Array(0) }) }],
    ['looks at too little', { look: ({ languages, words }) => ({ languages: languages.slice(0, 5), words }) }],
    ['takes files for those of another language', { look: ({ languages, words }) => ({ languages: languages.map((language) => (language === undefined ? undefined : 'sql')), words }) }],
  ])('nothing is lost with one that %s', async (_name, onTheWay) => {
    const alone = await run(repository, 0);
    const together = await run(repository, 2, { onTheWay });
    expect(together.done.looked).toBeGreaterThan(0);
    expect(together.done.stopped).toBe(2);
    expect(together.found).toEqual(alone.found);
  });

  it('read files of other languages before they are told of a module', async () => {
    const first: (string | undefined)[] = [];
    const onTheWay: OnTheWay = { read: (answer, tasks) => {
      if (tasks === 1) first.push(...answer.files.map(({ record, summary }) => record?.language ?? (summary && 'python')));
      return answer;
    } };
    expect((await run(repository, 1, { onTheWay })).found.length).toBeGreaterThan(0);
    expect(first.length).toBeGreaterThan(0);
    expect(first).not.toContain('python');
  });

  it('that break down are left out, and the log says why, once for each', async () => {
    const { log } = await run(repository, 1, { onTheWay: { read: () => { throw new Error('no memory'); } } });
    expect(log).toHaveLength(1);
    for (const line of log) expect(line).toMatch(/^info: .*left out from now on.*Error: no memory/);
  });

  it('that break down while they look are given nothing to read', async () => {
    const { done, log } = await run(repository, 1, { onTheWay: { look: () => { throw new Error('no memory'); } } });
    expect(done.looked).toBeGreaterThan(0);
    expect(done.files).toBe(0);
    expect(log).toHaveLength(1);
  });

  it('end when the scan is stopped while they look', async () => {
    const workspace = inMemoryWorkspace(repository);
    const stop = new AbortController();
    const { helpers, done } = testHelpers(workspace, 2, { look: (answer) => { stop.abort(); return answer; } });
    const service = createLanguageService({ ...testServiceOptions(workspace, []), helpers });
    service.configure(workspace.folder, defaultSettings);
    expect((await service.scan({ signal: stop.signal })).cancelled).toBe(true);
    expect(done.files).toBe(0);
    expect(done.stopped).toBe(2);
  });

  it('tell of rules that break down', async () => {
    const { log } = await run(repository, 1, {
      onTheWay: { read: ({ files }, tasks) => ({ files, faults: tasks === 1 ? [{ kind: 'rule', rule: 'greenlang/symbol-moved', error: 'it broke' }, { kind: 'log', level: 'warn', message: 'odd' }] : [] }) },
    });
    expect(log).toEqual([expect.stringContaining('Rule greenlang/symbol-moved failed'), 'warn: odd']);
  });
});
