import type { KnownModule, PythonSummary, PythonWorld } from '../../../server/src/facts/python/summary.ts';
import { WorldIndex } from '../../../server/src/facts/python/world.ts';

/** A module of which the summary is at hand. */
export function knownModule(summary: PythonSummary): KnownModule {
  return { uri: summary.uri, summary, mayHave: () => true };
}

/** The world of modules that are known all at once. */
export function worldOf(summaries: Iterable<PythonSummary>): PythonWorld {
  const index = new WorldIndex();
  for (const summary of summaries) index.set(knownModule(summary));
  return index.world();
}
