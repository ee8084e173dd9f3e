import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import type { Fact } from '../facts.ts';
import { scriptWords } from './innerScripts.ts';
import { passedVariables } from './passedVariables.ts';
import { shellFacts, type ShellHost } from './shellFacts.ts';
import { commandStages, type Argument } from './wrappers.ts';

/** A word of an argument list: a string of JSON, of YAML, of Python. */
export interface ListedWord {
  /** `undefined` when it is known at run time only. */
  readonly text: string | undefined;
  /** Between the quotes. */
  readonly range: Range;
  /** With the quotes. */
  readonly outer: Range;
  /** Its decoded text, for words that are scripts (`["sh", "-c", "…"]`). */
  readonly script?: EmbeddedText;
  /** Whether the file has `text` as it is, without escapes. */
  readonly exact: boolean;
}

/**
 * What a program that is started with a list of arguments, without a shell, says: the command itself, variables that it passes, and what a script
 * among its words says. `list.quote`: the quote character of new words; `undefined` when no word can be put behind the last one as `, "word"`.
 */
export function listedCommand(list: { readonly words: readonly ListedWord[]; readonly quote: '"' | '\'' | undefined }, host: ShellHost = {}): readonly Fact[] {
  const words = list.words.map((word): ListedWord & Argument => ({ ...word, raw: word.text ?? '' }));
  const facts: Fact[] = [];
  let begin = 0;
  for (const { start, end, isContainer } of commandStages(words)) {
    const own = words.slice(start, end);
    const first = own[0];
    const last = own.at(-1);
    if (!first || !last) return [];
    begin = first.outer.start;
    const quote = isContainer ? undefined : list.quote;
    facts.push({
      kind: 'command',
      words: own.map(({ text, range, exact }) => ({ text: exact ? text : undefined, range })),
      range: { start: begin, end: last.outer.end },
      form: quote === undefined ? 'opaque' : 'list',
      ...(quote === undefined ? {} : { quote }),
    });
  }
  for (const { index, at, name, access, valueAt } of passedVariables(words)) {
    const word = words[index];
    if (!word?.exact) continue;
    const start = word.range.start + at;
    const range = { start, end: start + name.length };
    const value = valueAt === undefined ? '' : word.raw.slice(valueAt);
    facts.push(access === 'read'
      ? { kind: 'environment', name, range, access, hasDefault: false }
      : { kind: 'environment', name, range, access, hasValue: value !== '', group: begin, valueHash: hashOf(value) });
  }
  for (const index of scriptWords(words)) {
    const script = words[index]?.script;
    if (script) facts.push(...shellFacts(script, host));
  }
  return facts;
}
