import path from 'node:path';
import { countStale } from '../node/baselineFile.ts';
import { uriOfPath } from '../node/uris.ts';
import type { UpgradePlan } from '../service/languageService.ts';
import { buildReport } from '../service/report/buildReport.ts';
import type { ReportInputRun } from '../service/report/reportInput.ts';
import type { ReportModel } from '../service/report/reportTypes.ts';
import { listRuns, type RunSummary } from '../service/transaction/index.ts';
import type { CliEnvironment } from './environment.ts';
import type { Project } from './project.ts';
import type { Report } from './report.ts';

/** The model of the upgrade: what is left by the plan, and what runs have done. */
export async function upgradeReport(plan: UpgradePlan, report: Report, project: Project, environment: CliEnvironment): Promise<ReportModel> {
  const { service, folders } = project;
  const texts = new Map(plan.files.map(({ uri, before }) => [uri, before]));
  const stale = await countStale(service, environment.signal);
  return buildReport({
    today: environment.clock.today(),
    // Paths are as everywhere on the command line: relative to where one works.
    folders: [{ uri: uriOfPath(environment.cwd), name: path.basename(environment.cwd) }],
    migrations: environment.migrations,
    detected: service.detected(),
    routes: service.routes(),
    items: plan.items,
    text: (uri) => texts.get(uri) ?? service.text(uri),
    scan: { scanned: report.summary.scanned, skipped: project.skipped },
    refused: plan.refused,
    runs: (await Promise.all(folders.map((folder) => listRuns(folder, environment.transactions)))).flat().map((run) => inputRun(run, project)),
    baseline: { accepted: report.summary.accepted, stale },
  });
}

function inputRun({ id, started, origin, title, state, files }: RunSummary, project: Project): ReportInputRun {
  return {
    id, started, title,
    // A damaged journal does not tell whose it was, and nothing hangs on it.
    origin: origin ?? 'cli',
    state: state === 'restored' ? 'rolledBack' : state === 'restoring' ? 'prepared' : state,
    files: files.filter((file) => project.inTargets(file.path)).map(({ path: file, state: now, changes }) => ({ uri: uriOfPath(file), now, changes })),
  };
}
