import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { EnvironmentFact } from '../facts.ts';
import { isPlainValue } from '../shell/environmentText.ts';

/**
 * The variable that a comment would set if its `#` went: `# NAME: value`, `# - NAME=value`, `# - name: NAME`, `#Environment=NAME=value`. Sentences suggest nothing. Takes the text and
 * the place of the comment in it, from its `#` to the line's end.
 */
export function suggestedVariable(source: EmbeddedText, start: number, end: number): EnvironmentFact | undefined {
  const comment = source.text.slice(start, end);
  const match = /^[#;]+[ \t]*(?:-[ \t]+)?(?:name:[ \t]+|Environment=)?(["']?)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:\1[ \t]*$|[ \t]*(?:=|:(?=\s|$))[ \t]*(.*))/.exec(comment);
  const name = match?.[2];
  if (!match || name === undefined) return undefined;
  // A name alone is a word of a sentence, or of a list of something else.
  if (match[3] === undefined ? !/\bname:/.test(match[0]) : !isPlainValue(match[3].trim())) return undefined;
  const nameStart = start + comment.indexOf(name);
  const range = source.rangeOf(nameStart, nameStart + name.length);
  return range && { kind: 'environment', name, range, access: 'suggested' };
}
