import type { UpgradeRun } from '../upgrade/applyUpgrade.ts';
import type { UnsavedChoice } from '../upgrade/unsavedDocuments.ts';
import type { ViewParts } from '../upgrade/viewCommands.ts';

/** What keybindings and tests may give the command. */
export interface UpgradeArguments {
  /** Applies at once: all of a tier, or what is ticked. */
  readonly apply?: 'safe' | 'unsafe' | 'selected';
  /** What happens to unsaved documents; asked without it. */
  readonly unsaved?: UnsavedChoice;
}

/** "Upguide: Upgrade Workspace": opens the Upgrade view and reads the workspace. With `apply` it goes on to apply, and gives what was done. */
export async function upgradeWorkspace({ view, applier }: ViewParts, argument: unknown): Promise<UpgradeRun | undefined> {
  const { apply, unsaved } = readArguments(argument);
  if (apply === undefined) await view.focus();
  await view.load();
  if (apply === undefined) return undefined;
  return await applier.apply(apply === 'selected' ? { items: view.selected() } : { applicability: apply }, unsaved);
}

function readArguments(argument: unknown): UpgradeArguments {
  const given: Readonly<Record<string, unknown>> = typeof argument === 'object' && argument !== null ? { ...argument } : {};
  const apply = (['safe', 'unsafe', 'selected'] as const).find((each) => each === given['apply']);
  const unsaved = (['save', 'include', 'leave'] as const).find((each) => each === given['unsaved']);
  return { ...(apply && { apply }), ...(unsaved && { unsaved }) };
}
