import { upgradeOrder } from '../../analysis/route.ts';
import type { Edit } from '../../text/edit.ts';
import { isRead } from '../fileReports.ts';
import { migrationsAt } from '../migrationsAt.ts';
import type { FileRecord } from '../projectIndex.ts';
import type { ServiceParts, ServiceState } from '../serviceState.ts';
import type { Settings } from '../settings.ts';
import { FilePlan } from './filePlan.ts';
import { itemsOf } from './items.ts';
import type { FixSelection } from './selection.ts';
import type { UpgradeItem } from './upgradeTypes.ts';

/** The edits of all fixes of one file that the selection allows, to the file's own fixed point; none when it must be left alone. */
export function fileEdits({ reports }: ServiceState, { logger, migrations, settingsOf }: ServiceParts, record: FileRecord, selection: FixSelection): readonly Edit[] {
  const analysed = isRead(record) && record.skipped === undefined ? reports.analysed(record) : undefined;
  if (!isRead(record) || !analysed) return [];
  const { uri, folder, version } = record;
  const { text } = analysed.file;
  const plan = new FilePlan({ uri, folder, baseline: settingsOf(folder).baseline }, version, text, upgradeOrder(migrationsAt(migrations, uri)));
  const settled = plan.settle({
    logger,
    parse: (current) => (current === text ? analysed.file : reports.parse(record, current)),
    diagnose: (file) => (file === analysed.file ? analysed : reports.analyse(record, file)).diagnostics,
  }, selection);
  return settled.kind === 'changed' ? plan.planned?.edits ?? [] : [];
}

/** The items of one file as it is now, by place; without those that its baseline accepts. */
export function fileItems({ index, reports }: ServiceState, settingsOf: (folder: string) => Settings, uri: string): readonly UpgradeItem[] {
  const record = index.get(uri);
  const report = reports.all(uri);
  if (!record || !report) return [];
  const { baseline } = settingsOf(record.folder);
  return itemsOf(uri, record.folder, report.text, report.diagnostics).filter(({ id }) => baseline?.has(id) !== true);
}
