import { createScanner } from 'jsonc-parser';
import { EmbeddedText } from '../../text/embeddedText.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../facts.ts';
import { jsonScript } from './jsonScripts.ts';
import { shellFacts } from './shellFacts.ts';

/** What the `scripts` of a `package.json` say: each is a shell command. Takes the whole text of the file. Never throws. */
export function npmScriptFacts(text: string): readonly Fact[] {
  if (!text.includes('"scripts"')) return [];
  return scriptRanges(text).flatMap(({ start, end }) => {
    const script = jsonScript(EmbeddedText.slice(text, start, end));
    return script ? shellFacts(script) : [];
  });
}

/** The library's `SyntaxKind`, an enumeration that has no values of its own at run time. */
const token = { openBrace: 1, closeBrace: 2, openBracket: 3, closeBracket: 4, comma: 5, colon: 6, string: 10, end: 17 } as const;

/** Where the values of `scripts` stand, between their quotes. Reads tokens, not a tree: half-typed and deep files are read as far as they go. */
function scriptRanges(text: string): readonly Range[] {
  const scanner = createScanner(text, true);
  const ranges: Range[] = [];
  let depth = 0;
  let inScripts = false;
  let key = '';
  let isValue = false;
  for (let kind: number = scanner.scan(); kind !== token.end; kind = scanner.scan()) {
    switch (kind) {
      case token.openBrace:
      case token.openBracket:
        if (depth === 1 && isValue && key === 'scripts' && kind === token.openBrace) inScripts = true;
        depth++;
        isValue = false;
        break;
      case token.closeBrace:
      case token.closeBracket:
        depth--;
        if (depth <= 1) inScripts = false;
        break;
      case token.colon:
        isValue = true;
        break;
      case token.comma:
        isValue = false;
        break;
      case token.string: {
        const start = scanner.getTokenOffset();
        const end = start + scanner.getTokenLength();
        if (!isValue) key = scanner.getTokenValue();
        // A string that is not closed goes to the end of its line.
        else if (inScripts && depth === 2 && text[end - 1] === '"' && end - start > 1) ranges.push({ start: start + 1, end: end - 1 });
        break;
      }
      default:
        break;
    }
  }
  return ranges;
}
