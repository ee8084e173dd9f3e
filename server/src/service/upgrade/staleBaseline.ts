import { createBreather } from '../breather.ts';
import { relativePath } from '../../text/uri.ts';
import type { ServiceParts, ServiceState } from '../serviceState.ts';
import { fingerprints } from './fingerprint.ts';
import type { StaleBaseline } from './upgradeTypes.ts';

/** Entries of baselines that no finding has any more, folder by folder; none of folders that were not scanned, or when it is cancelled. */
export async function staleBaselines({ workspace, settingsOf, isScanned }: ServiceParts, { index, reports }: ServiceState, signal: AbortSignal | undefined): Promise<readonly StaleBaseline[]> {
  const breathe = createBreather();
  const stale: StaleBaseline[] = [];
  for (const { uri: folder } of workspace.folders) {
    const left = new Set(settingsOf(folder).baseline);
    if (left.size === 0 || !isScanned(folder)) continue;
    for (const { uri } of index.files().filter((record) => record.folder === folder)) {
      await breathe();
      if (signal?.aborted) return [];
      const report = reports.all(uri);
      if (report) for (const id of fingerprints(relativePath(folder, uri), report.text, report.diagnostics)) left.delete(id);
      if (left.size === 0) break;
    }
    if (left.size > 0) stale.push({ folder, ids: [...left] });
  }
  return stale;
}
