import type { Diagnostic } from '../../analysis/diagnostic.ts';
import { relativePath } from '../../text/uri.ts';
import { fingerprints } from './fingerprint.ts';
import type { UpgradeItem } from './upgradeTypes.ts';

/** The findings of one file as items, in their order. `folder` is the workspace folder that the file belongs to. */
export function itemsOf(uri: string, folder: string, text: string, diagnostics: readonly Diagnostic[]): readonly UpgradeItem[] {
  const ids = fingerprints(relativePath(folder, uri), text, diagnostics);
  return diagnostics.map((diagnostic, index) => itemOf(uri, ids[index] ?? '', diagnostic));
}

/** One finding as an item. */
export function itemOf(uri: string, id: string, { range, migration, change, rule, severity, lifecycle, message, applicability, fixes }: Diagnostic): UpgradeItem {
  return { id, uri, range, migration, change, rule, severity, lifecycle, message, applicability, fix: fixes.find(({ bulk }) => bulk)?.title, followUp: false };
}
