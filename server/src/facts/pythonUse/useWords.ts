import { words, type Literal } from '../../text/literal.ts';

/*
 * What a Python file must contain before a reader of this folder finds anything in it. Each list asks for no more than its reader's own test
 * (`isWorthwhile`), so that a search for them loses nothing; a test holds them against the readers.
 */

/** One of them is in every file that runs a program. */
export const commandLiterals: readonly Literal[] = ['subprocess', 'execl', 'execv', 'spawnl', 'spawnv', ...words(['anyio', 'trio', 'shlex', 'pexpect', 'system', 'popen', 'task'])];

/**
 * One of them is in every file that sets or reads a variable, in code or in a command, but for fields of a settings class whose base stands in another
 * file: those have their annotation alone (see `fieldLiterals`).
 */
export const environmentLiterals: readonly Literal[] = [
  ...commandLiterals, 'environ', 'dotenv_values', 'decouple', 'starlette', 'BaseSettings', 'alias',
  ...words(['env', 'env_vars', 'extra_env', 'getenv', 'unsetenv', 'putenv', 'setenv', 'delenv', 'with_env', 'V1EnvVar', 'set_key', 'get_key', 'unset_key', 'envvar']),
];

/** What stands in a file with an annotated name, `NAME: str`: the name, and what may stand between it and the colon. */
export function fieldLiterals(name: string): readonly Literal[] {
  return words([':', ' :', '  ', '\t', ' \t', '\f', ' \f', '\\', ' \\'].map((behind) => name + behind));
}
