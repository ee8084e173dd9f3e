import { commandLiterals as runningLiterals } from '../../facts/pythonUse/useWords.ts';
import { lookForCommands } from '../../facts/textLooks/commandLook.ts';
import { inFences } from '../../facts/textLooks/fenceLook.ts';
import { words, type Literal } from '../../text/literal.ts';
import type { FenceKind } from '../../syntax/markdownFences.ts';
import type { ProgramChange } from '../change.ts';
import type { Rule } from '../migration.ts';

/** A program's command that is looked for. */
export interface SearchedCommand extends Pick<ProgramChange, 'programs' | 'modules'> {
  /** The word behind the program. */
  readonly command: string;
}

/**
 * What a text contains that runs one of these commands: `gl run`, `"gl",` of a list, `gl --option run`. The programs' names alone would let nearly
 * every file through (`gl` is part of `global`). In Python no letter stands before the program, and something has to run it. (Elsewhere one
 * may: the escapes of PowerShell begin with a backtick.) In YAML, and in fences of Markdown, a program that is an item of a list has its command in
 * another item. A closer look then asks for the two behind each other.
 */
export function commandLiterals(commands: readonly SearchedCommand[]): Pick<Rule, 'literals' | 'literalsIn' | 'mayMatterIn'> {
  const programs = [...new Set(commands.flatMap((one) => [...one.programs, ...one.modules ?? []]))];
  const names = [...new Set(commands.map(({ command }) => command))];
  const inLine = [
    ...new Set(commands.flatMap((one) => [...one.programs, ...one.modules ?? []].map((program) => `${program} ${one.command}`))),
    ...programs.flatMap((program) => ['  ', '\t', ' -', '.exe', ' \\', ' ^', ' `'].map((behind) => program + behind)),
  ];
  const inList = programs.flatMap((program) => [
    ...['"', '\''].flatMap((quote) => [`${program}${quote},`, `${program}${quote} ,`, `${program}${quote} ${quote}`]),
    // Lists of YAML, a word a line or with the arguments elsewhere (`command` and `args` of a container).
    ...['\n', '\r'].flatMap((end) => [`- ${program}${end}`, `"${program}"${end}`, `'${program}'${end}`]), `"${program}"]`, `'${program}']`, `[${program}]`, `[${program},`,
  ]);
  const all = [...inLine, ...inList];
  const separate: readonly (readonly Literal[])[] = [words(names), [...inLine, ...words(names.flatMap(asItem))]];
  const { inLines, inLists } = lookForCommands({ programs, commands: names });
  return {
    literals: [all],
    literalsIn: { python: [words(all), runningLiterals], yaml: separate, template: separate, markdown: separate },
    mayMatterIn: {
      shell: inLines, batch: inLines, powershell: inLines, makefile: inLines, dockerfile: inLines, yaml: inLists, markdown: inFences(scripts, inLists),
      // Templates say nothing of commands.
      template: () => false,
    },
  };
}

/** Fences that may run something. */
const scripts = new Set<FenceKind>(['shell', 'session', 'powershell', 'batch', 'makefile', 'dockerfile', 'yaml', 'ini']);

/** How a word stands that is an item of a list by itself, as YAML writes them. */
function asItem(name: string): readonly string[] {
  return [...['- ', '-\t', '[', '"', '\''].map((before) => before + name), ...[',', ' ,', ']', ' ]', '\n', '\r', ' #', '  '].map((behind) => name + behind)];
}
