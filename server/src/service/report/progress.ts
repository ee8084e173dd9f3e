import type { ReportProgress } from './reportTypes.ts';

/** Nothing done, nothing left. */
export const noProgress: ReportProgress = { done: 0, safe: 0, unsafe: 0, manual: 0 };

export function addProgress(parts: readonly ReportProgress[]): ReportProgress {
  return parts.reduce((sum, part) => ({
    done: sum.done + part.done, safe: sum.safe + part.safe, unsafe: sum.unsafe + part.unsafe, manual: sum.manual + part.manual,
  }), noProgress);
}

/** How many places are left. */
export function left({ safe, unsafe, manual }: ReportProgress): number {
  return safe + unsafe + manual;
}

/** How many places there are, done or not. */
export function total(progress: ReportProgress): number {
  return progress.done + left(progress);
}

/** Whole per cent that are done, rounded down so that 100 means all; 100 when there is nothing. */
export function percentDone(progress: ReportProgress): number {
  return total(progress) === 0 ? 100 : Math.floor((progress.done * 100) / total(progress));
}
