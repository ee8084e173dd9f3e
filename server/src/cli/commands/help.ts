import type { Arguments } from '../args.ts';
import type { CliEnvironment, Outcome } from '../environment.ts';
import { commands, type CommandName, commonOptions, isCommand, type OptionName, optionOf } from '../usage.ts';

/** `upguide help`: all commands, or one with its options. */
export function help(args: Arguments, environment: CliEnvironment): Outcome {
  const [name] = args.operands;
  environment.out(name !== undefined && isCommand(name) ? commandHelp(name) : overview());
  return 'done';
}

const exitCodes = `Exit codes: 0 nothing found or all done, 1 findings are left, 2 wrong usage or a failure.
Files that git ignores and generated or vendored folders are left out; .env files are read although git ignores them.
`;

function overview(): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length));
  const rows = Object.values(commands).map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}\n`);
  return `Upguide finds what an upgrade guide calls old, explains it and fixes it.\n\n${rows.join('')}\nOptions of all commands:\n${optionRows(commonOptions)}\n${exitCodes}`;
}

function commandHelp(name: CommandName): string {
  const { usage, summary, options: own } = commands[name];
  const rows = own.length > 0 ? `\nOptions:\n${optionRows(own, name)}` : '';
  return `Usage: ${usage} [OPTIONS]\n\n${summary.charAt(0).toUpperCase()}${summary.slice(1)}.\n${rows}\nOptions of all commands:\n${optionRows(commonOptions)}\n${exitCodes}`;
}

function optionRows(names: readonly OptionName[], command?: CommandName): string {
  const heads = names.map((name) => {
    const { value, short, choices } = optionOf(command, name);
    return `${short === undefined ? '' : `-${short}, `}--${name}${value === undefined ? '' : ` ${choices?.join('|') ?? value}`}`;
  });
  const width = Math.min(40, Math.max(...heads.map((head) => head.length)));
  return names.map((name, index) => {
    const { summary, repeatable } = optionOf(command, name);
    return `  ${(heads[index] ?? '').padEnd(width)}  ${summary}${repeatable === true ? ' (repeatable)' : ''}\n`;
  }).join('');
}
