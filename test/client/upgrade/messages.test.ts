import { describe, expect, it } from 'vitest';
import type { ApplyResult, StatusMigration } from '../../../server/src/protocol.ts';
import { runMessage } from '../../../client/src/upgrade/runMessage.ts';
import { statusBarText } from '../../../client/src/upgrade/statusBarText.ts';
import { noCounts } from '../../../client/src/upgrade/treeNodes.ts';
import { viewMessage } from '../../../client/src/upgrade/viewMessage.ts';

const all = { safe: 30, unsafe: 8, manual: 3, done: 2, ticked: 31 };
const message = (some: Partial<Parameters<typeof viewMessage>[0]>): string | undefined =>
  viewMessage({ state: { kind: 'loaded' }, all, shown: all, filter: '', accepted: 0, ...some });

describe('the line above the rows', () => {
  it('says what is left and what is selected', () => {
    expect(message({})).toBe('41 left: 30 safe, 8 unsafe, 3 for you. 31 selected.');
    expect(message({ all: { ...noCounts, manual: 1 } })).toBe('1 left: 1 for you. 0 selected.');
    expect(message({ all: { ...noCounts, done: 2 } })).toBe('Nothing is left. 2 marked as done.');
    expect(message({ accepted: 7 })).toBe('41 left: 30 safe, 8 unsafe, 3 for you. 31 selected. 7 accepted in the baseline.');
  });

  it('says that the filter also limits what is applied', () => {
    expect(message({ filter: 'env', shown: { ...noCounts, safe: 4, done: 1, ticked: 3 } })).toBe('41 left: 30 safe, 8 unsafe, 3 for you. 31 selected. “env” shows 5 of 43; Apply Selected takes the 3 of them that are ticked.');
    expect(message({ filter: 'env', shown: noCounts })).toMatch(/Nothing matches “env”\.$/);
  });

  it('says how far the reading is, and that a cut one is not all', () => {
    expect(message({ state: { kind: 'loading', detail: '' }, all: noCounts })).toBe('Reading the workspace…');
    expect(message({ state: { kind: 'loading', detail: '12 of 800 files' } })).toBe('Reading the workspace: 12 of 800 files. 43 found so far.');
    expect(message({ state: { kind: 'cancelled' } })).toMatch(/^41 left: .* this is not all/);
    expect(message({ state: { kind: 'failed', reason: 'no server.' } })).toBe('The workspace could not be read: no server. Refresh tries again.');
  });

  it('leaves the beginning and an empty list to the view itself', () => {
    expect(message({ state: { kind: 'none' }, all: noCounts })).toBeUndefined();
    expect(message({ all: noCounts, shown: noCounts })).toBeUndefined();
  });
});

describe('what a run did', () => {
  const result = (some: Partial<ApplyResult>): ApplyResult => ({
    runs: [], applied: { safe: 3, unsafe: 1 },
    files: [{ uri: 'a', outcome: 'written' }, { uri: 'b', outcome: 'edited' }, { uri: 'c', outcome: 'unchanged' }], ...some,
  });

  it('counts files and changes, and what is left', () => {
    expect(runMessage(result({}), { ...noCounts, unsafe: 2, manual: 1 })).toBe('Upgraded 2 files: 3 safe changes, 1 unsafe change. 3 left, 1 of them for you.');
    expect(runMessage(result({ applied: { safe: 0, unsafe: 1 } }), noCounts)).toBe('Upgraded 2 files: 1 unsafe change. Nothing is left.');
  });

  it('does not hide what was left alone, nor that nothing was done', () => {
    const files = [{ uri: 'a', outcome: 'refused' as const, reason: 'changed since' }, { uri: 'b', outcome: 'failed' as const }];
    expect(runMessage(result({ files, applied: { safe: 0, unsafe: 0 } }), { ...noCounts, safe: 2 })).toBe('Nothing was changed. 2 files left alone, see the log. 2 left.');
    expect(runMessage(result({ files: [], problem: 'the disk is full: 3 MB are needed' }), noCounts)).toBe('Nothing was upgraded: the disk is full: 3 MB are needed.');
    expect(runMessage(result({ problem: 'The journal could not be completed.' }), noCounts)).toBe('Upgraded 2 files, and then there was a problem: The journal could not be completed.');
  });
});

describe('the status bar', () => {
  const migration: StatusMigration = { id: 'greenlang', title: 'GreenLang', from: '0.2', to: '0.3', root: 'file:///w', active: true, evidence: [] };

  it('has an item only where there is work', () => {
    expect(statusBarText({ migrations: [migration, { ...migration, root: 'file:///v' }] }, 41)).toBe('GreenLang 0.2 → 0.3 · 41 left');
    expect(statusBarText({ migrations: [migration] }, 0)).toBeUndefined();
    expect(statusBarText({ migrations: [{ ...migration, active: false }] }, 3)).toBeUndefined();
    expect(statusBarText(undefined, 3)).toBeUndefined();
  });
});
