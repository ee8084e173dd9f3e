import type { Migration } from '../analysis/migration.ts';
import type { LanguageService } from '../service/languageService.ts';
import type { Logger, Workspace } from '../service/workspace.ts';

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
