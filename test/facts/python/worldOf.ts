import type { PythonSummary, PythonWorld } from '../../../server/src/facts/python/summary.ts';
import { WorldIndex } from '../../../server/src/facts/python/world.ts';

/** The world of modules that are known all at once. */
export function worldOf(summaries: Iterable<PythonSummary>): PythonWorld {
  const index = new WorldIndex();
  for (const summary of summaries) index.set(summary);
  return index.world();
}
