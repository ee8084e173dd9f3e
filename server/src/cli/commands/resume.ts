import { finishRun, type RunSummary, unfinishedRuns } from '../../service/transaction/index.ts';
import type { Arguments } from '../args.ts';
import { type CommandEnvironment, type Outcome, StoppedError } from '../environment.ts';
import { locateRuns } from '../runs.ts';
import { interruptedText } from '../runText.ts';
import { counted, printable, showPath } from '../terminal.ts';

/** `upguide fix --resume`: gives the files of an interrupted run the texts that it had prepared. Plans nothing anew. */
export async function resume(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const { cwd, transactions } = environment;
  const roots = locateRuns(args.operands, cwd).map(({ root }) => root);
  const outcomes: Outcome[] = [];
  for (const root of roots) {
    for (const run of await unfinishedRuns(root, transactions)) {
      // There is no way forward once a rollback has begun.
      if (run.state !== 'prepared') throw new StoppedError(interruptedText({ root, run }, cwd));
      outcomes.push(await finish(root, roots, run, args, environment));
    }
  }
  if (outcomes.length === 0 && !args.quiet) environment.out('No run waits to be finished.\n');
  return outcomes.find((one) => one === 'failed') ?? outcomes.find((one) => one === 'findings') ?? 'done';
}

async function finish(root: string, roots: readonly string[], { id, title }: RunSummary, args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const { progress } = environment;
  const { files, state, reason } = await finishRun(root, id, environment.transactions, { roots, onProgress: ({ done, total }) => { progress.update('Writing', done, total); } });
  progress.clear();
  const notWritten = files.filter(({ outcome }) => outcome === 'refused' || outcome === 'failed');
  for (const { path, reason: why } of notWritten) environment.err(`${printable(showPath(environment.cwd, path))}: not changed. ${printable(why ?? '')}\n`);
  if (state !== 'done') throw new StoppedError(`${id} was not finished. ${reason ?? ''}`);
  if (!args.quiet) environment.out(`Run ${id} (${printable(title)}) is finished: ${counted(files.length - notWritten.length, 'file')} changed${notWritten.length > 0 ? `, ${notWritten.length} left alone` : ''}. See what is left with \`upguide verify\`.\n`);
  return notWritten.length > 0 ? 'findings' : 'done';
}
