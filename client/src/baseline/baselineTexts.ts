import type { BaselineResult } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';

/** What accepting did. */
export function acceptedMessage({ accepted, files, problem }: BaselineResult, asked: number): string {
  if (problem !== undefined) return `Not everything was accepted: ${problem}`;
  if (files.length === 0) return 'Nothing new was accepted.';
  return `Accepted ${counted(asked, 'finding')}; ${accepted} in all. They are not reported any more. Commit .upguide/baseline.json to share that.`;
}

/** What taking out stale entries did; `before` is the state that it began with. */
export function prunedMessage(before: BaselineResult, after: BaselineResult): string {
  if (after.problem !== undefined) return `The baseline was not pruned: ${after.problem}`;
  const removed = before.accepted - after.accepted;
  if (removed > 0) return `Took ${removed === 1 ? '1 entry' : `${removed} entries`} that ${removed === 1 ? 'matches' : 'match'} nothing any more out of the baseline; ${after.accepted} left.`;
  return after.accepted === 0 ? 'There is no baseline: nothing was accepted.' : `Nothing to prune: all ${after.accepted} accepted findings are still there.`;
}

/** What giving up the baseline did. */
export function clearedMessage(before: BaselineResult, { problem }: BaselineResult): string {
  if (problem !== undefined) return `The baseline was not cleared: ${problem}`;
  return `${counted(before.accepted, 'finding')} that had been accepted ${before.accepted === 1 ? 'is' : 'are'} reported again.`;
}
