import fs from 'node:fs';
import os from 'node:os';
import { version } from '../../../package.json';
import { systemClock } from '../node/clock.ts';
import { describeFileError, errorCode } from '../node/fileErrors.ts';
import { cacheFolder } from '../node/resultCache/cacheFolder.ts';
import { createResultStore } from '../node/resultCache/resultStore.ts';
import type { Outcome } from './environment.ts';
import { type AnswerHost, answerFromResults } from './results/answer.ts';
import { programFiles } from './results/programFiles.ts';
import type { Results } from './results/results.ts';

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

function findResults(): Results | undefined {
  const { UPGUIDE_NO_CACHE } = process.env;
  if (UPGUIDE_NO_CACHE !== undefined && UPGUIDE_NO_CACHE !== '') return undefined;
  const folder = cacheFolder({ platform: process.platform, environment: process.env, home: os.homedir() });
  if (folder === undefined) return undefined;
  return { store: createResultStore(folder), folder, program: () => programFiles(__dirname), started: performance.timeOrigin };
}

const results = findResults();
const host: AnswerHost = {
  cwd: fs.realpathSync(process.cwd()),
  version,
  colour: wantsColour(),
  clock: systemClock,
  out: (text) => { process.stdout.write(text); },
  err: (text) => { process.stderr.write(text); },
  ...(results === undefined ? {} : { results }),
};
const words = process.argv.slice(2);
const answered = answerFromResults(words, host);
if (answered !== undefined) process.exitCode = exitCodes[answered];
else {
  // In files of its own: two megabytes that an answer does without.
  import('./commandLine.ts').then(async ({ runCommandLine }) => {
    process.exitCode = exitCodes[await runCommandLine(words, host, stop.signal)];
  }).catch(fail);
}
