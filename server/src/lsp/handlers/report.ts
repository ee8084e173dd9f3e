import type { CancellationToken } from 'vscode-languageserver';
import { countStale } from '../../node/baselineFile.ts';
import { systemClock } from '../../node/clock.ts';
import type { ReportParams, ReportResult } from '../../protocol.ts';
import type { UpgradeItem } from '../../service/languageService.ts';
import { buildReport } from '../../service/report/buildReport.ts';
import { renderReport } from '../../service/report/renderReport.ts';
import { aborted, cancelled, signalOf } from '../guard.ts';
import type { Session } from '../session.ts';
import { workDone } from '../upgrade/progress.ts';
import { clientId } from '../upgrade/itemIds.ts';
import { eachFile } from '../upgrade/eachFile.ts';

/** The report on the whole upgrade, as of now. */
export async function report(session: Session, params: ReportParams, token: CancellationToken): Promise<ReportResult> {
  const signal = signalOf(token);
  const { connection, documents, edits, journals, migrations, scanner, service, status, workspace } = session;
  const { format, webview, folder, markedDone } = params;
  const progress = workDone(connection, params.workDoneToken, 'Making the report');
  try {
    await Promise.race([scanner.settled(), aborted(signal)]);
    documents.giveAll();
    const items: UpgradeItem[] = [];
    let accepted = 0;
    const uris = service.files();
    const complete = await eachFile(uris, {
      busy: () => edits.busy,
      goesOn: () => !signal.aborted,
      onSlice: (done) => progress.report(`${done} of ${uris.length} files`, done / uris.length),
    }, (uri) => {
      items.push(...service.items(uri).map((item) => ({ ...item, id: clientId(workspace.folders, item) })));
      accepted += service.diagnose(uri)?.accepted ?? 0;
    });
    const stale = await countStale(service, signal);
    // A report on a part of the workspace must not pass for a whole one.
    if (!complete || signal.aborted) throw cancelled();
    const model = buildReport({
      today: systemClock.today(), folders: workspace.folders, migrations, detected: service.detected(), routes: service.routes(), items,
      text: (uri) => service.text(uri), scan: status.current().files, refused: [], runs: await journals.runs(), baseline: { accepted, stale },
      ...(markedDone ? { markedDone: new Set(markedDone) } : {}),
    });
    return { text: renderReport(model, { format, ...(webview ? { webview } : {}), ...(folder === undefined ? {} : { folder }) }) };
  } finally {
    progress.done();
  }
}
