import { parseArgs } from 'node:util';
import { closest } from '../text/distance.ts';
import { UsageError } from './environment.ts';
import {
  commands, commonOptions, type CommandName, type Format, formats, isCommand, isOption, type OptionName, optionOf, options, type OptionUsage,
  type Threshold, thresholds, usageLine,
} from './usage.ts';

/** A command line that makes sense. */
export interface Arguments {
  readonly command: CommandName;
  /** Paths (of `rollback` behind the id of a run), or the id of `explain` or `script`, or the command of `help`. */
  readonly operands: readonly string[];
  /** `undefined`: not given, and so `text` unless the command knows better. */
  readonly format: Format | undefined;
  readonly failOn: Threshold;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly interactive: boolean;
  readonly resume: boolean;
  readonly list: boolean;
  readonly force: boolean;
  readonly prune: boolean;
  readonly clear: boolean;
  readonly migrations: readonly string[];
  readonly only: readonly string[];
  readonly exclude: readonly string[];
  readonly config: string | undefined;
  /** For `script`. */
  readonly dialect?: string;
  /** For `script` a folder, for `plan` a file. */
  readonly output?: string;
  readonly quiet: boolean;
  readonly colour: boolean;
  /** Whether `check` may answer from the last run. */
  readonly cache: boolean;
}

interface GivenOption {
  readonly name: OptionName;
  readonly value: string | undefined;
}

/** Reads the words behind the program's name. Throws a `UsageError` that says what is wrong and what was probably meant. */
export function parseArguments(words: readonly string[]): Arguments {
  const { given, operands } = readWords(words);
  const [first, ...rest] = operands;
  const has = (name: OptionName) => given.some((option) => option.name === name);

  if (has('version')) return build('version', [], given);
  if (first === undefined) {
    if (has('help')) return build('help', [], given);
    throw wrong('A command is missing.');
  }
  if (!isCommand(first)) throw unknownCommand(first);
  if (has('help')) return build('help', [first], given);

  checkUse(first, rest, given);
  if (first === 'help' && rest[0] !== undefined && !isCommand(rest[0])) throw unknownCommand(rest[0]);
  return build(first, rest, given);
}

/** Whether the command takes these options and that many words. */
function checkUse(command: CommandName, operands: readonly string[], given: readonly GivenOption[]): void {
  const { options: own, conflicts = [], operands: expected } = commands[command];
  const allowed: readonly OptionName[] = [...own, ...commonOptions];
  for (const { name } of given) {
    if (!allowed.includes(name)) throw wrong(`The command ${command} has no option --${name}.`, command);
  }
  const names = given.map(({ name }) => name);
  const conflict = conflicts.find((pair) => pair.every((name) => names.includes(name)));
  if (conflict !== undefined) throw wrong(`The options --${conflict.join(' and --')} cannot be given together.`, command);
  if (expected === undefined) return;
  if (operands.length < expected.from) throw wrong(expected.tooFew, command);
  if (operands.length > expected.to) throw wrong(expected.tooMany, command);
}

function build(command: CommandName, operands: readonly string[], given: readonly GivenOption[]): Arguments {
  const has = (name: OptionName) => given.some((option) => option.name === name);
  const all = (name: OptionName) => given.flatMap((option) => (option.name === name && option.value !== undefined ? [option.value] : []));
  const choice = <T extends string>(name: OptionName, choices: readonly T[]): T | undefined => {
    const value = all(name).at(-1);
    return choices.find((one) => one === value);
  };
  return {
    command, operands,
    format: choice('format', formats),
    failOn: choice('fail-on', thresholds) ?? 'any',
    unsafe: has('unsafe'), dryRun: has('dry-run'), interactive: has('interactive'), resume: has('resume'),
    list: has('list'), force: has('force'), prune: has('prune'), clear: has('clear'),
    migrations: all('migration'), only: all('only'), exclude: all('exclude'), config: all('config').at(-1),
    ...optional('dialect', all('dialect').at(-1)), ...optional('output', all('output').at(-1)),
    quiet: has('quiet'), colour: !has('no-color'), cache: !has('no-cache'),
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
  const command = words.find(isCommand);
  const { value: placeholder, choices, repeatable } = optionOf(command, name);
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

function unknownCommand(name: string): UsageError {
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
