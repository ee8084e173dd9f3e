import type { EmbeddedText } from '../../text/embeddedText.ts';
import type { CommandFact, CommandWord, Fact } from '../facts.ts';
import { scriptWords } from '../shell/innerScripts.ts';
import { shellFacts, type ShellHost } from '../shell/shellFacts.ts';
import { commandStages, type Argument } from '../shell/wrappers.ts';

/** A word of a command that no shell reads. */
export interface PlainWord {
  /** As the program gets it. */
  readonly text: EmbeddedText;
  readonly quote?: '"' | '\'' | undefined;
  /** Quotes stand inside of it, so that `text` is not what the program gets. */
  readonly mixed?: boolean;
}

/** What a list of words says that is run as one program: the command, and the script if it is `sh -c`. */
export function listFacts(words: readonly PlainWord[], form: CommandFact['form'], host: ShellHost = {}): readonly Fact[] {
  const known = words.map((word): Argument => ({ text: isKnown(word) ? word.text.text : undefined, raw: word.text.text }));
  const facts: Fact[] = [];
  for (const index of scriptWords(known)) {
    const script = words[index];
    if (script) facts.push(...shellFacts(script.text, host));
  }
  for (const { start, end, isContainer } of commandStages(known)) {
    const own = words.slice(start, end);
    const first = own[0];
    const last = own.at(-1);
    if (!first || !last) return facts;
    facts.push({
      kind: 'command',
      words: own.map(commandWord),
      range: { start: spanOf(first).start, end: spanOf(last).end + (last.quote && form === 'line' ? 1 : 0) },
      form: isContainer ? 'opaque' : form,
      ...(form === 'list' && last.quote && !isContainer ? { quote: last.quote } : {}),
    });
  }
  return facts;
}

/** What a line says that is split into words as a shell does, but runs without one: systemd, supervisord, compose, tox. */
export function lineFacts(line: EmbeddedText, host: ShellHost = {}): readonly Fact[] {
  const words = splitWords(line);
  return words && words.length > 0 ? listFacts(words, 'line', host) : [];
}

/** A word with its place in the line, quotes included. */
interface PlacedWord extends PlainWord {
  readonly start: number;
  readonly end: number;
}

/** Words parted by blanks, with quotes taken off; `undefined` when a quote is open. */
export function splitWords(line: EmbeddedText): readonly PlacedWord[] | undefined {
  const words: PlacedWord[] = [];
  const { text } = line;
  for (let at = 0; at < text.length;) {
    const unit = text[at] ?? '';
    if (/[\s\\]/.test(unit)) {
      at++;
      continue;
    }
    const end = endOfWord(text, at);
    if (end === undefined) return undefined;
    const quote = unit === '"' || unit === '\'' ? unit : undefined;
    const quoted = quote !== undefined && text.indexOf(quote, at + 1) === end - 1;
    words.push(quoted ? { text: line.part(at + 1, end - 1), quote, start: at, end } : { text: line.part(at, end), mixed: /["']/.test(text.slice(at, end)), start: at, end });
    at = end;
  }
  return words;
}

function endOfWord(text: string, start: number): number | undefined {
  let at = start;
  while (at < text.length && !/\s/.test(text[at] ?? '')) {
    const unit = text[at] ?? '';
    if (unit !== '"' && unit !== '\'') {
      at++;
      continue;
    }
    const close = text.indexOf(unit, at + 1);
    if (close === -1) return undefined;
    at = close + 1;
  }
  return at;
}

function commandWord(word: PlainWord): CommandWord {
  const range = word.text.rangeOf(0, word.text.text.length);
  return { text: range && isKnown(word) ? word.text.text : undefined, range: range ?? spanOf(word) };
}

function spanOf({ text }: PlainWord): { readonly start: number; readonly end: number } {
  const start = text.offsetAt(0);
  return { start, end: text.text === '' ? start : text.offsetAt(text.text.length - 1) + 1 };
}

/** Nothing in it is filled in by somebody before it is run. */
function isKnown({ text, mixed }: PlainWord): boolean {
  return mixed !== true && !/\$[({A-Za-z_]|\{\{|\{%|%\(/.test(text.text);
}
