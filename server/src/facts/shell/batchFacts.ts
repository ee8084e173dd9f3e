import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What a Windows batch script says. Never throws. */
export function batchFacts(_source: EmbeddedText): readonly Fact[] {
  return [];
}
