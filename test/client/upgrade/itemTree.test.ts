import { describe, expect, it } from 'vitest';
import { Choices } from '../../../client/src/upgrade/choices.ts';
import { itemsUnder, left } from '../../../client/src/upgrade/treeNodes.ts';
import { greenlang, item, lines, memory, tree } from './support.ts';

const items = [
  item('b', { line: 9, fix: 'Takes a place' }),
  item('a', { line: 2, applicability: 'unsafe' }),
  item('c', { uri: 'file:///w/app/main.py', change: 'BC-003', applicability: 'manual', fix: null }),
  item('d', { uri: 'file:///w/app/main.py', line: 4, message: 'Here it ends' }),
  item('e', { uri: 'file:///w/x.yaml', change: null, rule: 'greenlang/pack-key' }),
];

describe('the tree of items', () => {
  it('groups by change in the guide\'s order, then by path and place; rules without a change come last', () => {
    expect(lines(tree(items))).toEqual([
      'migration/greenlang',
      '  change/greenlang/BC-003',
      '    file/change/greenlang/BC-003/file:///w/app/main.py',
      '      item/c',
      '  change/greenlang/BC-007',
      '    file/change/greenlang/BC-007/file:///w/.env',
      '      item/a',
      '      item/b',
      '    file/change/greenlang/BC-007/file:///w/app/main.py',
      '      item/d',
      '  change/greenlang/greenlang/pack-key',
      '    file/change/greenlang/greenlang/pack-key/file:///w/x.yaml',
      '      item/e',
    ]);
  });

  it('groups by file', () => {
    expect(lines(tree(items, { grouping: 'file' }))).toEqual([
      'migration/greenlang',
      '  file/migration/greenlang/file:///w/.env', '    item/a', '    item/b',
      '  file/migration/greenlang/file:///w/app/main.py', '    item/c', '    item/d',
      '  file/migration/greenlang/file:///w/x.yaml', '    item/e',
    ]);
  });

  it('counts what is left, what is ticked and what is done, at every level', () => {
    const choices = new Choices(memory());
    choices.markDone(['c'], true);
    choices.tick(items.slice(0, 1), false);
    const built = tree(items, { choices });
    expect(built.all).toEqual({ safe: 3, unsafe: 1, manual: 0, done: 1, ticked: 2 });
    expect(left(built.all)).toBe(4);
    expect(built.nodes.get('migration/greenlang')).toMatchObject({ counts: built.all });
    expect(built.nodes.get('change/greenlang/BC-007')).toMatchObject({ title: 'Variables renamed', impact: 'low', counts: { safe: 2, unsafe: 1, manual: 0, done: 0, ticked: 1 } });
    expect(built.nodes.get('item/c')).toMatchObject({ done: true, ticked: false });
  });

  it('shows what the filter lets through, and counts everything all the same', () => {
    const built = tree(items, { filter: 'MAIN.py bc-007' });
    expect(lines(built).filter((line) => line.includes('item/'))).toEqual(['      item/d']);
    expect(built.shown.safe).toBe(1);
    expect(built.all.safe).toBe(3);
    expect(tree(items, { filter: 'nowhere' }).roots).toEqual([]);
    expect(itemsUnder(built, 'migration/greenlang').map(({ id }) => id)).toEqual(['d']);
  });

  it('puts the guide\'s steps around its changes, except under a filter', () => {
    const migration = { ...greenlang, checklist: [{ title: 'Commit' }], followUps: [{ title: 'Migrate', command: 'alembic upgrade head' }, { title: 'Test' }] };
    const choices = new Choices(memory());
    choices.markDone(['step/greenlang/after/Test'], true);
    const built = tree(items, { migrations: [migration], choices });
    const root = built.nodes.get('migration/greenlang');
    expect([root?.children.at(0), root?.children.at(-1)]).toEqual(['steps/greenlang/before', 'steps/greenlang/after']);
    expect(built.nodes.get('steps/greenlang/after')).toMatchObject({ done: 1, children: ['step/greenlang/after/Migrate', 'step/greenlang/after/Test'] });
    expect(lines(tree(items, { migrations: [migration], filter: 'safe' })).some((line) => line.includes('step'))).toBe(false);
  });

  it('shows an id once, and items of a migration that it was not told of', () => {
    expect(lines(tree([item('a'), item('a', { uri: 'file:///w/b' })])).filter((line) => line.includes('item/'))).toHaveLength(1);
    expect(tree([item('a', { migration: 'other' })]).nodes.get('migration/other')).toMatchObject({ migration: undefined, counts: { safe: 1 } });
  });
});

describe('the filter', () => {
  const found = (filter: string): readonly string[] => lines(tree(items, { filter })).flatMap((line) => /item\/(\w)/.exec(line)?.[1] ?? []);

  it('takes tiers as words of their own: unsafe things are no safe ones', () => {
    expect(found('safe')).toEqual(['b', 'd', 'e']);
    expect(found('unsafe')).toEqual(['a']);
    expect(found('manual')).toEqual(['c']);
    expect(found('safe unsafe')).toEqual([]);
  });

  it('looks at change, title, rule, message, fix, path and severity', () => {
    expect(found('bc-003')).toEqual(['c']);
    expect(found('configuration renamed')).toEqual(['c']);
    expect(found('pack-key')).toEqual(['e']);
    expect(found('ends')).toEqual(['d']);
    expect(found('takes')).toEqual(['b']);
    expect(found('app/main')).toEqual(['c', 'd']);
    expect(found('warning')).toHaveLength(5);
    expect(found('  ')).toHaveLength(5);
  });
});
