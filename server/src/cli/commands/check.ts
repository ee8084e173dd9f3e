import type { Arguments } from '../args.ts';
import type { CommandEnvironment, Outcome } from '../environment.ts';
import { openProject } from '../project.ts';
import { createReport, outcomeOf, type Report } from '../report.ts';
import { githubReport } from '../reporters/github.ts';
import { jsonReport } from '../reporters/json.ts';
import { sarifReport } from '../reporters/sarif.ts';
import { textReport } from '../reporters/text.ts';
import { createPalette } from '../terminal.ts';

/** `upguide check`: reports, writes nothing. */
export async function check(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const project = await openProject(args, args.operands, environment);
  const report = createReport(project, args, environment);
  environment.out(format(report, args, environment));
  return outcomeOf(report, args.failOn);
}

function format(report: Report, args: Arguments, environment: CommandEnvironment): string {
  const { migrations, version } = environment;
  switch (args.format) {
    case 'json': return jsonReport(report);
    case 'sarif': return sarifReport(report, migrations, version);
    case 'github': return githubReport(report, args.quiet);
    default: return textReport(report, { palette: createPalette(environment.colour && args.colour), quiet: args.quiet, migrations });
  }
}
