import path from 'node:path';
import { vi } from 'vitest';
import type { CliEnvironment, Outcome } from '../../../server/src/cli/environment.ts';
import { answerFromResults } from '../../../server/src/cli/results/answer.ts';
import type { Results } from '../../../server/src/cli/results/results.ts';
import { createResultStore } from '../../../server/src/node/resultCache/resultStore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { type Faults, run } from '../support/fakeService.ts';

/** What a command line printed, and whether the last run answered it. */
export interface Answer {
  readonly kept: boolean;
  readonly outcome: Outcome;
  readonly out: string;
  readonly err: string;
}

/** Command lines in a folder, with a cache of their own. */
export interface Desk {
  readonly folder: string;
  readonly cache: string;
  readonly program: string;
  /** Answers from the cache if it can, as the program does; else runs the command, with the service that knows the words. */
  check(words?: readonly string[], changes?: Partial<CliEnvironment>, faults?: Faults): Promise<Answer>;
  /** Runs the command without any cache. */
  plain(words?: readonly string[], changes?: Partial<CliEnvironment>): Promise<Answer>;
}

/** How far in the future the tests record: what is on the disk by then has come to rest, so that times alone are compared. */
const restMs = 60_000;

/** A desk in a folder. `atRest`: files are taken to be older than they are; else their contents are compared, as after every edit. */
export function createDesk(folder: string, atRest = true, cache = path.join(temporaryFolder(), 'cache')): Desk {
  const program = path.join(temporaryFolder({ 'program.js': 'first' }), 'program.js');
  const results: Results = { store: createResultStore(cache), folder: cache, program: () => [program], started: Date.now() + restMs };
  const plain: Desk['plain'] = async (words = ['check'], changes = {}) => {
    const { outcome, out, err } = await run(folder, words, {}, changes);
    return { kept: false, outcome, out, err };
  };
  return {
    folder, cache, program, plain,
    async check(words = ['check'], changes = {}, faults = {}) {
      let out = '';
      let err = '';
      const host = {
        cwd: folder, version: '1.2.3', colour: false, clock: { today: () => '2026-11-21' }, results,
        ...changes, out: (text: string | Buffer) => { out += text.toString(); }, err: (text: string) => { err += text; },
      };
      const answered = answerFromResults(words, host);
      if (answered !== undefined) return { kept: true, outcome: answered, out, err };
      const now = Date.now();
      const clock = vi.spyOn(Date, 'now').mockReturnValue(atRest ? now + restMs : now);
      const ran = await run(folder, words, faults, { results, ...changes }).finally(() => { clock.mockRestore(); });
      return { kept: false, outcome: ran.outcome, out: ran.out, err: ran.err };
    },
  };
}
