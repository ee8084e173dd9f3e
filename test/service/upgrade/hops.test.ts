import { describe, expect, it } from 'vitest';
import type { Migration } from '../../../server/src/analysis/migration.ts';
import type { UpgradePlan } from '../../../server/src/service/languageService.ts';
import { applyEdits } from '../../../server/src/text/applyEdits.ts';
import { testService, type TestService } from '../../support/testService.ts';
import { wordMigration } from './words.ts';

type Words = Parameters<typeof wordMigration>[0];

/** A migration of one system, from one version to the next. */
function hop(id: string, from: string, to: string, words: Words, system = 'sample'): Migration {
  const migration = wordMigration(words);
  return { ...migration, id, system, from, to, rules: migration.rules.map((rule) => ({ ...rule, id: rule.id.replace('words', id) })) };
}

const on = (...migrations: readonly Migration[]) => ({ migrations, settings: { migrations: Object.fromEntries(migrations.map(({ id }) => [id, 'on' as const])) } });
const after = (test: TestService, plan: UpgradePlan): Readonly<Record<string, string>> => Object.fromEntries(plan.files.map((file) => [test.workspace.path(file.uri), file.after]));

const first = hop('first', '1.4', '1.5', [{ word: 'one', to: 'two' }, { word: 'risky', to: 'two', applicability: 'unsafe' }]);
const second = hop('second', '1.5', '2.0', [{ word: 'two', to: 'three' }]);

describe('migrations of one system in one root', () => {
  it('are applied in the order of their versions, and what the first one brings up is of the second', async () => {
    const files = { 'a.yaml': 'x: one # one\ny: two\n', 'b.yaml': 'z: two\n' };
    for (const migrations of [[first, second], [second, first]]) {
      const test = await testService(files, on(...migrations));
      const plan = await test.service.plan();
      expect(after(test, plan)).toEqual({ 'a.yaml': 'x: three # three\ny: three\n', 'b.yaml': 'z: three\n' });
      expect(plan.refused).toEqual([]);
      expect(plan.items.map(({ rule, followUp }) => `${rule}${followUp ? ' (follow-up)' : ''}`)).toEqual([
        'first/one', 'second/two (follow-up)', 'first/one', 'second/two (follow-up)', 'second/two', 'second/two',
      ]);
      for (const { before, edits, after: written } of plan.files) expect(applyEdits(before, edits)).toBe(written);
      const again = await testService({ ...files, ...after(test, plan) }, on(...migrations));
      expect((await again.service.plan({ applicability: 'unsafe' })).files, 'a second run changes nothing').toEqual([]);
    }
  });

  it('lets nothing safe rest on an unsafe fix of an earlier one', async () => {
    const files = { 'a.yaml': 'x: [risky, two]\n' };
    const safe = await testService(files, on(first, second));
    expect(after(safe, await safe.service.plan())).toEqual({ 'a.yaml': 'x: [risky, three]\n' });
    expect(after(safe, await safe.service.plan({ applicability: 'unsafe' }))).toEqual({ 'a.yaml': 'x: [three, three]\n' });
  });

  it('leaves a file alone in which an earlier one would change what a later one writes', async () => {
    const before = hop('before', '1.4', '1.5', [{ word: 'wait', to: 'pause' }]);
    const behind = hop('behind', '1.5', '2.0', [{ word: 'limit', to: 'wait' }]);
    const test = await testService({ 'a.yaml': 'x: [wait, limit]\n', 'b.yaml': 'x: wait\n' }, on(before, behind));
    const plan = await test.service.plan();
    expect(after(test, plan)).toEqual({ 'b.yaml': 'x: pause\n' });
    expect(plan.refused.map(({ uri, reason }) => [test.workspace.path(uri), reason])).toEqual([
      ['a.yaml', expect.stringContaining('before/wait would change again what behind, which comes after it, writes. Apply one of the two at a time')],
    ]);
    expect(test.service.fixAll(test.workspace.uri('a.yaml')), 'the same for one file').toEqual([]);
    const alone = await test.service.plan({ only: ['W-limit'] });
    expect(alone.refused).toEqual([]);
    expect(after(test, alone), 'one at a time').toEqual({ 'a.yaml': 'x: [wait, wait]\n' });
  });

  it('brings up findings of a later one in other files', async () => {
    const before = hop('before', '1.4', '1.5', [{ word: 'UNSET', to: 'SET' }]);
    const behind = hop('behind', '1.5', '2.0', [{ word: 'wait', to: 'done', whenSet: 'SET' }]);
    const files = { 'a.yaml': 'x: wait\n', 'z.sh': 'export UNSET=1\n' };
    const test = await testService(files, on(behind, before));
    const plan = await test.service.plan();
    expect(after(test, plan)).toEqual({ 'a.yaml': 'x: done\n', 'z.sh': 'export SET=1\n' });
    expect(plan.items.map(({ rule, followUp }) => [rule, followUp])).toEqual([['behind/wait', true], ['before/UNSET', false]]);
  });

  it('does not order migrations of different systems', async () => {
    const other = hop('other', '1.0', '1.1', [{ word: 'three', to: 'four' }], 'another');
    const test = await testService({ 'a.yaml': 'x: one\n' }, on(other, second, first));
    expect(after(test, await test.service.plan())).toEqual({ 'a.yaml': 'x: four\n' });
  });

  it('settles over many hops', async () => {
    const migrations = Array.from({ length: 12 }, (_, index) => hop(`hop${index}`, `1.${index}`, `1.${index + 1}`, [{ word: `w${index}`, to: `w${index + 1}` }])).reverse();
    const test = await testService({ 'a.yaml': 'x: w0\n' }, on(...migrations));
    const plan = await test.service.plan();
    expect([after(test, plan), plan.refused]).toEqual([{ 'a.yaml': 'x: w12\n' }, []]);
    expect(plan.items).toHaveLength(12);
  });
});
