import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../facts.ts';
import { spanOf } from './places.ts';
import { commandStages, type Argument } from './wrappers.ts';

/** What batch and PowerShell say of a word of a command. */
interface WindowsWord {
  readonly range: Range;
  /** Without its quotes. */
  readonly inner: Range;
  readonly text: string | undefined;
}

/**
 * The command lines of one command of a Windows script, those behind wrappers included. `isOneWord` says whether a word behind the
 * program surely stays one; where one may become several, or none, nothing can be put behind the words.
 */
export function windowsCommandFacts<Word extends WindowsWord>(source: EmbeddedText, words: readonly Word[], isOneWord: (word: Word, raw: string) => boolean): readonly Fact[] {
  const all = words.map((word): Argument & { readonly word: Word; readonly raw: string } => ({ word, text: word.text, raw: source.text.slice(word.inner.start, word.inner.end) }));
  return commandStages(all).flatMap(({ start, end: behind, isContainer }): readonly Fact[] => {
    const own = all.slice(start, behind);
    const first = own[0];
    const last = own.at(-1);
    if (!first || !last) return [];
    const { end } = last.word.range;
    const certain = !isContainer && source.rangeOf(end - 1, end) !== undefined && own.slice(1).every(({ word, raw }) => isOneWord(word, raw));
    return [{
      kind: 'command',
      words: own.map(({ word, raw, text }) => {
        const range = source.rangeOf(word.inner.start, word.inner.end);
        return { text: range && text === raw ? text : undefined, range: range ?? spanOf(source, word.inner) };
      }),
      range: spanOf(source, { start: first.word.range.start, end }),
      form: certain ? 'line' : 'opaque',
    }];
  });
}
