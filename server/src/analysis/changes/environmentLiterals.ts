import { environmentLiterals, fieldLiterals } from '../../facts/pythonUse/useWords.ts';
import { inFences } from '../../facts/textLooks/fenceLook.ts';
import type { FenceKind } from '../../syntax/markdownFences.ts';
import { words } from '../../text/literal.ts';
import type { Rule } from '../migration.ts';

type LiteralsIn = NonNullable<Rule['literalsIn']>;

/**
 * What a Python file contains that sets or reads one of these variables: the name as a word, and one of the ways to do so. `alike`: other spellings by
 * which a settings class names them. The name of such a class's base must do where a prefix is put before its fields.
 */
export function pythonVariables(names: readonly string[], alike: readonly string[] = []): LiteralsIn {
  return { python: [[...words([...names, ...alike]), 'BaseSettings'], [...environmentLiterals, ...[...names, ...alike].flatMap(fieldLiterals)]] };
}

/** What a YAML file contains that sets or reads one of these variables, in keys, references and scripts: the name as a word. */
export function yamlVariables(names: readonly string[]): LiteralsIn {
  return { yaml: [words(names)], template: [words(names)] };
}

/** Fences that may say something of variables. */
const variableFences = new Set<FenceKind>(['shell', 'session', 'powershell', 'batch', 'makefile', 'dockerfile', 'yaml', 'dotenv', 'ini']);

/**
 * A look for one of these variables in files of other languages than Python: the name as a word, or behind an escape or an option; in a page in one of its fences. Other spellings
 * of a name mean nothing there.
 */
export function lookForVariables(names: readonly string[]): NonNullable<Rule['mayMatterIn']> {
  const name = `(?:${names.join('|')})`;
  const search = new RegExp(`${name}(?!\\w)(?<=(?:(?<!\\w)|[\\\\\`-]\\w{1,9})${name})`);
  const look = (text: string): boolean => search.test(text);
  return {
    yaml: look, template: look, shell: look, batch: look, powershell: look, makefile: look, dockerfile: look, ini: look, typescript: look, markdown: inFences(variableFences, look),
  };
}
