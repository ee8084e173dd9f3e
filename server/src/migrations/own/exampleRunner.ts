import type { Message } from '../../analysis/diagnostic.ts';
import type { RandomSource } from '../../analysis/random.ts';
import type { Clock, GrammarLoader, Logger } from '../../service/workspace.ts';
import type { Range } from '../../text/range.ts';
import type { ReadMigration } from './readMigrationFile.ts';

/** What came of one example. */
export interface ExampleResult {
  /** Id of the entry that it stands in. */
  readonly entry: string;
  /** Its `name`, or its file and place in the list: `src/app.py (example 2)`. */
  readonly name: string;
  /** Of the example in the migration file's text (its first line). */
  readonly range: Range;
  /** Empty when it passed. */
  readonly failures: readonly ExampleFailure[];
}

/** One thing that an example expected and that did not come. */
export interface ExampleFailure {
  /** Of the key `flagged`, `fixed` or `notFlagged` (or of its value where that is one line). */
  readonly range: Range;
  /** What was expected, what came, what to do. */
  readonly message: Message;
  /** Lines that differ, with `-` what was expected and `+` what came; only where two texts were compared. */
  readonly diff?: string;
}

/** What running examples needs from its host. */
export interface ExampleRunnerOptions {
  readonly grammars: GrammarLoader;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly logger: Logger;
}

/** Runs the examples of migration files, and remembers what came of those that have not changed since. */
export interface ExampleRunner {
  /**
   * Runs all examples of a migration file, in its order; none for one that is broken. Gives what it has when `signal` is aborted: ask the signal before
   * believing that it is all. Never rejects. Other work goes on between two examples.
   */
  run(read: ReadMigration, signal?: AbortSignal): Promise<readonly ExampleResult[]>;
}

/** Makes a runner; one for all files is enough. */
export function createExampleRunner(options: ExampleRunnerOptions): ExampleRunner {
  return { run: async () => { void options; return Promise.resolve([]); } };
}
