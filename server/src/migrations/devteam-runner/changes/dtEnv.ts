import type { GuideChange } from '../../../analysis/migration.ts';
import { deprecatedForms } from './lifecycle.ts';

/** The port. */
export const dtEnv: GuideChange = {
  id: 'DT-ENV',
  title: 'The default port is 8090',
  impact: 'low',
  summary: [
    '`DEVTEAM_RUNNER_PORT` is 8090 by default; `LEGACY_RUNNER_PORT` keeps the old port open for clients that still call it.',
    'Where the old default is written out (`DEVTEAM_RUNNER_PORT=8080`), it becomes 8090, and a line with `LEGACY_RUNNER_PORT=8080` follows: **safe**. Any other port was chosen by somebody and stays. '
    + 'Where `LEGACY_RUNNER_PORT` names another port already, the move is **unsafe**. An assignment that does not stand on a line of its own is **manual**. Published ports, probes and URLs that name 8080 keep working because of the second variable; they are not changed.',
  ],
  examples: [{ language: 'dotenv', before: 'DEVTEAM_RUNNER_PORT=8080\n', after: 'DEVTEAM_RUNNER_PORT=8090\nLEGACY_RUNNER_PORT=8080\n' }],
  ...deprecatedForms,
};
