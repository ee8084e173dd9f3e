import fs from 'node:fs';
import { version } from '../../../package.json';
import type { Migration } from '../analysis/migration.ts';
import { builtInMigrations } from '../migrations/index.ts';
import { createExampleRunner } from '../migrations/own/exampleRunner.ts';
import { systemClock } from '../node/clock.ts';
import { describeFileError, errorCode } from '../node/fileErrors.ts';
import { createGrammarLoader } from '../node/grammars.ts';
import { systemRandom } from '../node/random.ts';
import { createTransactionHost } from '../node/transaction/transactionHost.ts';
import { createLanguageService } from '../service/createLanguageService.ts';
import { createTextCheck } from '../service/textCheck.ts';
import type { Logger } from '../service/workspace.ts';
import type { CliEnvironment, Outcome } from './environment.ts';
import { createTerminal } from './nodeTerminal.ts';
import { runCli } from './run.ts';

const exitCodes: Readonly<Record<Outcome, number>> = { done: 0, findings: 1, failed: 2 };

/** Something that only a fault of ours or of the machine explains. */
function fail(error: unknown): never {
  const text = error instanceof Error ? error.stack ?? error.message : String(error);
  process.stderr.write(`upguide: unexpected error. Please report it at https://github.com/upguide/upguide/issues\n${text}\n`);
  process.exit(exitCodes.failed);
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);

// `upguide check | head` closes our output early, a full disk cuts it: the command itself still completes (a `fix` must), and
// only the second is a failure.
let outputError: unknown;
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error) => {
    if (errorCode(error) !== 'EPIPE') outputError ??= error;
  });
}
process.on('exit', () => {
  if (outputError === undefined) return;
  process.exitCode = exitCodes.failed;
  if (!process.stderr.errored) process.stderr.write(`upguide: the output is not complete: ${describeFileError(outputError)}\n`);
});

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The second time the user means it.
    if (stop.signal.aborted) process.exit(exitCodes.failed);
    stop.abort();
  });
}

function wantsColour(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0';
  return process.stdout.isTTY && TERM !== 'dumb';
}

const grammars = createGrammarLoader();
const logger: Logger = { info: () => undefined, warn: (message) => { process.stderr.write(`upguide: ${message}\n`); }, error: (message) => { process.stderr.write(`upguide: ${message}\n`); } };
const forMigrations = (migrations: readonly Migration[]): ReturnType<CliEnvironment['forMigrations']> => ({
  migrations,
  createService: (workspace, own) => createLanguageService({ workspace, logger: own, migrations, grammars, clock: systemClock, random: systemRandom }),
  checkText: createTextCheck({ migrations, grammars, logger }),
});
const environment: CliEnvironment = {
  ...forMigrations(builtInMigrations),
  forMigrations,
  cwd: fs.realpathSync(process.cwd()),
  version,
  colour: wantsColour(),
  signal: stop.signal,
  out: (text) => { process.stdout.write(text); },
  err: (text) => { process.stderr.write(text); },
  examples: createExampleRunner({ grammars, logger }),
  clock: systemClock,
  transactions: createTransactionHost(),
  terminal: createTerminal(stop.signal),
};

runCli(process.argv.slice(2), environment).then(
  (outcome) => { process.exitCode = exitCodes[outcome]; },
  fail,
);
