import type { Message } from '../../analysis/diagnostic.ts';
import { createBreather } from '../../service/breather.ts';
import { createGrammars } from '../../service/grammars.ts';
import type { GrammarLoader, Logger } from '../../service/workspace.ts';
import type { YamlPath } from '../../syntax/yamlPath.ts';
import type { Range } from '../../text/range.ts';
import { sha256 } from '../../text/sha256.ts';
import { checkOneExample, type Failure } from './checkOneExample.ts';
import type { MigrationFile, OwnEntry, OwnExample } from './migrationFile.ts';
import type { ReadMigration } from './readMigrationFile.ts';

/** What came of one example. */
export interface ExampleResult {
  /** Id of the entry that it stands in. */
  readonly entry: string;
  /** Its `name`, or its file and place in the list: `src/app.py (example 2)`. */
  readonly name: string;
  /** Of the example in the migration file's text: where its `file` stands. */
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

/** What running examples needs from its host. Time and chance play no part: secrets that fixes draw are always the same in examples. */
export interface ExampleRunnerOptions {
  readonly grammars: GrammarLoader;
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

/** As many results are remembered as a few large files have. */
const remembered = 5_000;

/** Makes a runner; one for all files is enough. */
export function createExampleRunner({ grammars, logger }: ExampleRunnerOptions): ExampleRunner {
  const shared = createGrammars(grammars, logger);
  const known = new Map<string, readonly Failure[]>();
  return {
    async run(read, signal) {
      const results: ExampleResult[] = [];
      const breathe = createBreather();
      for (const { entry, alone, written, example, path, index } of examplesOf(read.file)) {
        await breathe();
        if (signal?.aborted === true) break;
        const key = sha256(`${written}${JSON.stringify(example)}`);
        const failures = known.get(key) ?? await checkOneExample(alone, example, { loader: grammars, grammars: shared, logger });
        if (known.size >= remembered) known.clear();
        known.set(key, failures);
        const rangeOf = (at: YamlPath): Range => read.rangeOf(at) ?? { start: 0, end: 0 };
        results.push({
          entry: entry.id,
          name: example.name ?? `${example.file} (example ${index + 1})`,
          range: rangeOf([...path, 'file']),
          failures: failures.map(({ key: at, message, diff }) => ({ range: rangeOf([...path, at]), message, ...(diff === undefined ? {} : { diff }) })),
        });
      }
      return results;
    },
  };
}

interface PlacedExample {
  readonly entry: OwnEntry;
  /** The file with this entry only, and without its examples: all that what comes of one of them depends on. */
  readonly alone: MigrationFile;
  /** It as a text. */
  readonly written: string;
  readonly example: OwnExample;
  readonly path: YamlPath;
  readonly index: number;
}

function* examplesOf(file: MigrationFile | undefined): Iterable<PlacedExample> {
  if (!file) return;
  for (const [position, entry] of file.entries.entries()) {
    if (entry.examples === undefined) continue;
    const alone: MigrationFile = { ...file, entries: [{ ...entry, examples: [] }] };
    const written = JSON.stringify(alone);
    for (const [index, example] of entry.examples.entries()) yield { entry, alone, written, example, index, path: ['entries', position, 'examples', index] };
  }
}
