import { acceptAll, acceptRows, type BaselineContext, clearBaseline, pruneBaseline } from '../baseline/baselineCommands.ts';
import { nextSteps } from '../nextSteps/nextSteps.ts';
import type { Recovery } from '../recovery/recovery.ts';
import type { ReportPanel } from '../report/reportPanel.ts';
import { saveReport } from '../report/saveReport.ts';
import { type RollbackContext, rollBackUpgrade, undoLastUpgrade } from '../rollback/rollBackUpgrade.ts';

/** What the commands around an upgrade work with. */
export interface UpgradeCommandParts extends RollbackContext, BaselineContext {
  readonly recovery: Recovery;
  readonly report: ReportPanel;
}

type Run = (argument: unknown, selection: unknown) => unknown;

/** The commands around an upgrade by their ids: taking it back, what was interrupted, report, baseline, what is left to people. */
export function upgradeCommands(parts: UpgradeCommandParts): Readonly<Record<string, Run>> {
  const { server, view, recovery, report } = parts;
  const source = { server, choices: view.choices };
  return {
    'upguide.rollBack': (run) => rollBackUpgrade(parts, run),
    'upguide.undoUpgrade': () => undoLastUpgrade(parts),
    'upguide.resumeUpgrade': (run) => recovery.resume(run),
    'upguide.showReport': () => report.show(),
    'upguide.saveReportAsMarkdown': (file) => saveReport(source, 'markdown', file),
    'upguide.saveReportAsHtml': (file) => saveReport(source, 'html', file),
    'upguide.acceptBaseline': (argument) => acceptAll(parts, argument),
    'upguide.acceptItem': (key, selection) => acceptRows(parts, key, selection),
    'upguide.pruneBaseline': () => pruneBaseline(parts),
    'upguide.clearBaseline': (argument) => clearBaseline(parts, argument),
    'upguide.nextSteps': () => nextSteps(view),
  };
}
