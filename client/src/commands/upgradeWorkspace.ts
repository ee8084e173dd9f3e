import { upgrade, type UpgradeContext } from '../upgrade.ts';
import type { UpgradeReport } from '../report.ts';

/** "Upguide: Upgrade Workspace": everything that can be changed, in the Refactor Preview first. */
export async function upgradeWorkspace(context: UpgradeContext): Promise<UpgradeReport | undefined> {
  return await upgrade(context, { alwaysPreview: true, save: true });
}
