import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What a makefile: its own variables, and shell in its recipes says. Never throws. */
export function makefileFacts(_source: EmbeddedText): readonly Fact[] {
  return [];
}
