import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What a Dockerfile: ENV, ARG, shell and exec forms, FROM says. Never throws. */
export function dockerfileFacts(_source: EmbeddedText): readonly Fact[] {
  return [];
}
