import type { CommandFact, CommandWord } from '../../facts/facts.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { ProgramChange } from '../change.ts';
import type { Fix } from '../diagnostic.ts';
import type { RuleContext } from '../migration.ts';

/** File types that can hold commands. */
export const commandLanguages: readonly ParsedFile['language'][] = [
  'shell', 'batch', 'powershell', 'makefile', 'dockerfile', 'yaml', 'template', 'json', 'ini', 'python', 'typescript', 'markdown',
];

/** A command of a system's program. */
export interface ProgramCommand {
  readonly fact: CommandFact;
  /** The words from the sub-command on. */
  readonly words: readonly CommandWord[];
}

/** The commands of a file that run one of the programs (`gl`, `venv/bin/gl`, `python -m greenlang`), with a sub-command behind nothing but flags. */
export function commandsOf(context: RuleContext, { programs, modules = [] }: Pick<ProgramChange, 'programs' | 'modules'>): readonly ProgramCommand[] {
  const { text } = context.file;
  return context.facts.flatMap((fact): readonly ProgramCommand[] => {
    if (fact.kind !== 'command') return [];
    let at = programEnd(text, fact, programs, modules);
    if (at === undefined) return [];
    while (/^-./.test(written(text, fact.words[at]))) at++;
    return at < fact.words.length ? [{ fact, words: fact.words.slice(at) }] : [];
  });
}

/** Index of the word behind the program. */
function programEnd(text: string, { words }: CommandFact, programs: readonly string[], modules: readonly string[]): number | undefined {
  const program = written(text, words[0]).replace(/\.exe$/i, '');
  const name = program.slice(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1);
  if (programs.includes(name)) return 1;
  const module = words.findIndex((word) => word.text === '-m');
  // `python -m greenlang`, with flags of Python before `-m`; whatever the interpreter is called.
  if (module < 1 || words.slice(1, module).some((word) => !/^-./.test(word.text ?? ''))) return undefined;
  return modules.includes(words[module + 1]?.text ?? '') ? module + 2 : undefined;
}

/** What the file has for a word, known at run time only or not. */
export function written(text: string, word: CommandWord | undefined): string {
  return word ? text.slice(word.range.start, word.range.end) : '';
}

/**
 * Fences of a page show commands to a reader: the page may still speak of the old version. A script that names a pre-release is there to
 * try that one, whose commands are the old ones.
 */
export function commandTier({ language, text }: ParsedFile): Fix['applicability'] {
  return language === 'markdown' || /\b\d+\.\d+\.\d+(?:a|b|rc)\d+\b/.test(text) ? 'unsafe' : 'safe';
}
