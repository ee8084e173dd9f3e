import { hole } from '../../syntax/shell/mask.ts';
import type { ShellCommand, ShellWord } from '../../syntax/shell/shellTree.ts';
import type { CommandFact } from '../facts.ts';
import { argumentsOf, type ShellArgument, type ShellSource } from './source.ts';
import { commandStages } from './wrappers.ts';

/** The programs that a script runs, without their wrappers. `plain`: names of variables that hold one plain word. */
export function shellCommands(source: ShellSource, plain: ReadonlySet<string> = new Set()): readonly CommandFact[] {
  const single = singleValues(source, plain);
  return source.tree.commands.flatMap((command) => {
    if (command.words.length === 0 || command.words[0]?.text === '[[') return [];
    const words = argumentsOf(source, command.words);
    return commandStages(words).flatMap((stage) => commandFact(source, command, words.slice(stage.start, stage.end), stage.isContainer ? undefined : single));
  });
}

/** `single` is absent where nothing may be added to the command anyway. */
function commandFact({ script }: ShellSource, command: ShellCommand, words: readonly ShellArgument[], single: ReadonlySet<string> | undefined): readonly CommandFact[] {
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return [];
  const end = last.word.range.end;
  const start = script.offsetAt(first.word.range.start);
  const certain = single !== undefined && !command.brokenContinuation
    && script.rangeOf(end - 1, end) !== undefined
    && !words.slice(1).some(({ word, raw }) => word.splits && !isSingle(raw, word, single));
  return [{
    kind: 'command',
    words: words.map(({ text, raw, range, exact }) => ({ text: exact && text === raw ? text : undefined, range })),
    range: { start, end: script.offsetAt(end - 1) + 1 },
    form: certain ? 'line' : 'opaque',
  }];
}

/** Names that speak of one thing, not of a list of options. */
const oneThing = /(?:^|_)(?:file|path|workflow|flow|wf|ya?ml|json|pipeline|dir|folder|pack|agent|id|name|input|output|data|config|spec|url|image|tag|version|python|bin)s?$/i;

/** Whether a variable of this name is likely to hold one word that is no option. */
export function namesOneThing(name: string): boolean {
  return oneThing.test(name);
}

/** Whether an unquoted expansion gives one word that is no option. */
function isSingle(raw: string, { reads }: ShellWord, single: ReadonlySet<string>): boolean {
  if (/^\$(?:\d|\{\d+\})$/.test(raw)) return true;
  const [read] = reads;
  if (read && single.has(read.name) && read.operator === '') return true;
  const name = /([A-Za-z_]\w*)\W*$/.exec(raw)?.[1];
  if (name !== undefined && single.has(name) && /^\$[({]\w+[)}]$/.test(raw)) return true;
  return name !== undefined && !/^\$\([^)]*[\s|]/.test(raw) && !/[@*]/.test(raw) && namesOneThing(name);
}

/** Variables that the script itself gives one plain word. */
function singleValues({ tree }: ShellSource, plain: ReadonlySet<string>): ReadonlySet<string> {
  const single = new Set([...plain, ...tree.loops.map(({ name }) => name)]);
  for (const { assignments } of tree.commands) {
    for (const { name, value } of assignments) {
      const plain = value?.text !== undefined && /^[^-\s][^\s]*$/.test(value.text) && !value.text.includes(hole);
      if (plain) single.add(name);
    }
  }
  for (const { assignments } of tree.commands) {
    for (const { name, value } of assignments) if (value?.text !== undefined && /^$|^-|\s/.test(value.text)) single.delete(name);
  }
  return single;
}
