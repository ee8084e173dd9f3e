import type { GuideChange } from '../../../analysis/migration.ts';

/** Tables and columns of the database. */
export const bc004: GuideChange = {
  id: 'BC-004',
  title: 'Two columns are dropped, two added, and three tables are new',
  impact: 'medium',
  summary: [
    'GreenLang 0.3 drops `agents.legacy_format` and `workflows.deprecated_config`, adds `agents.spec_version` and `workflows.async_enabled`, and has the '
    + 'new tables `audit_logs`, `user_sessions` and `agent_versions`. A statement that still names a dropped column fails once the database is migrated, and '
    + 'the data in it is gone.',
    'Upguide finds the dropped columns in SQL files, in SQL that Python passes to `execute` and its like, in SQLAlchemy and Django models of the two '
    + 'tables, and in the SQL of Markdown fences. It reports a column only where the statement leaves no doubt about its table. What to do is for you to decide: **manual**. '
    + 'The statement that drops the column, and the numbered scripts and migration folders that tell a database\'s history, are left alone.',
    'The guide migrates with `greenlang migrate execute` or `alembic upgrade head`. If you migrate by hand, `upguide script greenlang/database --dialect postgresql` (or '
    + '`mysql`, `sqlite`) writes the statements of the guide as one script up and one down; in the editor it is the command '
    + '"Upguide: Write Database Migration…". The script down brings the columns back, not their data: make a backup first.',
  ],
  examples: [
    {
      language: 'sql',
      before: 'SELECT id, legacy_format FROM agents;\n',
      after: 'SELECT id, spec_version FROM agents;\n',
    },
  ],
  deprecatedIn: '0.3.0',
  removedIn: '0.3.0',
  // The guide's own date: the columns go with the version that it leads to.
  removedOn: '2025-11-08',
};
