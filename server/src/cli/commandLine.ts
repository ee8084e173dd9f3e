import type { Migration } from '../analysis/migration.ts';
import { builtInMigrations } from '../migrations/index.ts';
import { createExampleRunner } from '../migrations/own/exampleRunner.ts';
import { systemClock } from '../node/clock.ts';
import { setUpEngine } from '../node/engineFlags.ts';
import { createGrammarLoader } from '../node/grammars.ts';
import { createHelperThreads } from '../node/helperThreads.ts';
import { systemRandom } from '../node/random.ts';
import { createTransactionHost } from '../node/transaction/transactionHost.ts';
import { createLanguageService } from '../service/createLanguageService.ts';
import type { Helpers } from '../service/helpers/helperTypes.ts';
import { createTextCheck } from '../service/textCheck.ts';
import type { Logger } from '../service/workspace.ts';
import type { CliEnvironment, Outcome } from './environment.ts';
import { serveAsHelper } from './helperThread.ts';
import { createTerminal } from './nodeTerminal.ts';
import type { AnswerHost } from './results/answer.ts';
import { runCli } from './run.ts';

setUpEngine();
serveAsHelper();

/** This file, once it is built, is the program of the other threads, too; no other file imports it, so it is in the one that the build names after it. `UPGUIDE_THREADS` says how many there are to be. */
function createHelpers(): Helpers | undefined {
  const { UPGUIDE_THREADS: asked } = process.env;
  const count = asked !== undefined && /^\d{1,2}$/.test(asked) ? Number(asked) : undefined;
  return typeof __filename === 'string' && __filename.endsWith('.js') ? createHelperThreads(__filename, { asked: count }) : undefined;
}

/** Runs a command line with all that the program has. `signal`: the user asked to stop. */
export function runCommandLine(words: readonly string[], host: AnswerHost, signal: AbortSignal): Promise<Outcome> {
  const grammars = createGrammarLoader();
  const helpers = createHelpers();
  const logger: Logger = { info: () => undefined, warn: (message) => { host.err(`upguide: ${message}\n`); }, error: (message) => { host.err(`upguide: ${message}\n`); } };
  const forMigrations = (migrations: readonly Migration[]): ReturnType<CliEnvironment['forMigrations']> => ({
    migrations,
    createService: (workspace, own) => createLanguageService({
      workspace, logger: own, migrations, grammars, clock: systemClock, random: systemRandom,
      // Other threads know the migrations that ship with Upguide.
      helpers: migrations === builtInMigrations ? helpers : undefined,
    }),
    checkText: createTextCheck({ migrations, grammars, logger }),
  });
  return runCli(words, {
    ...host,
    ...forMigrations(builtInMigrations),
    forMigrations,
    signal,
    examples: createExampleRunner({ grammars, logger }),
    transactions: createTransactionHost(),
    terminal: createTerminal(signal),
  });
}
