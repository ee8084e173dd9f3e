import type { UpgradePlan } from '../../service/languageService.ts';
import type { Arguments } from '../args.ts';
import { unifiedDiff } from '../diff.ts';
import { type CommandEnvironment, type Outcome, StoppedError } from '../environment.ts';
import { chooseInteractively } from '../interactive.ts';
import { planProject } from '../planning.ts';
import { openProject, type Project } from '../project.ts';
import { createReport, outcomeOf, type Report } from '../report.ts';
import { acceptedLines, findingsText, skippedLines } from '../reporters/text.ts';
import { counted, createPalette, type Palette, printable, showPath } from '../terminal.ts';
import { currentMark, writePlan, type WrittenPlan } from '../writePlan.ts';
import { resume } from './resume.ts';

/** `upguide fix`: applies fixes as a run that can be rolled back, or shows with `--dry-run` what it would apply. */
export async function fix(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  if (args.resume) return resume(args, environment);
  const ask = args.interactive ? askOf(environment) : undefined;
  const project = await openProject(args, args.operands, environment);
  if (project.interrupted && !args.dryRun) throw new StoppedError('Nothing was changed: the interrupted run comes first.');
  // Unknown ids in --only are refused before anything is written.
  createReport(project, args, environment);
  const applicability = args.unsafe ? 'unsafe' : 'safe';
  const plan = ask === undefined ? await planProject(project, args, environment, { applicability })
    : await chooseInteractively({ project, args, environment, applicability, ask });
  return args.dryRun ? showPlan(plan, project, args, environment) : applyPlan(plan, project, args, environment);
}

function askOf({ terminal }: CommandEnvironment): NonNullable<CommandEnvironment['terminal']['ask']> {
  if (terminal.ask !== undefined) return terminal.ask;
  throw new StoppedError('--interactive asks before each change, but there is no terminal that could answer. Leave it out, or see the changes with --dry-run first.');
}

/** The diff alone goes to the standard output, so that it can be piped into `patch`. */
function showPlan(plan: UpgradePlan, project: Project, args: Arguments, environment: CommandEnvironment): Outcome {
  let changes = 0;
  for (const file of plan.files) {
    const mark = currentMark(file);
    if (mark === undefined) {
      environment.err(`${printable(project.show(file.uri))}: it changed on disk while it was looked at; run the command again.\n`);
      continue;
    }
    environment.out(unifiedDiff({ path: project.show(file.uri), before: mark + file.before, after: mark + file.after }));
    changes++;
  }
  // As if it were written: what is left then.
  for (const { uri, after } of plan.files) project.service.open({ uri, version: 1, text: after });
  const report = createReport(project, args, environment);
  if (!args.quiet) {
    const change = changes === 0 ? 'Nothing would change.' : `${counted(changes, 'file')} would change; nothing was written.`;
    for (const line of [...refusals(plan, project), ...skippedLines(report), `${change} ${left(report)}`]) environment.err(`${line}\n`);
  }
  const outcome = outcomeOf(report, args.failOn);
  return outcome === 'done' && changes > 0 ? 'findings' : outcome;
}

async function applyPlan(plan: UpgradePlan, project: Project, args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const palette = createPalette(environment.colour && args.colour);
  const done = await writePlan(plan, project, environment);
  const written = done.files.filter(({ outcome }) => outcome === 'written');
  if (environment.signal.aborted && written.length === 0) throw new StoppedError('stopped; nothing was changed.');
  const notWritten = tellFiles(done, project, palette, args, environment);
  await project.service.refresh(done.files.map(({ planned }) => planned.uri));

  const report = createReport(project, args, environment);
  for (const line of refusals(plan, project)) environment.err(`${line}\n`);
  // Who was asked for each change has seen what there is.
  const findings = args.interactive ? '' : findingsText(report, palette);
  if (findings !== '') environment.out(written.length > 0 && !args.quiet ? `\n${findings}` : findings);
  if (!args.quiet) {
    const closing = [
      ...skippedLines(report), ...acceptedLines(report), palette.bold(`${counted(written.length, 'file')} changed. ${left(report)}`), ...nextStep(report, args), ...wayBack(done, environment),
    ];
    environment.out(`${written.length > 0 || findings !== '' ? '\n' : ''}${closing.map((line) => `${line}\n`).join('')}`);
  }
  if (environment.signal.aborted) {
    environment.err(`upguide: stopped; ${counted(written.length, 'file')} of ${plan.files.length} changed, each completely.${written.length > 0 ? ' The run was being written already, so it was brought to its end.' : ''}\n`);
    return 'failed';
  }
  if (notWritten === 'failed') return 'failed';
  const outcome = outcomeOf(report, args.failOn);
  // A file that was asked for and left alone is not "all done", whatever --fail-on says about findings.
  return outcome === 'done' && (notWritten === 'refused' || plan.refused.length > 0) ? 'findings' : outcome;
}

/** Prints what became of each file. Gives the worst that happened to one that was not written. */
function tellFiles({ files, runs }: WrittenPlan, project: Project, palette: Palette, args: Arguments, environment: CommandEnvironment): 'refused' | 'failed' | undefined {
  // One reason for all of its files.
  const broken = runs.find(({ result }) => result.state !== 'done');
  for (const { planned, outcome, reason } of files) {
    const path = printable(project.show(planned.uri));
    if (outcome === 'written') {
      if (!args.quiet) environment.out(`${palette.bold(path)}\n${appliedTitles(planned, palette).join('')}`);
    } else if (outcome !== 'unchanged' && broken === undefined) {
      environment.err(`${path}: not changed. ${printable(reason ?? '')}\n`);
    }
  }
  if (broken !== undefined) environment.err(`upguide: ${broken.root === environment.cwd ? 'the changes' : `the changes in ${printable(showPath(environment.cwd, broken.root))}`} could not be written. ${printable(broken.result.reason ?? '')}\n`);
  if (broken !== undefined || files.some(({ outcome }) => outcome === 'failed')) return 'failed';
  return files.some(({ outcome }) => outcome === 'refused') ? 'refused' : undefined;
}

function appliedTitles({ edits }: WrittenPlan['files'][number]['planned'], palette: Palette): string[] {
  return [...new Set(edits.map(({ title, applicability, change, rule }) => `  ${palette.green('fixed')} ${palette.dim(`[${change ?? rule}]`)} ${printable(title)} (${applicability})\n`))];
}

function refusals(plan: UpgradePlan, project: Project): string[] {
  return plan.refused.map(({ uri, reason }) => `${printable(project.show(uri))}: left alone. ${printable(reason)}`);
}

function nextStep({ summary: { unsafe } }: Report, args: Arguments): string[] {
  return unsafe > 0 && !args.unsafe ? ['Apply the unsafe fixes too with `upguide fix --unsafe` (add --dry-run to see the changes first).'] : [];
}

function wayBack({ runs }: WrittenPlan, { cwd }: CommandEnvironment): string[] {
  return runs.flatMap(({ root, result: { id } }) => (id === undefined ? [] : [`Roll it back with \`upguide rollback ${id}${root === cwd ? '' : ` ${showPath(cwd, root)}`}\`.`]));
}

function left({ summary: { findings, safe, unsafe, manual } }: Report): string {
  return findings === 0 ? 'No findings are left.' : `${counted(findings, 'finding')} left: ${safe} safe, ${unsafe} unsafe, ${manual} manual.`;
}
