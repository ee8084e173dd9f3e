import type { Arguments } from '../args.ts';
import type { CommandEnvironment, Outcome } from '../environment.ts';
import { openProject, type Project } from '../project.ts';
import { createReport, outcomeOf, type Report } from '../report.ts';
import { githubReport } from '../reporters/github.ts';
import { jsonParts, jsonReport } from '../reporters/json.ts';
import { sarifReport } from '../reporters/sarif.ts';
import { textReport } from '../reporters/text.ts';
import { outputName } from '../results/results.ts';
import { createPalette } from '../terminal.ts';
import { type Format, type Threshold, thresholds } from '../usage.ts';

/** `upguide check`: reports, writes nothing. */
export async function check(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const project = await openProject(args, args.operands, environment);
  const report = createReport(project, args, environment);
  const colour = environment.colour && args.colour;
  // In parts: the text of thousands of findings would be in memory twice. Whoever keeps results makes it once more.
  const output = args.format === 'json' ? undefined : format(report, args.format, colour, args, environment);
  if (output === undefined) for (const part of jsonParts(report)) environment.out(part);
  else environment.out(output);
  keep(report, project, output === undefined ? {} : { [outputName(args.format, colour)]: output }, args, environment);
  return outcomeOf(report, args.failOn);
}

function format(report: Report, as: Format | undefined, colour: boolean, args: Arguments, environment: CommandEnvironment): string {
  const { migrations, version } = environment;
  switch (as) {
    case 'json': return jsonReport(report);
    case 'sarif': return sarifReport(report, migrations, version);
    case 'github': return githubReport(report, args.quiet);
    default: return textReport(report, { palette: createPalette(colour), quiet: args.quiet, migrations });
  }
}

/** Formats that cost next to nothing: whoever asks for another one next time needs no new run. For SARIF all edits are made. */
const cheap: readonly (readonly [Format, boolean])[] = [['text', false], ['text', true], ['json', false], ['github', false]];

/** Keeps a complete result for the next time. */
function keep(report: Report, project: Project, printed: Readonly<Record<string, string>>, args: Arguments, environment: CommandEnvironment): void {
  const { record } = environment;
  // An interrupted run is about to be finished or put back.
  if (record === undefined || project.interrupted) return;
  const outcomes = new Map<Threshold, 'done' | 'findings'>();
  for (const failOn of thresholds) {
    const outcome = outcomeOf(report, failOn);
    if (outcome === 'failed') return;
    outcomes.set(failOn, outcome);
  }
  const others = cheap.map(([as, colour]) => [outputName(as, colour), format(report, as, colour, args, environment)] as const);
  record.keep(Object.fromEntries(outcomes) as Record<Threshold, 'done' | 'findings'>, { ...Object.fromEntries(others), ...printed });
}
