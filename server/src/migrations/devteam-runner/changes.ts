import type { GuideChange } from '../../analysis/migration.ts';
import { dtCode } from './changes/dtCode.ts';
import { dtContext } from './changes/dtContext.ts';
import { dtEnv } from './changes/dtEnv.ts';
import { dtPath } from './changes/dtPath.ts';

/** What the guide changes. The ids are ours: the guide numbers its sections, not its changes. */
export const devteamRunnerChanges: readonly GuideChange[] = [dtContext, dtCode, dtEnv, dtPath];
