import type { ApplyResult } from '../../../server/src/protocol.ts';
import { counted } from '../counted.ts';
import { type Counts, left } from './treeNodes.ts';

/** What a run did, in a sentence or two; `counts` are of what is there afterwards. */
export function runMessage({ files, applied, problem }: ApplyResult, counts: Counts): string {
  const changed = files.filter(({ outcome }) => outcome === 'written' || outcome === 'edited').length;
  if (problem !== undefined) return `${changed === 0 ? 'Nothing was upgraded' : `Upgraded ${counted(changed, 'file')}, and then there was a problem`}: ${ended(problem)}`;
  const alone = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed').length;
  return [
    changed === 0 ? 'Nothing was changed.' : `Upgraded ${counted(changed, 'file')}: ${changes(applied)}.`,
    alone > 0 ? `${counted(alone, 'file')} left alone, see the log.` : '',
    left(counts) === 0 ? 'Nothing is left.' : `${left(counts)} left${counts.manual > 0 ? `, ${counts.manual} of them for you` : ''}.`,
  ].filter((part) => part !== '').join(' ');
}

function changes({ safe, unsafe }: ApplyResult['applied']): string {
  const parts = [safe > 0 || unsafe === 0 ? counted(safe, 'safe change') : '', unsafe > 0 ? counted(unsafe, 'unsafe change') : ''];
  return parts.filter((part) => part !== '').join(', ');
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
