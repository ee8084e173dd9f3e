import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Fact } from '../facts.ts';
import { readStringList } from '../../syntax/shell/jsonStrings.ts';
import { listedCommand, type ListedWord } from './listedCommand.ts';
import { spanOf, withoutEscapes } from './places.ts';
import type { ShellHost } from './shellFacts.ts';

/** The text between the quotes of a JSON string, decoded; `undefined` when it has escapes that stand for other characters (`\n`, `\u0041`). */
export function jsonScript(between: EmbeddedText): EmbeddedText | undefined {
  if (/\\[^"\\/]/.test(between.text.replace(/\\\\/g, ''))) return undefined;
  return withoutEscapes(between, /\\["\\/]/g);
}

/** A command in exec form, `["gl", "run", "x"]`; `undefined` when the text is no such list. */
export function execForm(text: EmbeddedText, host: ShellHost = {}): readonly Fact[] | undefined {
  const strings = readStringList(text.text);
  if (!strings) return undefined;
  const words = strings.map(({ range, value }): ListedWord => {
    const inner = { start: range.start + 1, end: range.end - 1 };
    const place = text.rangeOf(inner.start, inner.end);
    const script = jsonScript(text.part(inner.start, inner.end));
    return {
      text: value,
      range: place ?? spanOf(text, inner),
      outer: spanOf(text, range),
      exact: place !== undefined && text.text.slice(inner.start, inner.end) === value,
      ...(script ? { script } : {}),
    };
  });
  return listedCommand({ words, quote: '"' }, host);
}
