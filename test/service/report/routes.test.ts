import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../server/src/analysis/migration.ts';
import { routeThrough } from '../../../server/src/analysis/route.ts';
import { planText } from '../../../server/src/cli/reporters/planText.ts';
import { createPalette } from '../../../server/src/cli/terminal.ts';
import type { ProjectRoute, UpgradeItem } from '../../../server/src/service/languageService.ts';
import { buildReport } from '../../../server/src/service/report/buildReport.ts';
import { renderReport } from '../../../server/src/service/report/renderReport.ts';
import type { ReportInput } from '../../../server/src/service/report/reportInput.ts';
import type { ReportModel } from '../../../server/src/service/report/reportTypes.ts';
import { hopText, routeStart, routeVersions } from '../../../server/src/service/report/routeWords.ts';

function migration(id: string, from: string, to: string, route?: Migration['route']): Migration {
  return {
    id, system: 'sample', title: 'Sample', from, to, guideTitle: `Guide to ${to}`, ...(route && { route }), documents: [], rules: [],
    detection: { packages: [], environment: [], environmentTogether: [], imports: [] },
    changes: ['BC-001', 'BC-002'].map((change) => ({ id: change, title: change, impact: 'low', summary: [], examples: [], deprecatedIn: to })),
  };
}

const first = migration('first', '1.4', '1.5');
const second = migration('second', '1.5', '2.0', { hops: [{ from: '1.5', to: '2.0', rules: true, by: 'guided' }, { from: '2.0', to: '3.0', by: 'by hand' }] });
const migrations = [first, second];

function route(path: string, current: string | undefined, active: readonly string[] = ['first', 'second'], registered: readonly Migration[] = migrations): ProjectRoute {
  const here = registered.filter(({ id }) => active.includes(id));
  return {
    system: 'sample', title: 'Sample', root: path === '.' ? 'file:///work' : `file:///work/${path}`, active, current, target: undefined,
    stated: current === undefined ? [] : [{ version: current, evidence: `${path}/requirements.txt: sample==${current}` }],
    ...routeThrough(registered, current === undefined ? { between: here } : { current, target: undefined }),
  };
}

function item(path: string, migrationId: string, change: string, applicability: UpgradeItem['applicability'] = 'safe'): UpgradeItem {
  return {
    id: `${path}:${migrationId}:${change}`, uri: `file:///work/${path}`, range: { start: 0, end: 1 }, migration: migrationId, change, rule: `${migrationId}/old`, severity: 'warning',
    lifecycle: 'deprecated', message: { what: 'Old.', why: '', todo: '' }, applicability, fix: 'Rename', followUp: false,
  };
}

function report(routes: readonly ProjectRoute[], values: Partial<ReportInput> = {}): ReportModel {
  return buildReport({
    today: '2026-01-15', folders: [{ uri: 'file:///work', name: 'work' }], migrations,
    detected: routes.flatMap(({ root, active }) => active.map((id) => ({ migration: id, title: 'Sample', from: '', to: '', root, state: 'active' as const, evidence: [] }))),
    routes, items: [], text: () => '', scan: { scanned: 7, skipped: [] }, refused: [], runs: [], baseline: { accepted: 0, stale: 0 }, ...values,
  });
}

it('counts the work of two folders with migrations of one id once', () => {
  const of = (folder: string): Migration => ({ ...migration('own', '1.0', '2.0'), folder: `file:///work/${folder}`, guideTitle: `Guide of ${folder}` });
  const own = [of('a'), of('b')];
  const routes = ['a', 'b'].map((path) => route(path, '1.0', ['own'], own.filter(({ folder }) => folder === `file:///work/${path}`)));
  const model = report(routes, { migrations: own, items: [item('a/x', 'own', 'BC-001'), item('b/x', 'own', 'BC-001')] });
  expect(model.totals.safe).toBe(2);
  expect(model.migrations.map(({ guideTitle, projects }) => [guideTitle, projects.map(({ path }) => path)])).toEqual([['Guide of a', ['a']], ['Guide of b', ['b']]]);
  expect(model.routes.map((each) => each.hops.map(({ guides }) => guides.map(({ title }) => title)))).toEqual([[['Guide of a']], [['Guide of b']]]);
});

const hops = (model: ReportModel, index = 0): readonly string[] => (model.routes[index]?.hops ?? []).map((hop) => `${hop.from} → ${hop.to}: ${hopText(hop)}`);

describe('the routes of the report', () => {
  it('count the places of each hop in its root, and name its changes', () => {
    const items = [item('a/x.py', 'first', 'BC-001'), item('a/deep/y.py', 'first', 'BC-001', 'unsafe'), item('a/x.py', 'first', 'BC-002', 'manual'), item('a/x.py', 'second', 'BC-001'), item('a/b/z.py', 'second', 'BC-002')];
    const model = report([route('a', '1.4'), route('a/b', '1.5')], { items });
    expect(hops(model)).toEqual([
      '1.4 → 1.5: 3 places left (1 safe, 1 unsafe, 1 manual)', '1.5 → 2.0: 1 place left (1 safe, 0 unsafe, 0 manual); the guide says: guided', '2.0 → 3.0: by hand: no guide here has rules for it; the guide says: by hand',
    ]);
    expect(model.routes[0]?.hops.map(({ changes }) => changes.map(({ id, left }) => `${id} ${left}`))).toEqual([['BC-001 2', 'BC-002 1'], ['BC-001 1'], []]);
    expect(hops(model, 1), 'the nearest root has them').toEqual(['1.5 → 2.0: 1 place left (1 safe, 0 unsafe, 0 manual); the guide says: guided', '2.0 → 3.0: by hand: no guide here has rules for it; the guide says: by hand']);
  });

  it('tell of hops that the project has behind it while they have places', () => {
    expect(hops(report([route('.', '2.0')]))).toEqual(['2.0 → 3.0: by hand: no guide here has rules for it; the guide says: by hand']);
    const behind = report([route('.', '2.0')], { items: [item('x.py', 'first', 'BC-001')] });
    expect(hops(behind)[0]).toBe('1.4 → 1.5: 1 place left (1 safe, 0 unsafe, 0 manual); the stated version has it behind it');
    expect(behind.routes.map(routeVersions), 'they are no part of the way').toEqual(['2.0 → 3.0']);
  });

  it('count what runs have done', () => {
    const runs = [{ id: 'r', started: '2026-01-14T10:00:00Z', origin: 'cli', title: 'Run', state: 'done', files: [{ uri: 'file:///work/x.py', now: 'new', changes: [{ change: 'BC-001', rule: 'first/old', title: 'Rename', applicability: 'safe', count: 4 }] }] }] as const;
    expect(hops(report([route('.', '1.4', ['first'])], { runs }))[0]).toBe('1.4 → 1.5: all done');
  });

  it('say when nothing states a version, and where the rules of a hop are not active', () => {
    const [unknown] = report([route('.', undefined, ['second'])]).routes;
    expect(unknown && [routeVersions(unknown), routeStart(unknown)]).toEqual(['1.5 → 2.0', 'No version is stated here, so these are the hops of the guides alone.']);
    expect(hops(report([route('.', '1.4', ['second'])]))[0]).toBe('1.4 → 1.5: “Guide to 1.5” has rules for it, but is not active here');
    expect(hops(report([route('.', '1.4')]))[0]).toBe('1.4 → 1.5: nothing left');
  });

  it('say what states the version, where several do', () => {
    const several = { ...route('.', '1.4'), target: '2.0', stated: [{ version: '1.4', evidence: 'a: x==1.4' }, { version: '1.5', evidence: 'b: x==1.5' }] };
    const [first] = report([several]).routes;
    expect(first && routeStart(first)).toBe('a: x==1.4 states 1.4, the oldest of 2 statements (b: x==1.5). The settings ask for 2.0.');
    const [newest] = report([route('.', '3.0')]).routes;
    expect(newest && [routeVersions(newest), routeStart(newest)]).toEqual(['3.0', './requirements.txt: sample==3.0 states 3.0. No hop is ahead.']);
  });

  it('name gaps and cycles, in every form', () => {
    const odd = [migration('one', '1.0', '1.5'), migration('two', '2.0', '1.0'), migration('three', '1.5', '1.0'), migration('four', '1.9', '2.0')];
    const model = report([route('.', '1.0', ['one'], odd)], { migrations: odd });
    expect(hops(model)[1]).toBe('1.5 → 1.9: by hand: no guide here leads from 1.5 to 1.9');
    const circle = 'The versions 1.0 → 1.5 → 1.0 lead in a circle: one of these migrations goes from or to a wrong version.';
    for (const text of [planText(model, createPalette(false)), renderReport(model, { format: 'markdown' }), renderReport(model, { format: 'html' })]) {
      expect(text).toContain('by hand: no guide here leads from 1.5 to 1.9');
      expect(text).toContain(circle);
    }
  });

  it('are shortened where there are many', () => {
    const model = report(Array.from({ length: 50 }, (_, index) => route(`app${index}`, '1.4')));
    expect(model.routes).toHaveLength(50);
    expect(planText(model, createPalette(false))).toContain('… and 40 more routes; `upguide plan --format json` lists all.');
    expect(renderReport(model, { format: 'markdown' })).toContain('… and 10 more routes, not listed here.');
    expect(renderReport(model, { format: 'html' })).toContain('10 more routes');
  });
});
