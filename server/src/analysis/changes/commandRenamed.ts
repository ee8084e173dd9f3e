import { replace } from '../../text/edit.ts';
import type { CommandRenamed } from '../change.ts';
import type { Finding } from '../diagnostic.ts';
import type { Rule, RuleContext } from '../migration.ts';
import { commandLiterals } from './commandLiterals.ts';
import { commandLanguages, commandsOf, commandTier, type ProgramCommand } from './programCommands.ts';

/** One rule for all renamed sub-commands of a migration's program (the guide's CLI changes). */
export function commandRenamed(migration: string, changes: readonly CommandRenamed[], guideSection: string): Rule {
  return {
    id: `${migration}/command-renamed`,
    change: changes[0]?.change,
    description: `A command has its old name (${changes.map(({ programs, from }) => `\`${programs[0] ?? ''} ${from}\``).join(', ')}).`,
    guideSection,
    languages: commandLanguages,
    onlyManifestsOf: ['json'],
    ...commandLiterals(changes.map((change) => ({ ...change, command: change.from }))),
    *check(context) {
      for (const change of changes) {
        for (const command of commandsOf(context, change)) {
          if (command.words[0]?.text === change.from) yield findingFor(context, change, command);
        }
      }
    },
  };
}

function findingFor({ file }: RuleContext, change: CommandRenamed, { words: [name, verb] }: ProgramCommand): Finding {
  const range = name?.range ?? { start: 0, end: 0 };
  const [program = ''] = change.programs;
  // Behind the group stands what it does. Other words are some older form, whose place in the new version nobody told.
  const isKnown = verb === undefined || (verb.text !== undefined && (change.verbs.includes(verb.text) || verb.text.startsWith('-')));
  return {
    range,
    old: true,
    message: {
      what: `The command ${program} ${change.from} is called ${program} ${change.to} now.`,
      why: change.why,
      todo: isKnown ? 'Use the new name.' : 'Use the new name, and check that what follows it is still a command.',
    },
    fixes: [{ title: `Rename to ${change.to}`, applicability: isKnown ? commandTier(file) : 'unsafe', bulk: isKnown, edits: () => [replace(range, change.to)] }],
  };
}
