/** A command of this version. */
export type CommandName = 'check' | 'plan' | 'fix' | 'verify' | 'rollback' | 'baseline' | 'migrations' | 'test' | 'explain' | 'script' | 'help' | 'version';

/** How a command is called and what it does. */
export interface CommandUsage {
  readonly usage: string;
  readonly summary: string;
  /** Options beside the common ones. */
  readonly options: readonly OptionName[];
  /** What an option is in this command, where that differs. */
  readonly own?: Readonly<Partial<Record<OptionName, Pick<OptionUsage, 'value' | 'choices' | 'summary'>>>>;
  /** Options that say different things when given together. */
  readonly conflicts?: readonly (readonly [OptionName, OptionName])[];
  /** How many words stand behind the command, with what is said about too few and too many; any number without it. */
  readonly operands?: { readonly from: number; readonly to: number; readonly tooFew: string; readonly tooMany: string };
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

export const formats = ['text', 'json', 'sarif', 'github', 'markdown', 'html'] as const;
export const thresholds = ['any', 'deprecated', 'removed', 'never'] as const;

/** What `--format` prints. */
export type Format = (typeof formats)[number];
/** Which findings make the exit code 1. */
export type Threshold = (typeof thresholds)[number];

export const options = {
  format: { value: 'FORMAT', choices: ['text', 'json'], summary: 'how the result is printed; default text' },
  'fail-on': { value: 'WHAT', choices: thresholds, summary: 'which findings make the exit code 1; default any (hints never do)' },
  'no-cache': { summary: 'do not answer from the last run, although no file has changed since, and keep nothing for the next one (so does the variable UPGUIDE_NO_CACHE)' },
  unsafe: { summary: 'apply unsafe fixes too: inferred values, placeholders, possible changes in behaviour' },
  'dry-run': { summary: 'print a unified diff and write nothing' },
  interactive: { short: 'i', summary: 'ask for each change, with its diff; needs a terminal' },
  resume: { summary: 'finish a run that was interrupted, and do nothing else (`upguide rollback ID` puts its files back instead)' },
  list: { summary: 'list the runs, newest first, and change nothing' },
  force: { summary: 'put back files that changed since, too; what this overwrites is kept in the folder of the run' },
  prune: { summary: 'take out entries that match nothing any more' },
  clear: { summary: 'accept nothing any more: remove .upguide/baseline.json' },
  migration: { value: 'ID', repeatable: true, summary: 'switch a migration on without proof that it is needed' },
  only: { value: 'ID', repeatable: true, summary: 'only this change (BC-007) or rule' },
  exclude: { value: 'GLOB', repeatable: true, summary: 'leave out files and folders, beside what git ignores' },
  config: { value: 'FILE', summary: 'read settings from this file instead of .upguide/config.json' },
  dialect: { value: 'NAME', summary: 'what the script is for: postgresql, mysql or sqlite' },
  output: { value: 'PATH', summary: 'write into a file or folder' },
  quiet: { short: 'q', summary: 'print findings and errors only' },
  'no-color': { summary: 'print without colours (so does the variable NO_COLOR)' },
  help: { short: 'h', summary: 'print this help' },
  version: { summary: 'print the version' },
} as const satisfies Readonly<Record<string, OptionUsage>>;

export type OptionName = keyof typeof options;

/** Options that every command takes. */
export const commonOptions: readonly OptionName[] = ['migration', 'only', 'exclude', 'config', 'quiet', 'no-color', 'help', 'version'];

const none = { from: 0, to: 0, tooFew: '' };

export const commands: Readonly<Record<CommandName, CommandUsage>> = {
  check: {
    usage: 'upguide check [PATH…]', summary: 'report what is old and what to do about it', options: ['format', 'fail-on', 'no-cache'],
    own: { format: { value: 'FORMAT', choices: ['text', 'json', 'sarif', 'github'], summary: 'how findings are printed; default text' } },
  },
  plan: {
    usage: 'upguide plan [PATH…]', summary: 'print the upgrade as ordered steps: changes, manual work, estimates, dates', options: ['format', 'output'],
    own: {
      format: { value: 'FORMAT', choices: ['text', 'json', 'markdown', 'html'], summary: 'how the plan is written; default text, or what the end of the file of --output says' },
      output: { value: 'FILE', summary: 'write the plan into this file (.json, .md or .html); only an older plan is written over' },
    },
  },
  fix: {
    usage: 'upguide fix [PATH…]', summary: 'apply the safe fixes, as a run that can be rolled back', options: ['unsafe', 'dry-run', 'interactive', 'resume', 'fail-on'],
    conflicts: [['interactive', 'dry-run'], ['resume', 'dry-run'], ['resume', 'interactive'], ['resume', 'unsafe'], ['resume', 'only']],
  },
  verify: { usage: 'upguide verify [PATH…]', summary: 'report what is left, and whether all files that runs touched still parse and validate', options: ['format', 'fail-on'] },
  rollback: {
    usage: 'upguide rollback [ID] [PATH…]', summary: 'put the files of a run back, byte for byte: the last run, or the one with this ID', options: ['list', 'force', 'format'],
    own: { format: { value: 'FORMAT', choices: ['text', 'json'], summary: 'how --list prints the runs; default text' } },
    conflicts: [['list', 'force']],
  },
  baseline: {
    usage: 'upguide baseline [PATH…]', summary: 'accept all findings of today: from now on only new ones are reported', options: ['prune', 'clear'],
    conflicts: [['prune', 'clear']],
  },
  migrations: { usage: 'upguide migrations [PATH…]', summary: 'list the migrations, and which were detected where and why', options: [] },
  test: { usage: 'upguide test [PATH…]', summary: 'run the examples in migration files of your own (.upguide/*.migration.yaml)', options: ['format'] },
  explain: {
    usage: 'upguide explain ID', summary: 'explain a change (BC-007) or rule, with before and after', options: [],
    operands: { from: 1, to: 1, tooFew: 'The id of a change or rule is missing, such as BC-007.', tooMany: 'Only one id can be explained at a time.' },
  },
  script: {
    usage: 'upguide script ID', summary: 'print what a guide has you run yourself, such as greenlang/database', options: ['dialect', 'output'],
    own: { output: { value: 'DIR', summary: 'write the script and the way back into this folder; nothing is written over' } },
    operands: { from: 1, to: 1, tooFew: 'The id of a script is missing, such as greenlang/database.', tooMany: 'Only one script can be written at a time.' },
  },
  help: { usage: 'upguide help [COMMAND]', summary: 'print how a command is used', options: [], operands: { ...none, to: 1, tooMany: 'The command help takes no further words than the name of one command.' } },
  version: { usage: 'upguide version', summary: 'print the version', options: [], operands: { ...none, tooMany: 'The command version takes no further words.' } },
};

/** An option as a command takes it. */
export function optionOf(command: CommandName | undefined, name: OptionName): OptionUsage {
  return { ...options[name], ...(command === undefined ? {} : commands[command].own?.[name]) };
}

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
