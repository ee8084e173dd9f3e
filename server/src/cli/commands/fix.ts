import type { Arguments } from '../args.ts';
import { unifiedDiff } from '../diff.ts';
import type { CliEnvironment, Outcome } from '../environment.ts';
import { type FixedFile, type FixPlan, planFixes } from '../fixPlan.ts';
import { readTextFile } from '../../node/readTextFile.ts';
import { pathOfUri } from '../../node/uris.ts';
import { writeTextFile, type WriteResult } from '../../node/writeTextFile.ts';
import { openProject, type Project } from '../project.ts';
import { createReport, outcomeOf, type Report, selectedIds } from '../report.ts';
import { findingsText, skippedLines } from '../reporters/text.ts';
import { counted, createPalette, type Palette, printable } from '../terminal.ts';

/** `upguide fix`: applies fixes, or shows with `--dry-run` what it would apply. */
export async function fix(args: Arguments, environment: CliEnvironment): Promise<Outcome> {
  const project = await openProject(args, args.operands, environment);
  // Unknown ids in --only are refused before anything is written.
  createReport(project, args, environment);
  const plan = await planFixes(project.service, {
    uris: project.files(), applicability: args.unsafe ? 'unsafe' : 'safe', only: selectedIds(args, project), signal: environment.signal,
  });
  return args.dryRun ? showPlan(plan, project, args, environment) : applyPlan(plan, project, args, environment);
}

/** The diff alone goes to the standard output, so that it can be piped into `patch`. */
function showPlan(plan: FixPlan, project: Project, args: Arguments, environment: CliEnvironment): Outcome {
  let changes = 0;
  for (const file of plan.files) {
    const path = pathOfUri(file.uri);
    const now = path === undefined ? undefined : readTextFile(path);
    if (now?.kind !== 'text' || now.text !== file.before) {
      environment.err(`${printable(project.show(file.uri))}: it changed on disk while it was looked at; run the command again.\n`);
      continue;
    }
    const mark = now.bom ? '\uFEFF' : '';
    environment.out(unifiedDiff({ path: project.show(file.uri), before: mark + file.before, after: mark + file.after }));
    changes++;
  }
  const report = createReport(project, args, environment);
  if (!args.quiet) {
    const change = changes === 0 ? 'Nothing would change.' : `${counted(changes, 'file')} would change; nothing was written.`;
    for (const line of [...refusals(plan, project), ...skippedLines(report), `${change} ${left(report)}`]) environment.err(`${line}\n`);
  }
  const outcome = outcomeOf(report, args.failOn);
  return outcome === 'done' && changes > 0 ? 'findings' : outcome;
}

async function applyPlan(plan: FixPlan, project: Project, args: Arguments, environment: CliEnvironment): Promise<Outcome> {
  const palette = createPalette(environment.colour && args.colour);
  const notWritten: WriteResult['kind'][] = [];
  let written = 0;
  for (const file of plan.files) {
    if (environment.signal.aborted) break;
    const result = await write(file, project);
    const path = printable(project.show(file.uri));
    if (result.kind === 'written') {
      written++;
      if (!args.quiet) environment.out(`${palette.bold(path)}\n${appliedTitles(file, palette).join('')}`);
    } else {
      notWritten.push(result.kind);
      environment.err(`${path}: not changed. ${printable(result.reason)}\n`);
    }
  }
  // From here on the files on disk count, also those that could not be written.
  for (const { uri } of [...plan.files, ...plan.refused]) await project.service.close(uri);

  const report = createReport(project, args, environment);
  for (const line of refusals(plan, project)) environment.err(`${line}\n`);
  const findings = findingsText(report, palette);
  if (findings !== '') environment.out(written > 0 && !args.quiet ? `\n${findings}` : findings);
  if (!args.quiet) {
    const closing = [...skippedLines(report), palette.bold(`${counted(written, 'file')} changed. ${left(report)}`), ...nextStep(report, args)];
    environment.out(`${written > 0 || findings !== '' ? '\n' : ''}${closing.map((line) => `${line}\n`).join('')}`);
  }

  if (environment.signal.aborted) {
    environment.err(`upguide: stopped; ${counted(written, 'file')} of ${plan.files.length} changed, each completely.\n`);
    return 'failed';
  }
  if (notWritten.includes('failed')) return 'failed';
  const outcome = outcomeOf(report, args.failOn);
  // A file that was asked for and left alone is not "all done", whatever --fail-on says about findings.
  return outcome === 'done' && notWritten.length > 0 ? 'findings' : outcome;
}

function write(file: FixedFile, project: Project): Promise<WriteResult> {
  const path = pathOfUri(file.uri);
  if (path === undefined) return Promise.resolve({ kind: 'refused', reason: 'It is no file of this machine.' });
  return writeTextFile({ path, before: file.before, after: file.after, roots: project.folders });
}

function appliedTitles({ edits }: FixedFile, palette: Palette): string[] {
  return [...new Set(edits.map(({ title, applicability, change, rule }) => `  ${palette.green('fixed')} ${palette.dim(`[${change ?? rule}]`)} ${printable(title)} (${applicability})\n`))];
}

function refusals(plan: FixPlan, project: Project): string[] {
  return plan.refused.map(({ uri, reason }) => `${printable(project.show(uri))}: left alone. ${printable(reason)}`);
}

function nextStep({ summary: { unsafe } }: Report, args: Arguments): string[] {
  return unsafe > 0 && !args.unsafe ? ['Apply the unsafe fixes too with `upguide fix --unsafe` (add --dry-run to see the changes first).'] : [];
}

function left({ summary: { findings, safe, unsafe, manual } }: Report): string {
  return findings === 0 ? 'No findings are left.' : `${counted(findings, 'finding')} left: ${safe} safe, ${unsafe} unsafe, ${manual} manual.`;
}
