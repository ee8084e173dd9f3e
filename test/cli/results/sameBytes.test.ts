import path from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../../server/src/cli/commandLine.ts';
import { type AnswerHost, answerFromResults } from '../../../server/src/cli/results/answer.ts';
import { createResultStore } from '../../../server/src/node/resultCache/resultStore.ts';
import { temporaryFolder } from '../../support/temporaryFolder.ts';
import { exampleCopies } from './examples.ts';

/** Ways to print a result; `colour` as on a terminal. */
const ways = ['text', 'json', 'github', 'sarif'].flatMap((format) => (format === 'text' ? [{ format, colour: true }, { format, colour: false }] : [{ format, colour: false }]));

test('an answer from the last run has the bytes of a run, in all examples and formats', async () => {
  for (const { name, folder } of exampleCopies()) {
    const cache = path.join(temporaryFolder(), 'cache');
    const program = path.join(temporaryFolder({ 'program.js': '' }), 'program.js');
    let printed = { out: '', err: '' };
    const host = (colour: boolean): AnswerHost => ({
      cwd: folder, version: '1.0.0', colour, clock: { today: () => '2026-11-21' },
      out: (text) => { printed.out += text.toString(); }, err: (text) => { printed.err += text; },
      results: { store: createResultStore(cache), folder: cache, program: () => [program], started: Date.now() + 1000 },
    });
    const command = async (words: readonly string[], colour: boolean) => {
      printed = { out: '', err: '' };
      const outcome = await runCommandLine(words, host(colour), new AbortController().signal);
      return { outcome, ...printed };
    };
    const plain = new Map<string, unknown>();
    for (const { format, colour } of ways) plain.set(`${format} ${colour}`, await command(['check', '--no-cache', '--format', format], colour));
    await command(['check', '--format', 'sarif'], false);
    for (const { format, colour } of ways) {
      printed = { out: '', err: '' };
      const outcome = answerFromResults(['check', '--format', format], host(colour));
      expect({ name, format, colour, answer: { outcome, ...printed } }).toEqual({ name, format, colour, answer: plain.get(`${format} ${colour}`) });
      expect(printed.out).not.toBe('');
    }
  }
});
