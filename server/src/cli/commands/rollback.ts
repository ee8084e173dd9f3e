import fs from 'node:fs';
import path from 'node:path';
import { isInside } from '../../node/uris.ts';
import { listRuns, rollbackRun, type RollbackFileResult, type RollbackResult, type RunSummary, unfinishedRuns } from '../../service/transaction/index.ts';
import { isRunId } from '../../service/transaction/layout.ts';
import type { Arguments } from '../args.ts';
import { type CommandEnvironment, type Outcome, StoppedError, UsageError } from '../environment.ts';
import { runListJson } from '../reporters/runListJson.ts';
import { type FolderRun, locateRuns, type RunTarget } from '../runs.ts';
import { interruptedText, runLines } from '../runText.ts';
import { counted, createPalette, printable, showPath } from '../terminal.ts';
import { usageLine } from '../usage.ts';

/** `upguide rollback [ID] [PATH…]`: puts files back as they were before a run. `--list` only lists the runs. */
export async function rollback(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const [first] = args.operands;
  const id = first !== undefined && isRunId(first) ? first : undefined;
  const targets = locateRuns(id === undefined ? args.operands : args.operands.slice(1), environment.cwd);
  if (args.list) return list(targets, id, args, environment);
  if (args.format !== undefined) throw new UsageError(`--format goes with --list: the other forms of rollback print text.\n${usageLine('rollback')}`);

  const chosen = await choose(targets, id, environment);
  if (chosen.length === 0 && first !== undefined && !fs.existsSync(path.resolve(environment.cwd, first))) {
    throw new UsageError(`${printable(first)}: there is no such run, file or folder, and no run that is in effect has changed it. See the runs with \`upguide rollback --list\`.\n${usageLine('rollback')}`);
  }
  if (chosen.length === 0) {
    if (!args.quiet) environment.out(`There is nothing to roll back${args.operands.length === 0 ? '' : ' for these paths'}: no run has changed a file here, or all were rolled back.\n`);
    return 'done';
  }
  const outcomes: Outcome[] = [];
  for (const one of chosen) outcomes.push(await takeBack(one, targets, args, environment));
  return outcomes.find((one) => one === 'failed') ?? outcomes.find((one) => one === 'findings') ?? 'done';
}

async function list(targets: readonly RunTarget[], id: string | undefined, args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const { transactions, cwd } = environment;
  const palette = createPalette(environment.colour && args.colour);
  const runs: (FolderRun & { readonly waits: boolean })[] = [];
  for (const target of targets) {
    const waiting = new Set((await unfinishedRuns(target.root, transactions)).map((run) => run.id));
    for (const run of await listRuns(target.root, transactions)) {
      if ((id === undefined || run.id === id) && touches(run, target.paths)) runs.push({ root: target.root, run, waits: waiting.has(run.id) });
    }
  }
  if (args.format === 'json') {
    environment.out(runListJson(runs, cwd));
    return 'done';
  }
  if (runs.length === 0 && !args.quiet) environment.out('There are no runs here. `upguide fix` makes one each time it changes files.\n');
  environment.out(runs.map((one) => runLines(one, one.waits, palette).map((line) => `${line}\n`).join('')).join('\n'));
  for (const one of runs) if (one.waits) environment.err(`upguide: ${interruptedText(one, cwd)}\n`);
  return 'done';
}

interface Chosen extends FolderRun {
  /** Files of the run; `undefined` for all. */
  readonly files: readonly string[] | undefined;
}

/** The run with the id, or in each folder the last one that still changes something. Throws for an id that there is not. */
async function choose(targets: readonly RunTarget[], id: string | undefined, environment: CommandEnvironment): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  for (const { root, paths } of targets) {
    const runs = (await listRuns(root, environment.transactions)).filter((run) => (id === undefined ? isInEffect(run, paths) : run.id === id));
    const [run] = runs;
    if (run === undefined) continue;
    if (run.state === 'damaged') throw new StoppedError(`${run.id}: ${run.problem ?? 'Its journal is damaged.'}`);
    const files = filesIn(run, paths);
    if (files.length === 0) throw new UsageError(`No file of the run ${run.id} is in ${paths.map((one) => printable(showPath(environment.cwd, one))).join(', ')}. See them with \`upguide rollback --list\`.`);
    chosen.push({ root, run, files: files.length === run.files.length ? undefined : files });
  }
  if (chosen.length === 0 && id !== undefined) {
    throw new UsageError(`There is no run ${id} ${targets.map(({ root }) => (root === environment.cwd ? 'here' : `in ${printable(showPath(environment.cwd, root))}`)).join(', ')}. See the runs with \`upguide rollback --list\`; the last ten are kept.`);
  }
  return chosen;
}

/** Whether a run has changed something (in these paths) that is not as before. */
function isInEffect(run: RunSummary, paths: readonly string[]): boolean {
  if (run.state === 'restored' || run.state === 'damaged') return false;
  return run.state !== 'done' || run.files.some(({ path: file, state }) => state !== 'old' && isWanted(file, paths));
}

function touches(run: RunSummary, paths: readonly string[]): boolean {
  return paths.length === 0 || run.files.some(({ path: file }) => isWanted(file, paths));
}

function filesIn(run: RunSummary, paths: readonly string[]): string[] {
  return run.files.map((file) => file.path).filter((file) => isWanted(file, paths));
}

function isWanted(file: string, paths: readonly string[]): boolean {
  return paths.length === 0 || paths.some((one) => isInside(one, path.normalize(file)));
}

async function takeBack({ root, run, files }: Chosen, targets: readonly RunTarget[], args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const { cwd, transactions } = environment;
  const { progress } = environment;
  const result = await rollbackRun(root, run.id, {
    ...(files === undefined ? {} : { files }), force: args.force, roots: targets.map((target) => target.root),
    onProgress: ({ done, total }) => { progress.update('Putting back', done, total); },
  }, transactions);
  progress.clear();
  if (result.state === 'failed') throw new StoppedError(`${run.id} was not rolled back. ${result.reason ?? ''}`);
  print(result, run, args, environment);
  if (result.state === 'unfinished') throw new StoppedError(`${run.id} is not rolled back completely. ${result.reason ?? ''}`);
  const outcomes = result.files.map(({ outcome }) => outcome);
  if (outcomes.includes('refused') && !args.force) {
    environment.err(`upguide: \`upguide rollback ${run.id} --force${root === cwd ? '' : ` ${showPath(cwd, root)}`}\` puts back files that changed since, too; what it overwrites is kept in the folder of the run.\n`);
  }
  return outcomes.includes('failed') ? 'failed' : outcomes.includes('refused') ? 'findings' : 'done';
}

function print({ files }: RollbackResult, run: RunSummary, args: Arguments, environment: CommandEnvironment): void {
  const palette = createPalette(environment.colour && args.colour);
  const show = (file: string) => printable(showPath(environment.cwd, file));
  const count = (wanted: RollbackFileResult['outcome']) => files.filter(({ outcome }) => outcome === wanted).length;
  for (const { path: file, outcome, reason, kept } of files) {
    if (outcome === 'refused' || outcome === 'failed') environment.err(`${show(file)}: not put back. ${printable(reason ?? '')}\n`);
    else if (outcome === 'restored' && !args.quiet) environment.out(`${palette.green('put back')} ${show(file)}${kept === undefined ? '' : ` (what was there is kept in ${show(kept)})`}\n`);
  }
  if (args.quiet) return;
  const left = count('refused') + count('failed');
  const unchanged = count('unchanged');
  const parts = [`${counted(count('restored'), 'file')} put back`, ...(unchanged > 0 ? [`${unchanged} as before already`] : []), ...(left > 0 ? [`${left} left alone`] : [])];
  environment.out(`${palette.bold(`Run ${run.id} (${printable(run.title)}): ${parts.join(', ')}.`)}\n`);
}
