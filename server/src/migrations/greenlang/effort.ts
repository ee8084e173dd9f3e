import type { MigrationEffort } from '../../analysis/migration.ts';

/** The guide's "Migration Complexity Matrix"; the last row is its Step 2. */
export const greenlangEffort: readonly MigrationEffort[] = [
  { component: 'Agent packs', changes: ['BC-001'], complexity: 'high', risk: 'medium', minutes: { least: 120, most: 240 } },
  { component: 'API endpoints', changes: ['BC-002'], complexity: 'medium', risk: 'low', minutes: { least: 60, most: 120 } },
  { component: 'Configuration files', changes: ['BC-003', 'BC-007', 'BC-010'], complexity: 'low', risk: 'low', minutes: { least: 30, most: 30 } },
  { component: 'Database schema', changes: ['BC-004'], complexity: 'medium', risk: 'medium', minutes: { least: 60, most: 60 } },
  { component: 'Workflows', changes: ['BC-005', 'BC-011'], complexity: 'medium', risk: 'low', minutes: { least: 60, most: 120 } },
  { component: 'Custom agents', changes: ['BC-006', 'BC-009', 'BC-012', 'IMPORTS'], complexity: 'high', risk: 'high', minutes: { least: 240, most: 480 } },
  { component: 'Dependencies', changes: ['BC-008'], complexity: 'low', risk: 'low', minutes: { least: 10, most: 15 } },
];
