import type { LoadState } from './itemLoader.ts';
import { type Counts, left } from './treeNodes.ts';

/** What the message above the rows is about. */
export interface MessageInput {
  readonly state: LoadState;
  readonly all: Counts;
  readonly shown: Counts;
  /** Text of the filter; empty for none. */
  readonly filter: string;
  /** Number of findings that the baseline has accepted. */
  readonly accepted: number;
}

/** The line above the rows: how far it is, what is left, what is ticked. `undefined` where the view's welcome says it. */
export function viewMessage(input: MessageInput): string | undefined {
  const { state, all } = input;
  const known = left(all) + all.done;
  switch (state.kind) {
    case 'none':
      return undefined;
    case 'loading':
      return `Reading the workspace${state.detail === '' ? '…' : `: ${state.detail}.`}${known > 0 ? ` ${known} found so far.` : ''}`;
    case 'failed':
      return `The workspace could not be read: ${state.reason.replace(/\.$/, '')}. Refresh tries again.`;
    case 'cancelled':
      return `${known > 0 ? `${summary(all)} ` : ''}Reading was cancelled, so this is not all. Refresh reads the rest.`;
    case 'loaded':
      return loadedMessage(input);
  }
}

function loadedMessage({ all, shown, filter, accepted }: MessageInput): string | undefined {
  const parts: string[] = [];
  if (left(all) > 0) parts.push(summary(all));
  else if (all.done > 0) parts.push(`Nothing is left. ${all.done} marked as done.`);
  if (filter !== '') parts.push(filterMessage(all, shown, filter));
  if (accepted > 0) parts.push(`${accepted} accepted in the baseline.`);
  return parts.length > 0 ? parts.join(' ') : undefined;
}

function filterMessage(all: Counts, shown: Counts, filter: string): string {
  const matching = left(shown) + shown.done;
  if (matching === 0) return `Nothing matches “${filter}”.`;
  return `“${filter}” shows ${matching} of ${left(all) + all.done}; Apply Selected takes the ${shown.ticked} of them that are ticked.`;
}

function summary(counts: Counts): string {
  const kinds = [[counts.safe, 'safe'], [counts.unsafe, 'unsafe'], [counts.manual, 'for you']] as const;
  const said = kinds.filter(([count]) => count > 0).map(([count, kind]) => `${count} ${kind}`);
  return `${left(counts)} left: ${said.join(', ')}. ${counts.ticked} selected.`;
}
