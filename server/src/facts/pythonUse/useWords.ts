import { words, type Literal } from '../../text/literal.ts';

/*
 * What a Python file must contain before a reader of this folder finds anything in it, as far as a plain search can tell. What is asked for here, each
 * finding of the readers has; a test holds the lists against them.
 */

/** A name, and what may stand behind it before the sign that has to follow: blanks, a line that goes on. */
function before(name: string, sign: string): readonly string[] {
  return [sign, ` ${sign}`, '  ', '\t', ' \t', '\f', ' \f', '\\', ' \\'].map((behind) => name + behind);
}

/**
 * One of them is in every file that runs a program. `system` and `task` are everybody's words: the first is called, a member of something, or imported
 * by another name; the second is a decorator.
 */
export const commandLiterals: readonly Literal[] = [
  'subprocess', 'execl', 'execv', 'spawnl', 'spawnv',
  ...words(['anyio', 'trio', 'shlex', 'pexpect', 'popen', '.system', ...before('system', '('), 'system as', '.task', '@task', '@ task', '@  ', '@\t', '@ \t', '@\\', '@ \\']),
];

/**
 * One of them is in every file that sets or reads a variable, in code or in a command, but for fields of a settings class whose base stands in another
 * file: those have their annotation alone (see `fieldLiterals`).
 */
export const environmentLiterals: readonly Literal[] = [
  ...commandLiterals, 'environ', 'dotenv_values', 'decouple', 'starlette', 'BaseSettings', 'alias',
  ...words(['env', 'env_vars', 'extra_env', 'getenv', 'unsetenv', 'putenv', 'setenv', 'delenv', 'with_env', 'V1EnvVar', 'set_key', 'get_key', 'unset_key', 'envvar']),
];

/** One of them is in every file with an annotated name, `NAME: str`. */
export function fieldLiterals(name: string): readonly Literal[] {
  return words(before(name, ':'));
}
