import { expect, it } from 'vitest';
import type { BaselineResult } from '../../../server/src/protocol.ts';
import { acceptedMessage, clearedMessage, prunedMessage } from '../../../client/src/baseline/baselineTexts.ts';

const state = (accepted: number, some: Partial<BaselineResult> = {}): BaselineResult => ({ accepted, stale: 0, files: [], ...some });
const files = ['file:///w/.upguide/baseline.json'];

it('says what was accepted, and what that means', () => {
  expect(acceptedMessage(state(5, { files }), 2)).toBe('Accepted 2 findings; 5 in all. They are not reported any more. Commit .upguide/baseline.json to share that.');
  expect(acceptedMessage(state(5), 2)).toBe('Nothing new was accepted.');
  expect(acceptedMessage(state(0, { problem: 'It is read-only.' }), 2)).toBe('Not everything was accepted: It is read-only.');
});

it('says what pruning took out', () => {
  expect(prunedMessage(state(5, { stale: 1 }), state(4, { files }))).toBe('Took 1 entry that matches nothing any more out of the baseline; 4 left.');
  expect(prunedMessage(state(5, { stale: 3 }), state(2, { files }))).toBe('Took 3 entries that match nothing any more out of the baseline; 2 left.');
  expect(prunedMessage(state(5), state(5))).toBe('Nothing to prune: all 5 accepted findings are still there.');
  expect(prunedMessage(state(0), state(0))).toBe('There is no baseline: nothing was accepted.');
  expect(prunedMessage(state(5), state(5, { problem: 'x' }))).toBe('The baseline was not pruned: x');
});

it('says what is reported again', () => {
  expect(clearedMessage(state(1), state(0, { files }))).toBe('1 finding that had been accepted is reported again.');
  expect(clearedMessage(state(2), state(2, { problem: 'x' }))).toBe('The baseline was not cleared: x');
});
