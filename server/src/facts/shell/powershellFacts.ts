import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What a PowerShell script says. Never throws. */
export function powershellFacts(_source: EmbeddedText): readonly Fact[] {
  return [];
}
