import type { Fact } from '../facts.ts';

/** What the `scripts` of a `package.json` say: each is a shell command. Takes the whole text of the file. Never throws. */
export function npmScriptFacts(_text: string): readonly Fact[] {
  return [];
}
