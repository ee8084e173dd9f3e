import { environmentLiterals, fieldLiterals } from '../../facts/pythonUse/useWords.ts';
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
