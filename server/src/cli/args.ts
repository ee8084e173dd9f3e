import { parseArgs } from 'node:util';
import { closest } from '../text/distance.ts';
import { UsageError } from './environment.ts';
import {
  commands, commonOptions, type CommandName, type Format, formats, isCommand, isOption, laterCommands, type OptionName, options, type OptionUsage,
  type Threshold, thresholds, usageLine,
} from './usage.ts';

/** A command line that makes sense. */
export interface Arguments {
  readonly command: CommandName;
  /** Paths, or the id of `explain` or `script`, or the command of `help`. */
  readonly operands: readonly string[];
  readonly format: Format;
  readonly failOn: Threshold;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly migrations: readonly string[];
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly config: string | undefined;
  /** For `script`. */
  readonly dialect?: string;
  /** For `script`: a folder. */
  readonly output?: string;
  readonly quiet: boolean;
  readonly colour: boolean;
}

interface GivenOption {
  readonly name: OptionName;
  readonly value: string | undefined;
}

/** Reads the words behind the program's name. Throws a `UsageError` that says what is wrong and what was probably meant. */
export function parseArguments(words: readonly string[], version: string): Arguments {
  const { given, operands } = readWords(words);
  const [first, ...rest] = operands;
  const has = (name: OptionName) => given.some((option) => option.name === name);

  if (has('version')) return build('version', [], given);
  if (first === undefined) {
    if (has('help')) return build('help', [], given);
    throw wrong('A command is missing.');
  }
  if (!isCommand(first)) throw unknownCommand(first, version);
  if (has('help')) return build('help', [first], given);

  const allowed: readonly OptionName[] = [...commands[first].options, ...commonOptions];
  for (const { name } of given) {
    if (!allowed.includes(name)) throw wrong(`The command ${first} has no option --${name}.`, first);
  }
  if (first === 'explain' && rest.length !== 1) throw wrong(rest.length === 0 ? 'The id of a change or rule is missing, such as BC-007.' : 'Only one id can be explained at a time.', first);
  if (first === 'script' && rest.length !== 1) throw wrong(rest.length === 0 ? 'The id of a script is missing, such as greenlang/database.' : 'Only one script can be written at a time.', first);
  if (first === 'help' && rest[0] !== undefined && !isCommand(rest[0])) throw unknownCommand(rest[0], version);
  if ((first === 'help' && rest.length > 1) || (first === 'version' && rest.length > 0)) throw wrong(`The command ${first} takes no further words.`, first);
  return build(first, rest, given);
}

function build(command: CommandName, operands: readonly string[], given: readonly GivenOption[]): Arguments {
  const has = (name: OptionName) => given.some((option) => option.name === name);
  const all = (name: OptionName) => given.flatMap((option) => (option.name === name && option.value !== undefined ? [option.value] : []));
  const choice = <T extends string>(name: OptionName, choices: readonly T[], otherwise: T): T => {
    const value = all(name).at(-1);
    return choices.find((one) => one === value) ?? otherwise;
  };
  return {
    command, operands,
    format: choice('format', formats, 'text'),
    failOn: choice('fail-on', thresholds, 'any'),
    unsafe: has('unsafe'), dryRun: has('dry-run'),
    migrations: all('migration'), only: all('only'), exclude: all('exclude'), config: all('config').at(-1),
    ...optional('dialect', all('dialect').at(-1)), ...optional('output', all('output').at(-1)),
    quiet: has('quiet'), colour: !has('no-color'),
  };
}

function optional<K extends string>(name: K, value: string | undefined): { readonly [key in K]?: string } {
  return value === undefined ? {} : { [name]: value } as { readonly [key in K]: string };
}

/** Splits words into options and operands. Only `parseArgs` knows the syntax; what the words mean is checked here, for the messages. */
function readWords(words: readonly string[]): { given: GivenOption[]; operands: string[] } {
  const declared = Object.fromEntries(Object.entries<OptionUsage>(options).map(([name, { value, short }]) => [
    name, { type: value === undefined ? 'boolean' as const : 'string' as const, ...(short === undefined ? {} : { short }) },
  ]));
  const { tokens } = parseArgs({ args: [...words], options: declared, strict: false, allowPositionals: true, tokens: true });
  const given: GivenOption[] = [];
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    if (!isOption(token.name)) throw unknownOption(token.rawName, words);
    given.push(checkOption(token.name, token.value, token.inlineValue === true, words));
  }
  return { given, operands };
}

function checkOption(name: OptionName, value: string | undefined, inline: boolean, words: readonly string[]): GivenOption {
  const { value: placeholder, choices, repeatable }: OptionUsage = options[name];
  const command = words.find(isCommand);
  if (placeholder === undefined) {
    if (value !== undefined) throw wrong(`The option --${name} takes no value.`, command);
    return { name, value: undefined };
  }
  if (value === undefined || value === '' || (!inline && value.startsWith('-'))) throw wrong(`The option --${name} needs a value: --${name} ${choices?.join('|') ?? placeholder}.`, command);
  if (choices !== undefined && !choices.includes(value)) {
    throw wrong(`--${name} ${value}: expected ${choices.join(', ')}.${suggestion(value, choices)}`, command);
  }
  if (repeatable !== true && words.filter((word) => word === `--${name}` || word.startsWith(`--${name}=`)).length > 1) throw wrong(`The option --${name} is given twice.`, command);
  return { name, value };
}

function unknownOption(rawName: string, words: readonly string[]): UsageError {
  const command = words.find(isCommand);
  const near = closest(rawName.replace(/^-+/, ''), Object.keys(options));
  return wrong(`There is no option ${rawName}.${near === undefined ? '' : ` Did you mean --${near}?`}`, command);
}

function unknownCommand(name: string, version: string): UsageError {
  if (laterCommands.includes(name)) {
    return wrong(`The command ${name} is not part of this version (${version}); a later one has it. This version has ${Object.keys(commands).join(', ')}.`);
  }
  return wrong(`There is no command ${name}.${suggestion(name, Object.keys(commands))}`);
}

/** ` Did you mean x?`, or nothing. */
export function suggestion(word: string, candidates: readonly string[]): string {
  const near = closest(word, candidates);
  return near === undefined ? '' : ` Did you mean ${near}?`;
}

function wrong(message: string, command?: CommandName): UsageError {
  return new UsageError(`${message}\n${usageLine(command)}`);
}
