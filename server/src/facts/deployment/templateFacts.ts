import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';

/** What is certain in a template of a YAML file (`{{ … }}`) that does not parse as YAML. Never throws. */
export function templateFacts(_source: EmbeddedText): readonly Fact[] {
  return [];
}
