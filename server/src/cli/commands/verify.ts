import type { Arguments } from '../args.ts';
import type { CommandEnvironment, Outcome } from '../environment.ts';
import { openProject } from '../project.ts';
import { createReport, outcomeOf, type Report } from '../report.ts';
import { jsonReport } from '../reporters/json.ts';
import { textReport } from '../reporters/text.ts';
import { counted, createPalette, type Palette, printable, showPath } from '../terminal.ts';
import { checkTouchedFiles, type TouchedFile } from '../touchedFiles.ts';

/** `upguide verify`: what is left, and whether the files that runs have changed are still valid. Writes nothing. */
export async function verify(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const project = await openProject(args, args.operands, environment);
  const report = createReport(project, args, environment);
  const touched = await checkTouchedFiles(project, environment);
  environment.out(args.format === 'json' ? jsonReport(report, { touched: touchedJson(touched, environment) }) : textOf(report, touched, args, environment));
  const outcome = outcomeOf(report, args.failOn);
  if (outcome === 'failed' || touched.some(({ unreadable }) => unreadable !== undefined)) return 'failed';
  return touched.some(isWorse) ? 'findings' : outcome;
}

function isWorse({ problems }: TouchedFile): boolean {
  return problems.length > 0;
}

function touchedJson(touched: readonly TouchedFile[], { cwd }: CommandEnvironment) {
  return touched.map(({ path, run, state, problems, unreadable }) => ({
    path: showPath(cwd, path), run, state, problems, ...(unreadable === undefined ? {} : { unreadable }),
  }));
}

function textOf(report: Report, touched: readonly TouchedFile[], args: Arguments, environment: CommandEnvironment): string {
  const palette = createPalette(environment.colour && args.colour);
  const left = textReport(report, { palette, quiet: args.quiet, migrations: environment.migrations });
  const lines = touched.flatMap((file) => fileLines(file, printable(showPath(environment.cwd, file.path)), args.quiet, palette));
  if (!args.quiet) lines.push(palette.bold(summary(touched)));
  if (lines.length === 0) return left;
  return `${left}${left === '' ? '' : '\n'}${lines.map((line) => `${line}\n`).join('')}`;
}

function fileLines({ state, problems, unreadable, run }: TouchedFile, path: string, quiet: boolean, palette: Palette): string[] {
  if (unreadable !== undefined) return [`${palette.bold(path)} ${palette.red('cannot be read')} ${printable(unreadable)}`];
  if (problems.length > 0) {
    return problems.map(({ kind, message, line }) => `${palette.bold(path)}:${line} ${palette.red(kind === 'syntax' ? 'does not parse' : 'is not valid')} ${printable(message)}`)
      .concat(`    It was better before: see the difference with your version control, or put it back with \`upguide rollback ${run} ${path}\`.`);
  }
  if (quiet || state === 'new') return [];
  const said = { old: 'is as it was before the run', changed: 'changed since the run', missing: 'is gone since the run' }[state];
  return [`${palette.bold(path)} ${said} ${run}.`];
}

function summary(touched: readonly TouchedFile[]): string {
  if (touched.length === 0) return 'No run of `upguide fix` is in effect here, so there is no changed file to look at.';
  const worse = touched.filter((file) => isWorse(file) || file.unreadable !== undefined).length;
  const good = worse === 0 ? `${touched.length === 1 ? 'It parses and validates' : 'All of them parse and validate'} as well as before.` : `${worse} of them no longer ${worse === 1 ? 'parses or validates' : 'parse or validate'} as before.`;
  return `${counted(touched.length, 'file')} changed by runs. ${good}`;
}
