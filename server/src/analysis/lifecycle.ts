import type { Lifecycle } from './diagnostic.ts';
import type { GuideChange } from './migration.ts';

/** What severity depends on: the version the project goes to, if the user named one, and today's date. */
export interface TargetState {
  /** `0.3`; `undefined` when the user named none: then the date decides. */
  readonly target: string | undefined;
  /** ISO date. */
  readonly today: string;
}

/**
 * Whether a form that `change` calls old still works: a named target version decides by versions, otherwise a removal date
 * that has passed means removed. A target that is no dotted number counts as none. `undefined` when the target version is older than the deprecation.
 */
export function lifecycleOf(change: GuideChange, state: TargetState): Lifecycle | undefined {
  if (state.target !== undefined && /^\d+(\.\d+)*$/.test(state.target)) {
    if (compareVersions(state.target, change.deprecatedIn) < 0) return undefined;
    return change.removedIn !== undefined && compareVersions(state.target, change.removedIn) >= 0 ? 'removed' : 'deprecated';
  }
  return change.removedOn !== undefined && state.today >= change.removedOn ? 'removed' : 'deprecated';
}

/** Of a form that has a date of its own, on which a server stops taking it: no version of the project changes that. */
export function ownLifecycle(removedOn: string, { today }: TargetState): Lifecycle {
  return today >= removedOn ? 'removed' : 'deprecated';
}

/** `deprecated in 0.3.0, removed in 0.4.0 (2026-06-30)`. */
export function lifecycleText(change: GuideChange): string {
  const removed = change.removedIn === undefined ? '' : `, removed in ${change.removedIn}${change.removedOn ? ` (${change.removedOn})` : ''}`;
  return `deprecated in ${change.deprecatedIn}${removed}`;
}

/** Compares dotted numbers; missing parts are 0, so `0.3` equals `0.3.0`. Negative when `a` is older. Parts that are no number count as equal. */
export function compareVersions(a: string, b: string): number {
  const left = a.split('.').map(Number);
  const right = b.split('.').map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}
