import type { MigrationStep } from '../../analysis/migration.ts';

/** What the guide has people do themselves: its sections 4.1, 7.2, 8.2 and 10, without the edits of files. */
export const devteamRunnerSteps: readonly MigrationStep[] = [
  { phase: 'before', title: 'Read the release notes of the versions on the way, and check the compatibility matrix: 1.0.0 to 1.1.0 directly, 1.1.0 to 2.0.0 guided', change: 'DT-PATH' },
  { phase: 'before', title: 'Stop the services, in a period of low traffic', command: 'docker-compose down' },
  { phase: 'before', title: 'Back up the whole system: the database and the data', command: 'cp -R data/ backup/' },
  { phase: 'before', title: 'Try the upgrade in a staging environment first' },
  { phase: 'upgrade', title: 'Get the new version', command: 'git pull origin main && docker-compose pull' },
  { phase: 'upgrade', title: 'Migrate the database', command: 'alembic upgrade head' },
  { phase: 'upgrade', title: 'Put the real branch and path in the place of the guide\'s in every task context that got them', change: 'DT-CONTEXT' },
  { phase: 'after', title: 'Restart the services', command: 'docker-compose up -d' },
  { phase: 'after', title: 'Check that all data is preserved, the endpoints answer, events are processed, and the performance is as before' },
  { phase: 'after', title: 'Move clients of the old port to the new one, then take LEGACY_RUNNER_PORT out', change: 'DT-ENV' },
  { phase: 'after', title: 'If the migration of the database is incomplete: go back, then try again; if data is inconsistent, restore the backup', command: 'alembic downgrade -1' },
];
