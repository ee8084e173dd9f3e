import type { Status } from '../../../server/src/protocol.ts';

/** What the status bar says: `GreenLang 0.2 → 0.3 · 41 left`; `undefined` where there is no work. */
export function statusBarText(status: Pick<Status, 'migrations'> | undefined, count: number): string | undefined {
  const names = new Set((status?.migrations ?? []).filter(({ active }) => active).map(({ title, from, to }) => `${title} ${from} → ${to}`));
  return names.size > 0 && count > 0 ? `${[...names].join(', ')} · ${count} left` : undefined;
}
