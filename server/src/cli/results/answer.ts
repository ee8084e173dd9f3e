import { holds } from '../../node/resultCache/evidence.ts';
import { type Arguments, parseArguments } from '../args.ts';
import type { CliEnvironment, Outcome } from '../environment.ts';
import { locateTargets } from '../targets.ts';
import { type KeptOutcomes, messagesName, outcomesName, outputName, resultKey } from './results.ts';

/** What is needed of the process to answer from an earlier run. */
export interface AnswerHost extends Pick<CliEnvironment, 'cwd' | 'version' | 'clock' | 'colour' | 'err' | 'results'> {
  readonly out: (text: string | Buffer) => void;
}

/**
 * Answers a `check` with what the last one printed, if nothing that it looked at has changed since. `undefined` when the command has to be run, whatever
 * the reason. Until it answers, it prints nothing.
 */
export function answerFromResults(words: readonly string[], host: AnswerHost): Outcome | undefined {
  const { results } = host;
  if (results === undefined) return undefined;
  try {
    const args = parseArguments(words);
    if (args.command !== 'check' || !args.cache) return undefined;
    const key = resultKey(args, locateTargets(args.operands, host.cwd), host);
    const entry = results.store.read(key);
    const output = entry?.bytes(outputName(args.format, host.colour && args.colour));
    const messages = entry?.text(messagesName);
    const outcome = outcomeIn(entry?.text(outcomesName), args.failOn);
    if (entry === undefined || output === undefined || messages === undefined || outcome === undefined || !holds(entry.evidence)) return undefined;
    results.store.touch(key);
    if (messages !== '') host.err(messages);
    if (output.length > 0) host.out(output);
    return outcome;
  } catch {
    // Wrong use is told by the command itself.
    return undefined;
  }
}

function outcomeIn(text: string | undefined, failOn: Arguments['failOn']): Outcome | undefined {
  if (text === undefined) return undefined;
  const outcome = (JSON.parse(text) as Partial<KeptOutcomes>)[failOn];
  return outcome === 'done' || outcome === 'findings' ? outcome : undefined;
}
