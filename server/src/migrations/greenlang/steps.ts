import type { MigrationStep } from '../../analysis/migration.ts';

/** What the guide has people do themselves: its checklist and Steps 1 to 7, without the edits of files. */
export const greenlangSteps: readonly MigrationStep[] = [
  { phase: 'before', title: 'Back up every database (pg_dump, mysqldump, or a copy of the SQLite file), and check that the backup is there' },
  { phase: 'before', title: 'Back up the installed agent packs', command: 'tar -czf agent_packs_v0.2_backup.tar.gz ~/.greenlang/packs/' },
  { phase: 'before', title: 'Read what the changes are that concern this workspace' },
  { phase: 'before', title: 'Try the upgrade in a staging environment first' },
  { phase: 'before', title: 'Plan a maintenance window of 15 to 30 minutes, and tell the users: the database migration takes 5 to 15 of them' },
  { phase: 'before', title: 'Make sure that Python 3.9 or newer is installed', command: 'python --version', change: 'BC-008' },
  { phase: 'before', title: 'Look through the code of custom agents for what cannot run asynchronously', change: 'BC-012' },
  { phase: 'upgrade', title: 'Install the new packages', command: 'pip install "greenlang==0.3.0" "pydantic>=2.0.0,<3.0.0" "aiohttp>=3.9.0" "cryptography>=41.0.0"', change: 'BC-008' },
  { phase: 'upgrade', title: 'Check that the installed packages fit together', command: 'pip check', change: 'BC-008' },
  { phase: 'after', title: 'Migrate the database: review the script, then run it, or let Alembic do it', script: 'greenlang/database', change: 'BC-004' },
  { phase: 'after', title: 'Run the database migration with Alembic', command: 'alembic upgrade head', change: 'BC-004' },
  { phase: 'after', title: 'Set the new secrets wherever the system is deployed: GL_SECRET_KEY, GL_ENCRYPTION_KEY, GL_JWT_SECRET', change: 'BC-007' },
  { phase: 'after', title: 'Validate the converted packs', command: 'greenlang agents validate pack.yaml', change: 'BC-001' },
  { phase: 'after', title: 'Let GreenLang check the upgrade', command: 'greenlang migrate verify' },
  { phase: 'after', title: 'Run the tests and a workflow, and compare the results with those of 0.2', command: 'pytest' },
  { phase: 'after', title: 'Restart the services and look at their health', command: 'greenlang admin health-check' },
];
