import path from 'node:path';
import { uriOfPath } from '../../node/uris.ts';
import type { ReportModel } from '../../service/report/reportTypes.ts';
import { renderReport } from '../../service/report/renderReport.ts';
import type { Arguments } from '../args.ts';
import { type CommandEnvironment, type Outcome, UsageError } from '../environment.ts';
import { planMark, writePlanFile } from '../ownFiles.ts';
import { planProject } from '../planning.ts';
import { openProject } from '../project.ts';
import { createReport } from '../report.ts';
import { planJson } from '../reporters/planJson.ts';
import { planText } from '../reporters/planText.ts';
import { createPalette } from '../terminal.ts';
import { upgradeReport } from '../upgradeReport.ts';
import { usageLine } from '../usage.ts';

type PlanFormat = 'text' | 'json' | 'markdown' | 'html';

/** `upguide plan`: the upgrade as ordered steps. Writes nothing but the file that it is asked for. */
export async function plan(args: Arguments, environment: CommandEnvironment): Promise<Outcome> {
  const format = formatOf(args);
  const project = await openProject(args, args.operands, environment);
  const report = createReport(project, args, environment);
  // All tiers: an upgrade that is only planned shows what there is to decide.
  const planned = await planProject(project, args, environment, { applicability: 'unsafe' });
  const shown = args.only.length === 0 ? planned : { ...planned, items: planned.items.filter(report.selects) };
  const model = await upgradeReport(shown, report, project, environment);
  if (args.output === undefined) environment.out(print(model, format, args, environment));
  else {
    await writePlanFile(path.resolve(environment.cwd, args.output), args.output, print(model, format, args, environment));
    if (!args.quiet) environment.out(`The plan is in ${args.output}.\n`);
  }
  if (report.failed.length > 0 || !report.complete || !planned.complete) return 'failed';
  return shown.items.some(({ severity }) => severity !== 'hint') || planned.refused.length > 0 ? 'findings' : 'done';
}

const endings: Readonly<Record<string, PlanFormat>> = { '.json': 'json', '.md': 'markdown', '.markdown': 'markdown', '.html': 'html', '.htm': 'html' };

/** Given, or told by the end of the file's name. */
function formatOf({ format, output }: Arguments): PlanFormat {
  const given = format === 'sarif' || format === 'github' ? undefined : format;
  if (output === undefined) return given ?? 'text';
  const told = endings[path.extname(output).toLowerCase()];
  if (given === undefined && told === undefined) throw new UsageError(`--output ${output}: expected a file that ends with .json, .md or .html, or --format beside it.\n${usageLine('plan')}`);
  if (given === 'text') throw new UsageError(`--format text is for the terminal. Leave it out, or send the output into ${output} (> ${output}).\n${usageLine('plan')}`);
  if (given !== undefined && told !== undefined && given !== told) throw new UsageError(`--format ${given} does not go with --output ${output}. Leave --format out, or name the file differently.\n${usageLine('plan')}`);
  return given ?? told ?? 'text';
}

function print(model: ReportModel, format: PlanFormat, args: Arguments, { colour, cwd }: CommandEnvironment): string {
  // Links in a file lead from where it is.
  const folder = uriOfPath(path.dirname(path.resolve(cwd, args.output ?? 'plan')));
  switch (format) {
    case 'json': return planJson(model);
    case 'markdown': return `${planMark}\n${renderReport(model, { format, folder })}`;
    case 'html': return renderReport(model, { format, folder }).replace(/^(<!doctype html>)/i, `$1\n${planMark}`);
    case 'text': return planText(model, createPalette(colour && args.colour));
  }
}
