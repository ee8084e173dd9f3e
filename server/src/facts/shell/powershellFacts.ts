import { readPowershell, type PowershellCommand, type PowershellScript, type PowershellVariable } from '../../syntax/shell/powershellReader.ts';
import type { EmbeddedText } from '../../text/embeddedText.ts';
import { hashOf } from '../../text/hash.ts';
import type { Range } from '../../text/range.ts';
import type { EnvironmentFact, Fact } from '../facts.ts';
import { isPlainValue } from './environmentText.ts';
import { lineRemoval } from './places.ts';
import { namesOneThing } from './shellCommands.ts';
import { windowsCommandFacts } from './windowsCommand.ts';

/** What a PowerShell script says: variables of the environment, and commands. Never throws. */
export function powershellFacts(source: EmbeddedText): readonly Fact[] {
  const script = readPowershell(source.text);
  const facts: Fact[] = script.variables.flatMap((variable, index) => variableFact(source, script, variable, index));
  for (const command of script.commands) facts.push(...commandFacts(source, command), ...namedItems(source, command));
  facts.push(...methodCalls(source, script));
  for (const { start, end } of script.comments) {
    const match = /^(#[ \t]*\$env:)(\w+)[ \t]*=[ \t]*(.*)$/i.exec(source.text.slice(start, end));
    if (!match || !isPlainValue((match[3] ?? '').trimEnd())) continue;
    const at = start + (match[1] ?? '').length;
    facts.push(...named(source, { start: at, end: at + (match[2] ?? '').length }, { access: 'suggested' }));
  }
  return facts.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

function named(source: EmbeddedText, { start, end }: Range, rest: Omit<EnvironmentFact, 'kind' | 'name' | 'range'>): readonly EnvironmentFact[] {
  const name = source.text.slice(start, end);
  const range = source.rangeOf(start, end);
  return range && /^[A-Za-z_]\w*$/.test(name) ? [{ kind: 'environment', name, range, ...rest }] : [];
}

function variableFact(source: EmbeddedText, script: PowershellScript, variable: PowershellVariable, index: number): readonly EnvironmentFact[] {
  const { text } = source;
  const { end } = variable.range;
  const behind = text.slice(end, end + 400);
  const assigned = variable.quoted ? undefined : /^[ \t]*\+?=(?!=)[ \t]*/.exec(behind)?.[0];
  if (assigned === undefined) {
    const before = script.variables[index - 1];
    const tried = before && /^[ \t]*\?\?=?[ \t]*$/.test(text.slice(before.range.end, variable.range.start)) && before.range.end < variable.range.start ? before.name : undefined;
    return named(source, variable.nameRange, {
      access: /^[ \t]*\?\?=/.test(behind) ? 'set' : 'read',
      hasDefault: /^[ \t]*\?\?/.test(behind),
      ...(tried === undefined ? {} : { fallbackOf: [tried] }),
    });
  }
  const close = text.indexOf('\n', end);
  const lineEnd = close === -1 ? text.length : close;
  const value = text.slice(end + assigned.length, lineEnd).trim();
  const lineStart = text.lastIndexOf('\n', variable.range.start - 1) + 1;
  const alone = text.slice(lineStart, variable.range.start).trim() === '';
  // Only a value that is one plain string is known to end in its line.
  const removal = alone && /^(?:"[^"`$]*"|'[^']*'|\$env:\w+)$/i.test(value) ? lineRemoval(source, { start: variable.range.start, end: lineEnd }) : undefined;
  const copyOf = /^"?\$(?:env:(\w+)|\{env:(\w+)\})"?$/i.exec(value)?.slice(1).find((name) => name !== undefined);
  // Indented assignments run under some condition: each is a group of its own.
  const group = alone && lineStart === variable.range.start ? 0 : variable.range.start;
  return named(source, variable.nameRange, {
    access: 'set', hasValue: value !== '' && value !== '""' && value !== '\'\'', group: source.offsetAt(group), valueHash: hashOf(value.replace(/^(["'])(.*)\1$/, '$2')),
    ...(copyOf === undefined ? {} : { copyOf }), ...(removal ? { removal } : {}),
  });
}

/** `Get-Item Env:NAME`, `Set-Item -Path Env:\NAME -Value x`, `Test-Path env:NAME`. */
function namedItems(source: EmbeddedText, { words }: PowershellCommand): readonly EnvironmentFact[] {
  const program = words[0]?.text?.toLowerCase() ?? '';
  if (!/^(?:(?:get|set|new|remove|clear)-(?:item|content)|test-path|gi|si|ri|ni|gc|rm|del|cat)$/.test(program)) return [];
  return words.slice(1).flatMap(({ text, inner }) => {
    const match = /^(env:[\\/]?)([A-Za-z_]\w*)$/i.exec(text ?? '');
    if (!match) return [];
    const start = inner.start + (match[1] ?? '').length;
    const sets = /^(?:set|new)-|^[sn]i$/.test(program);
    return named(source, { start, end: inner.end }, sets ? { access: 'set', hasValue: true, group: source.offsetAt(inner.start) } : { access: 'read', hasDefault: false });
  });
}

/** `[Environment]::SetEnvironmentVariable("NAME", …)` and its sister that reads. Not in strings and comments. */
function methodCalls(source: EmbeddedText, { comments }: PowershellScript): readonly EnvironmentFact[] {
  const facts: EnvironmentFact[] = [];
  for (const match of source.text.matchAll(/(\[(?:System\.)?Environment\]::(Get|Set)EnvironmentVariable\(\s*["'])([A-Za-z_]\w*)["']/gi)) {
    const [, before = '', verb = '', name = ''] = match;
    const lineStart = source.text.lastIndexOf('\n', match.index - 1) + 1;
    if (comments.some(({ start, end }) => match.index >= start && match.index < end) || /["']/.test(source.text.slice(lineStart, match.index).replace(/"[^"]*"|'[^']*'/g, ''))) continue;
    const start = match.index + before.length;
    const sets = verb.toLowerCase() === 'set';
    facts.push(...named(source, { start, end: start + name.length }, sets ? { access: 'set', hasValue: true, group: source.offsetAt(match.index) } : { access: 'read', hasDefault: false }));
  }
  return facts;
}

function commandFacts(source: EmbeddedText, { words }: PowershellCommand): readonly Fact[] {
  return windowsCommandFacts(source, words, (word, raw) => word.plain && (!word.splits || namesOneThing(/(\w+)$/.exec(raw)?.[1] ?? '')) && !raw.startsWith('@'));
}
