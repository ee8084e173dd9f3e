/** A command of this version. */
export type CommandName = 'check' | 'fix' | 'migrations' | 'explain' | 'script' | 'help' | 'version';

/** How a command is called and what it does. */
export interface CommandUsage {
  readonly usage: string;
  readonly summary: string;
  /** Options beside the common ones. */
  readonly options: readonly OptionName[];
}

/** An option of the command line. */
export interface OptionUsage {
  /** How the value is shown in help; without it the option takes none. */
  readonly value?: string;
  readonly short?: string;
  readonly repeatable?: boolean;
  /** The values it takes, where there are few. */
  readonly choices?: readonly string[];
  readonly summary: string;
}

export const formats = ['text', 'json', 'sarif', 'github'] as const;
export const thresholds = ['any', 'deprecated', 'removed', 'never'] as const;

/** What `--format` prints. */
export type Format = (typeof formats)[number];
/** Which findings make the exit code 1. */
export type Threshold = (typeof thresholds)[number];

export const options = {
  format: { value: 'FORMAT', choices: formats, summary: 'how findings are printed; default text' },
  'fail-on': { value: 'WHAT', choices: thresholds, summary: 'which findings make the exit code 1; default any (hints never do)' },
  unsafe: { summary: 'apply unsafe fixes too: inferred values, placeholders, possible changes in behaviour' },
  'dry-run': { summary: 'print a unified diff and write nothing' },
  migration: { value: 'ID', repeatable: true, summary: 'switch a migration on without proof that it is needed' },
  only: { value: 'ID', repeatable: true, summary: 'only this change (BC-007) or rule' },
  exclude: { value: 'GLOB', repeatable: true, summary: 'leave out files and folders, beside what git ignores' },
  config: { value: 'FILE', summary: 'read settings from this file instead of .upguide/config.json' },
  dialect: { value: 'NAME', summary: 'what the script is for: postgresql, mysql or sqlite' },
  output: { value: 'DIR', summary: 'write the script and the way back into this folder; nothing is written over' },
  quiet: { short: 'q', summary: 'print findings and errors only' },
  'no-color': { summary: 'print without colours (so does the variable NO_COLOR)' },
  help: { short: 'h', summary: 'print this help' },
  version: { summary: 'print the version' },
} as const satisfies Readonly<Record<string, OptionUsage>>;

export type OptionName = keyof typeof options;

/** Options that every command takes. */
export const commonOptions: readonly OptionName[] = ['migration', 'only', 'exclude', 'config', 'quiet', 'no-color', 'help', 'version'];

export const commands: Readonly<Record<CommandName, CommandUsage>> = {
  check: { usage: 'upguide check [PATH…]', summary: 'report what is old and what to do about it', options: ['format', 'fail-on'] },
  fix: { usage: 'upguide fix [PATH…]', summary: 'apply the safe fixes', options: ['unsafe', 'dry-run', 'fail-on'] },
  migrations: { usage: 'upguide migrations [PATH…]', summary: 'list the migrations, and which were detected where and why', options: [] },
  explain: { usage: 'upguide explain ID', summary: 'explain a change (BC-007) or rule, with before and after', options: [] },
  script: { usage: 'upguide script ID', summary: 'print what a guide has you run yourself, such as greenlang/database', options: ['dialect', 'output'] },
  help: { usage: 'upguide help [COMMAND]', summary: 'print how a command is used', options: [] },
  version: { usage: 'upguide version', summary: 'print the version', options: [] },
};

/** Commands that the contract names and this version has not. */
export const laterCommands: readonly string[] = ['plan', 'verify', 'rollback'];

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(commands, name);
}

export function isOption(name: string): name is OptionName {
  return Object.hasOwn(options, name);
}

/** The line that stands below each message about wrong use. */
export function usageLine(command: CommandName | undefined): string {
  return command === undefined
    ? `Usage: upguide ${Object.keys(commands).join('|')} … (see upguide help)`
    : `Usage: ${commands[command].usage} [OPTIONS] (see upguide help ${command})`;
}
