import type { Migration } from '../analysis/migration.ts';
import { builtInMigrations } from '../migrations/index.ts';
import { createExampleRunner } from '../migrations/own/exampleRunner.ts';
import { systemClock } from '../node/clock.ts';
import { createGrammarLoader } from '../node/grammars.ts';
import { systemRandom } from '../node/random.ts';
import { createTransactionHost } from '../node/transaction/transactionHost.ts';
import { createLanguageService } from '../service/createLanguageService.ts';
import { createTextCheck } from '../service/textCheck.ts';
import type { Logger } from '../service/workspace.ts';
import type { CliEnvironment, Outcome } from './environment.ts';
import { createTerminal } from './nodeTerminal.ts';
import type { AnswerHost } from './results/answer.ts';
import { runCli } from './run.ts';

/** Runs a command line with all that the program has. `signal`: the user asked to stop. */
export function runCommandLine(words: readonly string[], host: AnswerHost, signal: AbortSignal): Promise<Outcome> {
  const grammars = createGrammarLoader();
  const logger: Logger = { info: () => undefined, warn: (message) => { host.err(`upguide: ${message}\n`); }, error: (message) => { host.err(`upguide: ${message}\n`); } };
  const forMigrations = (migrations: readonly Migration[]): ReturnType<CliEnvironment['forMigrations']> => ({
    migrations,
    createService: (workspace, own) => createLanguageService({ workspace, logger: own, migrations, grammars, clock: systemClock, random: systemRandom }),
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
