import type { Diagnostic, Fix } from '../../analysis/diagnostic.ts';
import type { UpgradeItem } from './upgradeTypes.ts';

/** Which fixes may be taken. */
export interface FixSelection {
  /** `unsafe` includes the safe ones. */
  readonly applicability: 'safe' | 'unsafe';
  /** Change or rule ids; all without it. */
  readonly only?: readonly string[] | undefined;
  /** Which items; all without it (see `PlanOptions.items`). */
  readonly items?: ((item: UpgradeItem) => boolean) | undefined;
}

/** The fix that a bulk run may take of a diagnostic, going by tier and ids. */
export function bulkFix(diagnostic: Diagnostic, { applicability, only }: Pick<FixSelection, 'applicability' | 'only'>): Fix | undefined {
  if (only && !only.some((id) => id.toLowerCase() === diagnostic.change?.toLowerCase() || id.toLowerCase() === diagnostic.rule.toLowerCase())) return undefined;
  const fix = diagnostic.fixes.find(({ bulk }) => bulk);
  return fix && (applicability === 'unsafe' || fix.applicability === 'safe') ? fix : undefined;
}
