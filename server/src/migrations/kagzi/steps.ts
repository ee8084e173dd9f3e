import type { MigrationStep } from '../../analysis/migration.ts';

/** What the guide has people do themselves: its plan and its checklist, without the edits of files. */
export const kagziSteps: readonly MigrationStep[] = [
  { phase: 'before', title: 'Back up the database: V2 migrates it when it connects' },
  { phase: 'before', title: 'Decide which steps may run more than once, and which errors of theirs are worth another try', change: 'KZ-RETRY' },
  { phase: 'upgrade', title: 'Build with V2: all V1 code still works', command: 'cargo build', change: 'KZ-DEPS' },
  { phase: 'after', title: 'Run the tests: all existing workflows still execute', command: 'cargo test' },
  { phase: 'after', title: 'Test retries: errors must be of kind NetworkError, Timeout or DatabaseError to be tried again', change: 'KZ-RETRY' },
  { phase: 'after', title: 'Test the error handling of parallel steps, and measure what they gain', change: 'KZ-PARALLEL' },
  { phase: 'after', title: 'Roll new workflow versions out gradually, and watch both in production', change: 'KZ-VERSION' },
  { phase: 'after', title: 'Deploy workers with rolling updates, and look at how they shut down', change: 'KZ-WORKER' },
  { phase: 'after', title: 'Set up health endpoints, alerts and dashboards', change: 'KZ-HEALTH' },
  { phase: 'after', title: 'Check that the database migrations are complete' },
];
