import { describe, expect, it } from 'vitest';
import type { RuleContext } from '../../../server/src/analysis/migration.ts';
import type { UpgradeItem, UpgradePlan } from '../../../server/src/service/languageService.ts';
import { applyEdits } from '../../../server/src/text/applyEdits.ts';
import { testService, type TestService } from '../../support/testService.ts';
import { switchedOn, wordMigration } from './words.ts';

const texts = (test: TestService, plan: UpgradePlan): Readonly<Record<string, string>> => Object.fromEntries(plan.files.map(({ uri, after }) => [test.workspace.path(uri), after]));
const rulesOf = (items: readonly UpgradeItem[]): readonly string[] => items.map(({ rule, followUp }) => `${rule}${followUp ? ' (follow-up)' : ''}`);

/** `set.sh` sets SET once its own fix is made; only then `wait` is old elsewhere, and then `last` in a third file. */
const acrossFiles = wordMigration([
  { word: 'UNSET', to: 'SET' },
  { word: 'wait', to: 'done', whenSet: 'SET' },
  { word: 'UNSURE', to: 'SURE', applicability: 'unsafe' },
  { word: 'person' },
]);
const files = { 'set.sh': 'export UNSET=1\n', 'a.yaml': 'x: wait\n', 'b.yaml': 'y: [UNSURE, person]\n', 'c.yaml': 'z: wait # and UNSURE\n' };

describe('a plan across files', () => {
  it('goes on until no file changes any more, and a second run changes nothing', async () => {
    const test = await testService(files, { migrations: [acrossFiles], ...switchedOn });
    const plan = await test.service.plan({ applicability: 'unsafe' });
    expect(texts(test, plan)).toEqual({ 'set.sh': 'export SET=1\n', 'a.yaml': 'x: done\n', 'b.yaml': 'y: [SURE, person]\n', 'c.yaml': 'z: done # and SURE\n' });
    expect(plan).toMatchObject({ refused: [], outdated: [], complete: true });
    for (const { before, edits, after } of plan.files) expect(applyEdits(before, edits)).toBe(after);
    const again = await testService({ ...files, ...texts(test, plan) }, { migrations: [acrossFiles], ...switchedOn });
    expect((await again.service.plan({ applicability: 'unsafe' })).files).toEqual([]);
  });

  it('tells what there is, and what only comes up once other files have changed', async () => {
    const test = await testService(files, { migrations: [acrossFiles], ...switchedOn });
    const { items } = await test.service.plan();
    expect(rulesOf(items)).toEqual(['words/wait (follow-up)', 'words/UNSURE', 'words/person', 'words/wait (follow-up)', 'words/UNSURE', 'words/UNSET']);
    expect(items.map(({ applicability, fix }) => `${applicability} ${fix ?? ''}`)).toEqual(['safe Write done', 'unsafe Write SURE', 'manual ', 'safe Write done', 'unsafe Write SURE', 'safe Write SET']);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
  });

  it('leaves no trace in the service', async () => {
    const test = await testService(files, { migrations: [acrossFiles], ...switchedOn });
    const { service, workspace } = test;
    service.open({ uri: workspace.uri('a.yaml'), version: 7, text: files['a.yaml'] });
    service.takeChanged();
    const reports = service.files().map((uri) => service.diagnose(uri));
    await service.plan({ applicability: 'unsafe' });
    expect(service.takeChanged()).toEqual([]);
    expect(service.files().map((uri) => service.diagnose(uri)).map((report) => [report?.uri, report?.version, report?.text, report?.diagnostics.length]))
      .toEqual(reports.map((report) => [report?.uri, report?.version, report?.text, report?.diagnostics.length]));
    service.open({ uri: workspace.uri('b.yaml'), version: 1, text: 'y: person\n' });
    expect(service.takeChanged()).toEqual([workspace.uri('b.yaml')]);
  });

  it('looks again only at files whose findings may be others', async () => {
    const seen: string[] = [];
    const watched = {
      ...acrossFiles,
      rules: acrossFiles.rules.map((rule) => ({ ...rule, *check(context: RuleContext) { seen.push(context.file.uri); yield* rule.check(context); } })),
    };
    const test = await testService({ ...files, 'person.yaml': 'p: person\n' }, { migrations: [watched], ...switchedOn });
    for (const uri of test.service.files()) test.service.diagnose(uri);
    seen.length = 0;
    await test.service.plan();
    const looks = (path: string): number => seen.filter((uri) => uri === test.workspace.uri(path)).length;
    expect(looks('a.yaml'), 'it waits for SET').toBeGreaterThan(0);
    expect([looks('b.yaml'), looks('person.yaml')], 'they ask nothing that changes').toEqual([0, 0]);
  });

  it('changes only the files asked for, whatever would follow in others', async () => {
    const test = await testService(files, { migrations: [acrossFiles], ...switchedOn });
    const plan = await test.service.plan({ uris: [test.workspace.uri('a.yaml'), test.workspace.uri('b.yaml')], applicability: 'unsafe' });
    expect(texts(test, plan)).toEqual({ 'b.yaml': 'y: [SURE, person]\n' });
  });

  it('refuses files that never settle, each with all its changes', async () => {
    const migration = wordMigration([{ word: 'ping', to: 'pong' }, { word: 'pong', to: 'ping' }, { word: 'old', to: 'new' }]);
    const test = await testService({ 'a.yaml': 'x: [ping, old]\n', 'b.yaml': 'y: old\n' }, { migrations: [migration], ...switchedOn });
    const plan = await test.service.plan();
    expect(texts(test, plan)).toEqual({ 'b.yaml': 'y: new\n' });
    expect(plan.refused.map(({ uri }) => test.workspace.path(uri))).toEqual(['a.yaml']);
    expect(plan.refused[0]?.reason).toContain('words/ping');
    expect(rulesOf(plan.items)).toEqual(['words/ping', 'words/old', 'words/old']);
  });

  it('refuses files that bring each other up again and again', async () => {
    const migration = wordMigration([
      { word: 'A1', to: 'A2', whenSet: 'B1' }, { word: 'A2', to: 'A1', whenSet: 'B2' },
      { word: 'B1', to: 'B2', whenSet: 'A2' }, { word: 'B2', to: 'B1', whenSet: 'A1' },
    ]);
    const before = { 'a.sh': 'export A1=1\n', 'b.sh': 'export B1=1\n' };
    const test = await testService(before, { migrations: [migration], ...switchedOn });
    const plan = await test.service.plan();
    // The one whose turn it is when the rounds are over stays as it was.
    expect(plan.refused).toEqual([{ uri: test.workspace.uri('b.sh'), reason: expect.stringContaining('do not settle after 5 rounds (words/B') as string }]);
    expect(texts(test, plan)).toEqual({ 'a.sh': 'export A2=1\n' });
    expect(rulesOf(plan.items)).not.toContain('words/B1 (follow-up)');
  });
});

describe('choosing by items', () => {
  const chain = wordMigration([{ word: 'first', to: 'second third' }, { word: 'second', to: 'fourth' }, { word: 'apart', to: 'away' }]);

  it('takes what is chosen, and what comes up inside its edits', async () => {
    const test = await testService({ 'a.yaml': 'x: first apart second first\n' }, { migrations: [chain], ...switchedOn });
    const { items } = await test.service.plan();
    expect(rulesOf(items)).toEqual(['words/first', 'words/second (follow-up)', 'words/apart', 'words/second', 'words/first', 'words/second (follow-up)']);
    const chosen = new Set([items[0]?.id]);
    const plan = await test.service.plan({ items: ({ id }) => chosen.has(id) });
    expect(texts(test, plan)).toEqual({ 'a.yaml': 'x: fourth third apart second first\n' });
    expect(plan.files[0]?.edits.map((edit) => edit.items)).toEqual([[items[0]?.id, items[1]?.id]]);
  });

  it('a follow-up elsewhere is asked for like any other item', async () => {
    const test = await testService(files, { migrations: [acrossFiles], ...switchedOn });
    const { items } = await test.service.plan();
    const env = items.filter(({ rule }) => rule === 'words/UNSET');
    const some = await test.service.plan({ items: ({ id }) => env.some((one) => one.id === id) });
    expect(texts(test, some)).toEqual({ 'set.sh': 'export SET=1\n' });
    const inC = items.find(({ uri, followUp }) => followUp && uri === test.workspace.uri('c.yaml'));
    const more = await test.service.plan({ items: ({ id }) => id === inC?.id || env.some((one) => one.id === id) });
    expect(texts(test, more)).toEqual({ 'set.sh': 'export SET=1\n', 'c.yaml': 'z: done # and UNSURE\n' });
    const safe = await test.service.plan({ applicability: 'unsafe', items: ({ id, followUp, applicability }) => env.some((one) => one.id === id) || (followUp && applicability === 'safe') });
    expect(texts(test, safe)).toEqual({ 'set.sh': 'export SET=1\n', 'a.yaml': 'x: done\n', 'c.yaml': 'z: done # and UNSURE\n' });
  });

  it('leaving one fix out does not take the import from another', async () => {
    const before = 'from greenlang.agents import FuelAgent\n\nfirst = FuelAgent().run({})\nif first.success:\n    print(1)\nsecond = FuelAgent().run({})\nif second.success:\n    print(2)\n';
    const test = await testService({ 'app.py': before, 'requirements.txt': 'greenlang==0.3.0\naiohttp>=3.9.0\ncryptography>=41.0.0\n' });
    const wanted = test.service.items(test.workspace.uri('app.py')).filter(({ rule }) => rule === 'greenlang/member-replaced');
    expect(wanted).toHaveLength(2);
    for (const one of wanted) {
      const plan = await test.service.plan({ applicability: 'unsafe', items: ({ id }) => id === one.id });
      const after = texts(test, plan)['app.py'] ?? '';
      expect(after).toContain('from greenlang.core.types import AgentStatus\n');
      expect(after.match(/\.success/g)).toHaveLength(1);
      expect(after.match(/AgentStatus\.SUCCESS/g)).toHaveLength(1);
    }
  });
});

describe('while a plan is made', () => {
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f${String(index).padStart(2, '0')}.yaml`, 'x: old\n']));
  const old = wordMigration([{ word: 'old', to: 'new' }]);

  it('items are told as they are found, each once', async () => {
    const test = await testService(files, { migrations: [acrossFiles], ...switchedOn });
    const told: UpgradeItem[] = [];
    const numbers: number[] = [];
    const { items } = await test.service.plan({ onProgress: ({ done, total, items: count, found }) => {
      told.push(...found);
      expect(count).toBe(told.length);
      expect(done).toBeLessThanOrEqual(total);
      numbers.push(done);
    } });
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
    expect(told.map(({ id }) => id).sort()).toEqual(items.map(({ id }) => id).sort());
  });

  it('a cancelled plan says that it is not complete', async () => {
    const test = await testService(many, { migrations: [old], ...switchedOn });
    const controller = new AbortController();
    const plan = await test.service.plan({ signal: controller.signal, onProgress: ({ done }) => { if (done === 10) controller.abort(); } });
    expect(plan.complete).toBe(false);
    expect(plan.items).toHaveLength(10);
  });

  it('a file that is edited is planned anew, as it is then', async () => {
    const test = await testService(many, { migrations: [old], ...switchedOn });
    const uri = test.workspace.uri('f05.yaml');
    let edited = false;
    const plan = await test.service.plan({ onProgress: ({ done }) => {
      if (done !== 20 || edited) return;
      edited = true;
      test.service.open({ uri, version: 2, text: 'x: old # mine\n' });
    } });
    expect(plan).toMatchObject({ complete: true, refused: [] });
    expect(plan.files).toHaveLength(60);
    expect(plan.files.find((file) => file.uri === uri)).toMatchObject({ version: 2, before: 'x: old # mine\n', after: 'x: new # mine\n' });
    expect(test.service.text(uri)).toBe('x: old # mine\n');
  });

  it('a file that is edited all the time is left out, and the plan says so', async () => {
    const test = await testService(many, { migrations: [old], ...switchedOn });
    const uri = test.workspace.uri('f05.yaml');
    let version = 0;
    const plan = await test.service.plan({ onProgress: () => test.service.open({ uri, version: ++version, text: `x: old # ${version}\n` }) });
    expect(plan.complete).toBe(false);
    expect(plan.files).toHaveLength(59);
    expect(plan.refused).toEqual([{ uri, reason: expect.stringContaining('edited') as string }]);
    expect(test.service.text(uri)).toBe(`x: old # ${version}\n`);
  });

  it('an edit of facts that others rest on does not mix two states', async () => {
    const test = await testService({ ...many, 'set.sh': 'export UNSET=1\n', 'zz.yaml': 'x: wait\n' }, { migrations: [acrossFiles], ...switchedOn });
    const uri = test.workspace.uri('set.sh');
    let edited = false;
    const plan = await test.service.plan({ onProgress: () => {
      if (edited) return;
      edited = true;
      test.service.open({ uri, version: 1, text: '# nothing\n' });
    } });
    expect(plan).toMatchObject({ files: [], refused: [], outdated: [], complete: true });
    expect(test.service.takeChanged()).toContain(test.workspace.uri('zz.yaml'));
  });
});
