import { readBatch, type BatchCommand } from '../../syntax/shell/batchReader.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { isPlainValue } from './environmentText.ts';
import { lineRemoval } from './places.ts';
import { namesOneThing } from './shellCommands.ts';
import { windowsCommandFacts } from './windowsCommand.ts';

/** What a Windows batch script says: variables and commands. Never throws. */
export function batchFacts(source: EmbeddedText): readonly Fact[] {
  const { text } = source;
  const script = readBatch(text);
  const facts: Fact[] = [];
  for (const { nameRange } of script.reads) facts.push(...named(source, nameRange, { access: 'read', hasDefault: false }));
  for (const command of script.commands) {
    const program = command.words[0]?.text?.toLowerCase();
    if (program === 'set') facts.push(...setFacts(source, command));
    else if (program === 'setx') facts.push(...setxFacts(source, command));
    else if (program !== 'echo' && program?.startsWith('echo.') !== true) facts.push(...commandFacts(source, command));
  }
  for (const { start, end } of script.comments) {
    const match = /^((?:::|rem)[ \t]*(?:set[ \t]+)"?)([A-Za-z_]\w*)=([^"]*)"?[ \t]*$/i.exec(text.slice(start, end));
    if (!match || !isPlainValue((match[3] ?? '').trimEnd())) continue;
    const at = start + (match[1] ?? '').length;
    facts.push(...named(source, { start: at, end: at + (match[2] ?? '').length }, { access: 'suggested' }));
  }
  return facts.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function named(source: EmbeddedText, { start, end }: Range, rest: Omit<EnvironmentFact, 'kind' | 'name' | 'range'>): readonly EnvironmentFact[] {
  const range = source.rangeOf(start, end);
  return range ? [{ kind: 'environment', name: source.text.slice(start, end), range, ...rest }] : [];
}

/** `set A=b c`, `set "A=b"`; the value goes to the end of the command. `set /p A=` asks for it. */
function setFacts(source: EmbeddedText, { words, range, unconditional, block }: BatchCommand): readonly EnvironmentFact[] {
  const first = words.find((word, index) => index > 0 && !/^\/[a-z]$/i.test(word.text ?? ''));
  if (!first || words[1]?.text?.toLowerCase() === '/a') return [];
  const start = first.quoted ? first.inner.start : first.range.start;
  const end = first.quoted ? first.inner.end : range.end;
  const match = /^([A-Za-z_]\w*)=([^]*)$/.exec(source.text.slice(start, end));
  if (!match) return [];
  const [, name = '', value = ''] = match;
  const copyOf = /^(?:%(\w+)%|!(\w+)!)$/.exec(value)?.slice(1).find((other) => other !== undefined);
  const removal = unconditional ? lineRemoval(source, range) : undefined;
  return named(source, { start, end: start + name.length }, {
    access: 'set', hasValue: value !== '', group: source.offsetAt(unconditional ? 0 : block === 0 ? range.start : block), valueHash: hashOf(value),
    ...(copyOf === undefined ? {} : { copyOf }), ...(removal ? { removal } : {}),
  });
}

/** `setx A b [/m]`. */
function setxFacts(source: EmbeddedText, { words, range }: BatchCommand): readonly EnvironmentFact[] {
  const [name, value] = words.slice(1).filter(({ text }) => !/^\/[a-z]$/i.test(text ?? ''));
  if (name?.text === undefined || !/^[A-Za-z_]\w*$/.test(name.text)) return [];
  const raw = value ? source.text.slice(value.inner.start, value.inner.end) : '';
  const removal = lineRemoval(source, range);
  return named(source, name.inner, { access: 'set', hasValue: raw !== '', group: source.offsetAt(range.start), valueHash: hashOf(raw), ...(removal ? { removal } : {}) });
}

function commandFacts(source: EmbeddedText, { words }: BatchCommand): readonly Fact[] {
  return windowsCommandFacts(source, words, (word, raw) => word.quoted || !splits(raw));
}

/** `%*`, and variables that may hold several words. */
function splits(raw: string): boolean {
  if (/^%(?:~\w*)?\d$|^%%~?\w*$/.test(raw)) return false;
  const name = /^[%!](\w+)[%!]$/.exec(raw)?.[1];
  return raw === '%*' || (name !== undefined && !namesOneThing(name));
}
