import type { MigrationEffort } from '../../analysis/migration.ts';

/** The guide plans a day for the dependencies and a week for each of the others, part-time; the minutes are for the edits of one file. */
export const kagziEffort: readonly MigrationEffort[] = [
  { component: 'Dependencies', changes: ['KZ-DEPS'], complexity: 'low', risk: 'low', minutes: { least: 10, most: 60 } },
  { component: 'Retries', changes: ['KZ-RETRY'], complexity: 'medium', risk: 'medium', minutes: { least: 30, most: 120 } },
  { component: 'Parallel steps', changes: ['KZ-PARALLEL'], complexity: 'medium', risk: 'medium', minutes: { least: 30, most: 120 } },
  { component: 'Workflow versions', changes: ['KZ-VERSION'], complexity: 'low', risk: 'medium', minutes: { least: 15, most: 60 } },
  { component: 'Workers', changes: ['KZ-WORKER'], complexity: 'low', risk: 'low', minutes: { least: 15, most: 60 } },
  { component: 'Health monitoring', changes: ['KZ-HEALTH'], complexity: 'medium', risk: 'low', minutes: { least: 60, most: 240 } },
];
