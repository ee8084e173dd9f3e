import { applyUpgradeCommand, rollbackUpgradeCommand } from '../../protocol.ts';

/** Applies a code action in editors that know no code action literals. */
export const applyActionCommand = 'upguide.server.applyAction';
/** Applies a code lens. */
export const applyLensCommand = 'upguide.server.applyLens';
/** Commands that the server carries out itself, so that they work in every editor. */
export const serverCommands = [applyActionCommand, applyLensCommand, applyUpgradeCommand, rollbackUpgradeCommand];
