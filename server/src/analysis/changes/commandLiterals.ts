import { commandLiterals as runningLiterals } from '../../facts/pythonUse/useWords.ts';
import { words } from '../../text/literal.ts';
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
 * may: the escapes of PowerShell begin with a backtick.)
 */
export function commandLiterals(commands: readonly SearchedCommand[]): Pick<Rule, 'literals' | 'literalsIn'> {
  const literals = [...new Set(commands.flatMap(({ programs, modules = [], command }) => [...programs, ...modules].flatMap((program) => [
    `${program} ${command}`,
    ...['"', '\''].flatMap((quote) => [`${program}${quote},`, `${program}${quote} ,`, `${program}${quote} ${quote}`]),
    // Lists of YAML, a word a line or with the arguments elsewhere (`command` and `args` of a container).
    ...['\n', '\r'].flatMap((end) => [`- ${program}${end}`, `"${program}"${end}`, `'${program}'${end}`]), `"${program}"]`, `'${program}']`, `[${program}]`, `[${program},`,
    `${program}  `, `${program}\t`, `${program} -`, `${program}.exe`, `${program} \\`, `${program} ^`, `${program} \``,
  ])))];
  return { literals: [literals], literalsIn: { python: [words(literals), runningLiterals] } };
}
