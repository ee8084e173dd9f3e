import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../server/src/analysis/migration.ts';
import { builtInMigrations } from '../../../server/src/migrations/index.ts';
import type { UpgradeItem } from '../../../server/src/service/languageService.ts';
import { buildReport } from '../../../server/src/service/report/buildReport.ts';
import { renderReport } from '../../../server/src/service/report/renderReport.ts';
import type { ReportInput, ReportInputRun } from '../../../server/src/service/report/reportInput.ts';
import { testService } from '../../support/testService.ts';

const guideChange = { summary: [], examples: [], deprecatedIn: '2.0.0', impact: 'low' } as const;
const migration: Migration = {
  id: 'sample', title: 'Sample', from: '1.0', to: '2.0', guideTitle: 'Sample guide',
  detection: { packages: [], environment: [], environmentTogether: [], imports: [] },
  changes: [
    { id: 'BC-001', title: 'First', ...guideChange, removedIn: '3.0.0', removedOn: '2026-06-30' },
    { id: 'BC-002', title: 'Second', ...guideChange, removedIn: '2.0.0', removedOn: '2025-11-08' },
    { id: 'BC-003', title: 'Third', ...guideChange, removedIn: '3.0.0', removedOn: '2026-06-30' },
  ],
  documents: [],
  rules: [{ id: 'sample/undefined', change: undefined, description: 'A variable of `.env` that nobody sets: it is empty. Set it.', guideSection: '', languages: [], check: () => [] }],
  effort: [{ component: 'All', changes: ['BC-001', 'BC-003'], complexity: 'low', risk: 'high', minutes: { least: 10, most: 20 } }],
  steps: [{ phase: 'before', title: 'Back up' }, { phase: 'after', title: 'Check', command: 'check', change: 'BC-003' }],
};

function item(path: string, values: Partial<UpgradeItem> = {}): UpgradeItem {
  return {
    id: `${path}:${values.rule ?? ''}:${values.range?.start ?? 0}`, uri: `file:///work/${path}`, range: { start: 0, end: 1 }, migration: 'sample', change: 'BC-001', rule: 'sample/first', severity: 'warning',
    lifecycle: 'deprecated', message: { what: 'Old.', why: '', todo: '' }, applicability: 'safe', fix: 'Rename', followUp: false, ...values,
  };
}

function run(id: string, files: readonly [path: string, now: 'new' | 'old' | 'changed' | 'missing', count: number][], values: Partial<ReportInputRun> = {}): ReportInputRun {
  return {
    id, started: '2026-01-14T10:00:00Z', origin: 'cli', title: 'Sample 1.0 → 2.0', state: 'done',
    files: files.map(([path, now, count]) => ({ uri: `file:///work/${path}`, now, changes: [{ change: 'BC-001', title: 'Rename', applicability: 'safe', count }] })), ...values,
  };
}

function report(values: Partial<ReportInput> = {}): ReturnType<typeof buildReport> {
  return buildReport({
    today: '2026-01-15', folders: [{ uri: 'file:///work', name: 'work' }], migrations: [migration],
    detected: [{ migration: 'sample', title: 'Sample', from: '1.0', to: '2.0', root: 'file:///work', state: 'active', evidence: ['requirements.txt: sample'] }],
    routes: [], items: [], text: () => 'one\ntwo\nthree\n', scan: { scanned: 7, skipped: [] }, refused: [], runs: [], baseline: { accepted: 0, stale: 0 }, ...values,
  });
}

describe('numbers', () => {
  const items = [
    item('a.py'), item('a.py', { range: { start: 8, end: 9 }, change: 'BC-003', applicability: 'manual', fix: undefined }), item('d/b.py', { applicability: 'unsafe' }),
    item('d/c.yaml', { change: undefined, rule: 'sample/undefined', applicability: 'manual' }), item('d/c.yaml', { change: undefined, rule: 'upguide/schema', migration: 'upguide', applicability: 'manual' }),
  ];
  const model = report({ items, runs: [run('r1', [['d/b.py', 'new', 3]])] });

  it('are summed by change, by folder and in all', () => {
    expect(model.totals).toEqual({ done: 3, safe: 1, unsafe: 1, manual: 3 });
    expect(model.migrations[0]?.changes.map(({ id, title, impact, progress, files }) => [id, title, impact, progress, files])).toEqual([
      ['BC-001', 'First', 'low', { done: 3, safe: 1, unsafe: 1, manual: 0 }, 2],
      ['BC-002', 'Second', 'low', { done: 0, safe: 0, unsafe: 0, manual: 0 }, 0],
      ['BC-003', 'Third', 'low', { done: 0, safe: 0, unsafe: 0, manual: 1 }, 1],
      ['sample/undefined', 'A variable of .env that nobody sets', undefined, { done: 0, safe: 0, unsafe: 0, manual: 1 }, 1],
    ]);
    expect(model.others.map(({ id, progress }) => [id, progress.manual])).toEqual([['upguide/schema', 1]]);
    expect(model.files.affected).toBe(3);
  });

  it('of folders add up to the totals', () => {
    expect(model.byFolder.map(({ path, progress, files }) => [path, Object.values(progress), files])).toEqual([['d', [3, 0, 1, 2], 2], ['.', [0, 1, 0, 1], 1]]);
  });

  it('have places by line', () => {
    expect(model.migrations[0]?.changes[2]?.items[0]?.place).toEqual({ uri: 'file:///work/a.py', path: 'a.py', line: 3 });
  });

  it('count what a person has marked as done', () => {
    const marked = report({ items, markedDone: new Set([items[1]?.id ?? '', items[0]?.id ?? '']) });
    expect(marked.totals).toEqual({ done: 1, safe: 1, unsafe: 1, manual: 2 });
    expect(marked.byFolder.find(({ path }) => path === '.')?.progress).toEqual({ done: 1, safe: 1, unsafe: 0, manual: 0 });
    expect(marked.migrations[0]?.changes[2]?.items.map(({ done }) => done)).toEqual([true]);
  });
});

describe('what runs have done', () => {
  const done = (runs: readonly ReportInputRun[]): number => report({ runs }).totals.done;

  it('does not count what was taken back, by a rollback or otherwise', () => {
    expect(done([run('r1', [['a', 'new', 2], ['b', 'old', 4]])])).toBe(2);
    expect(done([run('r1', [['a', 'new', 2]], { state: 'rolledBack' }), run('r0', [['c', 'new', 1]], { state: 'prepared' })])).toBe(0);
  });

  it('counts the newer of two runs that left a file with the same text, and both of two that followed each other', () => {
    expect(done([run('r2', [['a', 'new', 2]]), run('r1', [['a', 'new', 5]])])).toBe(2);
    expect(done([run('r2', [['a', 'new', 2]]), run('r1', [['a', 'changed', 5]])])).toBe(7);
  });

  it('is told by time, files and changes', () => {
    const model = report({ runs: [run('r2', [['a', 'new', 2], ['d/b', 'missing', 1]]), run('r1', [['a', 'changed', 5]], { state: 'prepared' })] });
    expect(model.runs.map(({ id, state }) => [id, state])).toEqual([['r2', 'done'], ['r1', 'interrupted']]);
    expect(model.runs[0]?.files.map(({ path, now, places }) => [path, now, places])).toEqual([['a', 'new', 2], ['d/b', 'missing', 1]]);
    expect(model.runs[0]?.changes).toEqual([{ change: 'BC-001', title: 'Rename', applicability: 'safe', places: 3 }]);
  });

  it('goes to the migration of its rule, where two guides have an entry of the same name', () => {
    const other = { ...migration, id: 'other', title: 'Other' };
    const file = (rule: string | undefined): ReportInputRun => ({ ...run('r1', []), files: [{ uri: 'file:///work/a', now: 'new', changes: [{ change: 'BC-001', rule, title: 'Rename', applicability: 'safe', count: 2 }] }] });
    const counts = (rule: string | undefined): readonly unknown[] => report({ migrations: [other, migration], runs: [file(rule)] }).migrations.map(({ id, progress }) => [id, progress.done]);
    expect(counts('other/first')).toEqual([['other', 2], ['sample', 0]]);
    expect(counts(undefined)).toEqual([['sample', 2]]);
  });
});

describe('folders', () => {
  it('that hold more than half are shown by the folders in them', () => {
    const items = [...Array.from({ length: 6 }, (_, index) => item(`packages/p${index % 2}/x${index}.py`)), item('packages/setup.py'), item('docs/a.md'), item('README.md')];
    expect(report({ items }).byFolder.map(({ path, files }) => [path, files])).toEqual([['packages/p0', 3], ['packages/p1', 3], ['.', 1], ['docs', 1], ['packages', 1]]);
  });

  it('stay whole where they would be too many', () => {
    const items = Array.from({ length: 40 }, (_, index) => item(`packages/p${index}/x.py`));
    expect(report({ items }).byFolder.map(({ path, files }) => [path, files])).toEqual([['packages', 40]]);
  });

  it('of several workspace folders have the name of theirs in front', () => {
    const model = report({ items: [item('a.py'), { ...item('b.py'), uri: 'file:///work/web/b.py' }], folders: [{ uri: 'file:///work', name: 'api' }, { uri: 'file:///work/web', name: 'site' }] });
    expect(model.byFolder.map(({ path }) => path)).toEqual(['api', 'site']);
    expect(model.migrations[0]?.changes[0]?.items.map(({ place }) => place.path)).toEqual(['api/a.py', 'site/b.py']);
    expect(model.migrations[0]?.projects[0]?.path).toBe('api');
  });
});

describe('what the guide says', () => {
  const { migrations: [sample] } = report({ items: [item('a.py'), item('b.py', { change: 'BC-003' })] });

  it('has the dates of removal, the past ones marked', () => {
    expect(sample?.timeline).toEqual([
      { date: '2025-11-08', version: '2.0.0', past: true, changes: ['BC-002'], left: 0 },
      { date: '2026-06-30', version: '3.0.0', past: false, changes: ['BC-001', 'BC-003'], left: 2 },
    ]);
    expect(report({ today: '2026-06-30' }).migrations[0]?.timeline.map(({ past }) => past)).toEqual([true, true]);
  });

  it('has effort and steps with what is left of them here', () => {
    expect(sample?.effort.map(({ component, risk, left }) => [component, risk, left])).toEqual([['All', 'high', 2]]);
    expect(sample?.steps.map(({ title, unfounded }) => [title, unfounded])).toEqual([['Back up', false], ['Check', false]]);
    expect(report().migrations[0]?.steps.map(({ title, unfounded }) => [title, unfounded])).toEqual([['Back up', false], ['Check', true]]);
  });
});

describe('why nothing is left', () => {
  const skipped = [{ uri: 'file:///work/big.yaml', reason: 'Too large.' }];

  it('is not said while something is', () => {
    expect(report({ items: [item('a.py')] }).whyNothing).toEqual([]);
  });

  it('tells what was looked at, what was on, and what is hidden', () => {
    expect(report({ baseline: { accepted: 2, stale: 0 }, scan: { scanned: 7, skipped } }).whyNothing).toEqual([
      '7 files were looked at.', 'Sample 1.0 → 2.0 is active, and nothing old of it was found.', '2 findings are accepted in the baseline, and not counted.', '1 file could not be checked; see "Files left out".',
    ]);
  });

  it('tells that everything is done', () => {
    expect(report({ runs: [run('r1', [['a', 'new', 1]])] }).whyNothing).toEqual(['7 files were looked at.', 'Everything that was found is done: 1 place.', 'Sample 1.0 → 2.0 is active, and nothing old of it is left.']);
  });

  it('tells what is not active or switched off', () => {
    expect(report({ detected: [], scan: { scanned: 0, skipped: [] } }).whyNothing).toEqual([
      'No file here could be checked, or none that a guide has anything to say about.', 'Sample 1.0 → 2.0 is not active, because nothing here proves that it is used. It can be switched on in the settings.',
    ]);
    const off = { migration: 'sample', title: 'Sample', from: '1.0', to: '2.0', root: 'file:///work', state: 'off', evidence: [] } as const;
    expect(report({ detected: [off] }).whyNothing[1]).toBe('Sample 1.0 → 2.0 is switched off in the settings.');
    expect(report({ detected: [off] }).migrations).toEqual([]);
  });
});

describe('a real workspace', () => {
  it('gives a report that names every place and no secret', async () => {
    const { service, workspace } = await testService({
      'requirements.txt': 'greenlang==0.2.0\n',
      '.env': 'GREENLANG_DB_URL=postgresql://admin:hunter2-s3cret@db/x\nGREENLANG_ENV=production\nAPI_KEY=sk-live-0123456789abcdefghij\nGL_SECRET_KEY=weak\n',
      'deploy/compose.yaml': 'services:\n  api:\n    image: greenlang/greenlang:0.2.0\n    environment:\n      GREENLANG_DB_URL: postgresql://admin:hunter2-s3cret@db/x\n',
    });
    const items = service.files().flatMap((uri) => service.items(uri));
    const model = report({ folders: workspace.folders, migrations: builtInMigrations, detected: service.detected(), routes: service.routes(), items, text: (uri) => service.text(uri) });
    expect(items.length).toBeGreaterThan(4);
    expect(model.totals.safe + model.totals.unsafe + model.totals.manual).toBe(items.length);
    for (const page of [renderReport(model, { format: 'html' }), renderReport(model, { format: 'markdown' }), renderReport(model, { format: 'html', webview: { nonce: 'n', cspSource: 's' } })]) {
      for (const secret of ['hunter2', 'sk-live', 'weak', 'production']) expect(page).not.toContain(secret);
      for (const path of ['.env', 'deploy/compose.yaml', 'requirements.txt']) expect(page).toContain(path);
      expect(page).toContain('greenlang==0.2.0');
    }
  });
});
