import type { CommandFact } from '../../facts/facts.ts';
import { insert } from '../../text/edit.ts';
import type { FlagRequired } from '../change.ts';
import type { Finding, Fix } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { commandLiterals } from './commandLiterals.ts';
import { commandLanguages, commandsOf, commandTier, written, type ProgramCommand } from './programCommands.ts';

/** One rule for flags that a command of a migration's program needs now (the guide's CLI changes). */
export function flagRequired(migration: string, changes: readonly FlagRequired[], guideSection: string): Rule {
  return {
    id: `${migration}/flag-required`,
    change: changes[0]?.change,
    description: `A command lacks a flag that it needs now (${changes.map(({ programs, command, flag }) => `\`${[programs[0], ...command, flag].join(' ')}\``).join(', ')}).`,
    guideSection,
    languages: commandLanguages,
    onlyManifestsOf: ['json'],
    ...commandLiterals(changes.map((change) => ({ ...change, command: change.command[0] ?? '' }))),
    *check(context) {
      for (const change of changes) {
        for (const command of commandsOf(context, change)) {
          if (lacksFlag(context, change, command)) yield findingFor(context, change, command);
        }
      }
    },
  };
}

function lacksFlag({ file }: RuleContext, { command, flag, otherCommands }: FlagRequired, { fact, words }: ProgramCommand): boolean {
  if (!command.every((name, index) => words[index]?.text === name)) return false;
  const rest = words.slice(command.length);
  if (otherCommands?.includes(rest[0]?.text ?? '') === true) return false;
  // Without an argument it does nothing yet; `--help` only explains.
  if (!rest.some((word) => !/^-./.test(written(file.text, word))) || rest.some(({ text }) => text === '--help' || text === '-h')) return false;
  // Also where only a part of a word tells of it: `${BACKEND:+--backend $BACKEND}`.
  return !file.text.slice(fact.range.start, fact.range.end).includes(flag);
}

function findingFor({ file }: RuleContext, change: FlagRequired, { fact, words }: ProgramCommand): Finding {
  const name = [change.programs[0], ...change.command].join(' ');
  const added = `${change.flag} ${change.value}`;
  const first = words[0]?.range ?? fact.range;
  const last = words[change.command.length - 1]?.range ?? first;
  const text = fact.quote !== undefined ? `, ${fact.quote}${change.flag}${fact.quote}, ${fact.quote}${change.value}${fact.quote}` : ` ${added}`;
  // Behind `--` it would be an argument; a list that nobody sees the end of may hold it already.
  const alike = words.find((word) => (change.alike ?? []).some((flag) => word.text === flag || word.text?.startsWith(`${flag}=`)))?.text;
  // What looks like a redirection in documentation (`gl run <name>`) is a word to be filled in.
  const goesOn = /^[ \t]*<[\w -]+>/.test(file.text.slice(fact.range.end, fact.range.end + 80));
  const isCertain = (fact.form === 'line' || (fact.form === 'list' && fact.quote !== undefined)) && !words.some((word) => word.text === '--') && alike === undefined && !goesOn;
  const fix: Fix = { title: `Add ${added}`, applicability: commandTier(file), bulk: true, edits: () => [insert(endOf(file.text, fact), text)] };
  return {
    range: { start: first.start, end: last.end },
    old: true,
    message: {
      what: `${name} needs ${change.flag} now.`,
      why: change.why,
      todo: isCertain ? `Add ${added}, what it did without.`
        : alike !== undefined ? `Say with ${change.flag} what ${alike} says here.`
        : goesOn ? `Add ${added} behind its last word.` : `Add ${added} unless one of the variable words already brings the flag.`,
    },
    fixes: isCertain ? [fix] : [],
  };
}

/** Behind the last word; in a list also behind its quote, whether the fact counts that in or not. */
function endOf(text: string, { range, form, quote, words }: CommandFact): number {
  return form === 'list' && text[range.end] === quote && words.at(-1)?.range.end === range.end ? range.end + 1 : range.end;
}
