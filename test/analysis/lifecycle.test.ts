import { describe, expect, it } from 'vitest';
import { compareVersions, lifecycleOf } from '../../server/src/analysis/lifecycle.ts';
import type { GuideChange } from '../../server/src/analysis/migration.ts';

const change: Mutable<GuideChange> = { id: 'X', title: '', impact: 'low', summary: [], examples: [], deprecatedIn: '0.3.0', removedIn: '0.4.0', removedOn: '2026-06-30' };

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

describe('the lifecycle of an old form', () => {
  it.each([
    [undefined, '2026-06-29', 'deprecated'], [undefined, '2026-06-30', 'removed'], [undefined, '2030-01-01', 'removed'],
    ['0.3', '2030-01-01', 'deprecated'], ['0.3.9', '2030-01-01', 'deprecated'], ['0.4', '2020-01-01', 'removed'], ['0.10', '2020-01-01', 'removed'], ['0.2', '2030-01-01', undefined], ['latest', '2030-01-01', 'removed'],
  ])('target %s on %s: %s', (target, today, lifecycle) => {
    expect(lifecycleOf(change, { target, today })).toBe(lifecycle);
  });

  it('without a removal it stays deprecated', () => {
    const open = { ...change, deprecatedIn: '0.3.0' };
    delete open.removedIn;
    delete open.removedOn;
    expect(lifecycleOf(open, { target: '9.0', today: '2030-01-01' })).toBe('deprecated');
  });
});

it.each([['0.3', '0.3.0', 0], ['0.10', '0.9', 1], ['1', '0.9.9', 1], ['0.2.9', '0.3', -1]])('%s against %s', (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});
