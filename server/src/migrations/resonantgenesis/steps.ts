import type { MigrationStep } from '../../analysis/migration.ts';

/** What the guide has people do themselves: its checklist, its backups, and the installation of the SDKs. */
export const resonantgenesisSteps: readonly MigrationStep[] = [
  { phase: 'before', title: 'Back up the database', command: 'pg_dump -h localhost -U resonant resonantgenesis > backup.sql' },
  { phase: 'before', title: 'Review the changelog of the API and of the SDKs' },
  { phase: 'before', title: 'Test every database migration in both directions, on a copy', command: 'alembic upgrade head && alembic downgrade -1 && alembic upgrade head', change: 'RG-ALEMBIC' },
  { phase: 'before', title: 'Try the upgrade in a staging environment first' },
  { phase: 'before', title: 'Schedule a maintenance window, and tell the users' },
  { phase: 'upgrade', title: 'Install the SDK for Python', command: 'pip install --upgrade resonantgenesis', change: 'RG-DEPS' },
  { phase: 'upgrade', title: 'Install the SDK for JavaScript', command: 'npm install @resonantgenesis/sdk@latest', change: 'RG-DEPS' },
  { phase: 'upgrade', title: 'Enable the maintenance mode' },
  { phase: 'upgrade', title: 'Run the database migrations, and look at the revision they lead to', command: 'alembic upgrade head && alembic current', change: 'RG-ALEMBIC' },
  { phase: 'upgrade', title: 'Deploy the new code, run the smoke tests, and watch the logs' },
  { phase: 'after', title: 'Disable the maintenance mode, and verify that everything works' },
  { phase: 'after', title: 'Look for headers X-API-Deprecation-Date and X-API-Sunset-Date in the answers of the API', change: 'RG-API' },
  { phase: 'after', title: 'Monitor the metrics' },
  { phase: 'after', title: 'Update the documentation, and tell the users that it is done' },
];
