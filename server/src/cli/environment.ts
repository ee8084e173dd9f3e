import type { Migration } from '../analysis/migration.ts';
import type { ExampleRunner } from '../migrations/own/exampleRunner.ts';
import type { OwnMigrations } from '../node/ownMigrations.ts';
import type { ResultRecord } from './results/resultRecord.ts';
import type { Results } from './results/results.ts';
import type { LanguageService } from '../service/languageService.ts';
import type { TextCheck } from '../service/textCheck.ts';
import type { TransactionHost } from '../service/transaction/index.ts';
import type { Clock, Logger, Workspace } from '../service/workspace.ts';

/** Everything the commands need from the process, so that tests can run them without one. */
export interface CliEnvironment {
  /** Absolute, without symbolic links. */
  readonly cwd: string;
  readonly version: string;
  readonly migrations: readonly Migration[];
  /** Whether the terminal shows colours (options of the user come on top). */
  readonly colour: boolean;
  /** Asked to stop (Ctrl+C): nothing new is begun, what is begun is completed. */
  readonly signal: AbortSignal;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly createService: (workspace: Workspace, logger: Logger) => LanguageService;
  readonly clock: Clock;
  /** For runs and their journals. */
  readonly transactions: TransactionHost;
  /** What is wrong with a text that a file has or had. */
  readonly checkText: TextCheck;
  /** The same for other migrations. */
  readonly forMigrations: (migrations: readonly Migration[]) => Pick<CliEnvironment, 'migrations' | 'createService' | 'checkText'>;
  /** Runs the examples of migration files. */
  readonly examples: ExampleRunner;
  readonly terminal: Terminal;
  /** Results of earlier runs; without it each run finds its own. */
  readonly results?: Results;
}

/** What a command gets: printing takes the line of the progress away first. */
export interface CommandEnvironment extends CliEnvironment {
  readonly progress: Progress;
  /** What the folders bring with them, by absolute path; theirs are among `migrations`, too. */
  readonly own?: ReadonlyMap<string, OwnMigrations>;
  /** Sees what a `check` reads, and keeps what it finds. */
  readonly record?: ResultRecord;
}

/** Tells how far a command is, on the error output. */
export interface Progress {
  /** What is being done, and how much of it is done; `total` is not always known. */
  update(label: string, done: number, total?: number): void;
  /** Takes the line away. Call it at the end of each step. */
  clear(): void;
}

/** What can be done beyond printing lines. */
export interface Terminal {
  /** Whether a line of the error output can be drawn anew: not in CI, and not into a pipe. */
  readonly redraws: boolean;
  /** The width of the error output, in characters. */
  readonly columns: () => number;
  /** Puts a question and gives the line of the answer; `undefined` when the user stopped instead. Not there when nobody could answer. */
  readonly ask: ((question: string) => Promise<string | undefined>) | undefined;
}

/** How a command ended. Only `main.ts` knows the exit codes. */
export type Outcome = 'done' | 'findings' | 'failed';

/** The command was not called as it should be; the message says how it is called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The user stopped the command before it was done. */
export class StoppedError extends Error {
  override readonly name = 'StoppedError';
}
