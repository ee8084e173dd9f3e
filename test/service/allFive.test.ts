import { beforeAll, describe, expect, it } from 'vitest';
import { rollbackRun, runUpgrade } from '../../server/src/service/transaction/index.ts';
import { exampleFiles } from '../support/exampleFiles.ts';
import { testService } from '../support/testService.ts';
import { MemoryDisk } from './transaction/support/memoryDisk.ts';
import { createTestHost, runFile, runRequest } from './transaction/support/testHost.ts';

type Files = Readonly<Record<string, string>>;

/** Which example is of which system. */
const examples: ReadonlyMap<string, string> = new Map([
  ['devteam-runner-1.0', 'devteam-runner'], ['greenlang-0.2', 'greenlang'], ['kagzi-1', 'kagzi'], ['resonantgenesis-1.x', 'resonantgenesis'], ['workflow-engine-0', 'workflow-engine'],
]);

/** What is found in a workspace, and what an upgrade of it gives. */
interface Looked {
  /** By path: each finding with its place, rule and tier. */
  readonly findings: ReadonlyMap<string, readonly string[]>;
  /** `root: migration`, of those that are active. */
  readonly active: readonly string[];
  /** All files after the upgrade. */
  readonly after: Files;
  readonly changed: readonly string[];
}

async function look(files: Files): Promise<Looked> {
  const { service, workspace } = await testService(files);
  const findings = new Map(Object.keys(files).map((file) => [file, (service.diagnose(workspace.uri(file))?.diagnostics ?? [])
    .map(({ range, severity, rule, applicability }) => `${String(range.start)}-${String(range.end)} ${severity} ${rule} ${applicability}`)]));
  const active = service.detected().filter(({ state }) => state === 'active').map(({ root, migration }) => `${workspace.path(`${root}/`).replace(/\/$/, '') || '.'}: ${migration}`);
  const plan = await service.plan({ applicability: 'unsafe' });
  expect(plan.refused).toEqual([]);
  const changed = plan.files.map(({ uri }) => workspace.path(uri)).sort();
  return { findings, active: active.sort(), after: { ...files, ...Object.fromEntries(plan.files.map(({ uri, after }) => [workspace.path(uri), after])) }, changed };
}

function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${folder}/${file}`, text]));
}

/** Writes an upgrade as the hosts do, takes it back, and gives what there is after each. */
async function writtenAndTakenBack(before: Files, { after, changed }: Looked): Promise<{ readonly written: Files; readonly restored: Files }> {
  const root = '/work/project';
  const disk = new MemoryDisk();
  for (const [file, text] of Object.entries(before)) disk.put(`${root}/${file}`, text);
  const all = (): Files => Object.fromEntries(Object.keys(before).map((file) => [file, disk.text(`${root}/${file}`)]));
  const host = createTestHost(disk);
  const { id = '', state } = await runUpgrade(runRequest(root, changed.map((file) => runFile(`${root}/${file}`, before[file] ?? '', after[file] ?? ''))), host);
  expect(state).toBe('done');
  const written = all();
  expect((await rollbackRun(root, id, {}, host)).state).toBe('done');
  return { written, restored: all() };
}

describe('all five systems side by side', () => {
  const files: Files = Object.assign({}, ...[...examples.keys()].map((name) => below(name, exampleFiles(name)))) as Files;
  const alone = new Map<string, Looked>();
  let together: Looked;
  beforeAll(async () => {
    for (const name of examples.keys()) alone.set(name, await look(exampleFiles(name)));
    together = await look(files);
  }, 120_000);

  it('are found, each in its own folder', () => {
    for (const [name, migration] of examples) {
      const roots = together.active.filter((one) => one.endsWith(`: ${migration}`)).map((one) => one.split(':', 1)[0] ?? '');
      expect(roots, migration).not.toEqual([]);
      for (const root of roots) expect(root === '.' || root === name || root.startsWith(`${name}/`), `${migration} in ${root}`).toBe(true);
    }
    // The one example without a manifest is the workspace's.
    expect(together.active.filter((one) => one.startsWith('.:'))).toEqual(['.: devteam-runner']);
  });

  it.each([...examples])('%s has the findings that it has alone, and no others', (name) => {
    for (const [file, found] of alone.get(name)?.findings ?? []) expect(together.findings.get(`${name}/${file}`), file).toEqual(found);
    const own = [...together.findings].filter(([file]) => file.startsWith(`${name}/`)).flatMap(([, found]) => found);
    const migration = examples.get(name) ?? '';
    expect(own.length).toBeGreaterThan(0);
    for (const one of own) expect(one).toMatch(new RegExp(` (?:${migration}|upguide)/`));
  });

  it.each([...examples])('%s is upgraded as it is alone', (name) => {
    const { after, changed } = alone.get(name) ?? { after: {}, changed: [] };
    expect(changed.length).toBeGreaterThan(0);
    expect(together.changed.filter((file) => file.startsWith(`${name}/`))).toEqual(changed.map((file) => `${name}/${file}`));
    for (const [file, text] of Object.entries(after)) expect(together.after[`${name}/${file}`], file).toBe(text);
  });

  it('a second upgrade changes nothing', async () => {
    expect((await look(together.after)).changed).toEqual([]);
  }, 120_000);

  it('the upgrade is written, and a rollback gives every file back', async () => {
    const { written, restored } = await writtenAndTakenBack(files, together);
    expect(written).toEqual(together.after);
    expect(restored).toEqual(files);
  });
});

describe('two systems in one root', () => {
  const first = exampleFiles('resonantgenesis-1.x');
  const second = exampleFiles('devteam-runner-1.0');
  const shared = (one: Files, other: Files): Files => ({ ...one, ...other, '.env': `${one['.env'] ?? ''}${other['.env'] ?? ''}` });
  const files = below('app', shared(first, second));
  let together: Looked;
  let apart: readonly [Looked, Looked];
  beforeAll(async () => {
    apart = [await look(first), await look(second)];
    together = await look(files);
  }, 120_000);

  it('are both found there', () => {
    expect(together.active).toEqual(['app: devteam-runner', 'app: resonantgenesis']);
  });

  it('each finds what it finds alone', () => {
    for (const one of apart) {
      for (const [file, found] of one.findings) if (file !== '.env' && file !== 'README.md') expect(together.findings.get(`app/${file}`), file).toEqual(found);
    }
    const rules = (found: readonly string[] | undefined): readonly string[] => (found ?? []).map((one) => one.replace(/^\S+ /, ''));
    expect(rules(together.findings.get('app/.env'))).toEqual(apart.flatMap(({ findings }) => rules(findings.get('.env'))));
  });

  it('are upgraded as they are alone', () => {
    const [one, other] = apart;
    expect(together.after).toEqual(below('app', shared(one.after, other.after)));
  });

  it('a second upgrade changes nothing, and a rollback gives every file back', async () => {
    expect((await look(together.after)).changed).toEqual([]);
    const { written, restored } = await writtenAndTakenBack(files, together);
    expect(written).toEqual(together.after);
    expect(restored).toEqual(files);
  }, 120_000);
});
