import { describe, expect, it } from 'vitest';
import { Choices } from '../../../client/src/upgrade/choices.ts';
import { changedRows } from '../../../client/src/upgrade/treeChanges.ts';
import { emptyTree } from '../../../client/src/upgrade/treeNodes.ts';
import { item, memory, tree } from './support.ts';

const a = item('a');
const b = item('b', { line: 3 });
const c = item('c', { uri: 'file:///w/c.yaml', change: 'BC-003' });

describe('the rows to draw anew', () => {
  it('are none when nothing has changed, and all when the first level has', () => {
    expect(changedRows(tree([a, b, c]), tree([a, b, c]))).toEqual([]);
    expect(changedRows(emptyTree, tree([a]))).toBeUndefined();
    expect(changedRows(tree([a]), emptyTree)).toBeUndefined();
  });

  it('are the finding and what counts it after a tick, and nothing beside', () => {
    const choices = new Choices(memory());
    const before = tree([a, b, c], { choices });
    choices.tick([b], false);
    expect(changedRows(before, tree([a, b, c], { choices }))).toEqual([
      'migration/greenlang', 'change/greenlang/BC-007', 'file/change/greenlang/BC-007/file:///w/.env', 'item/b',
    ]);
  });

  it('are the parents of what came or went', () => {
    const file = 'file/change/greenlang/BC-007/file:///w/.env';
    expect(changedRows(tree([a, b, c]), tree([a, c]))).toEqual(['migration/greenlang', 'change/greenlang/BC-007', file]);
    expect(changedRows(tree([a, c]), tree([a, b, c]))).toEqual(['migration/greenlang', 'change/greenlang/BC-007', file]);
  });

  it('are the finding alone when it has only moved', () => {
    expect(changedRows(tree([a, b]), tree([a, { ...b, range: { start: { line: 8, character: 0 }, end: { line: 8, character: 5 } } }]))).toEqual(['item/b']);
  });

  it('are few among 5,000 findings', () => {
    const many = Array.from({ length: 5000 }, (_, index) => item(`i${index}`, { uri: `file:///w/${index % 500}.yaml`, line: index }));
    const choices = new Choices(memory());
    const before = tree(many, { choices });
    choices.tick(many.slice(0, 1), false);
    const after = tree(many, { choices });
    expect(after.nodes.size).toBe(5502);
    expect(changedRows(before, after)).toHaveLength(4);
  });
});
