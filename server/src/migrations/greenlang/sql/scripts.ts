import type { MigrationScript } from '../../../analysis/migration.ts';

/** A database that the guide's migration can be written for. */
export type Dialect = 'postgresql' | 'mysql' | 'sqlite';

/** The migration of BC-004 as two scripts: to 0.3, and back to 0.2. */
export interface SqlMigration {
  readonly up: string;
  readonly down: string;
}

/** How a dialect writes what the guide has in PostgreSQL's words. */
interface Words {
  readonly title: string;
  readonly uuid: string;
  readonly json: string;
  readonly now: string;
  /** Of the columns that are dropped; the guide does not say what they were. */
  readonly text: string;
  /** Behind `CREATE TABLE`, `ADD COLUMN`: not to fail where a part is done already. */
  readonly unlessThere: string;
  readonly ifThere: string;
  readonly begin: string;
  readonly end: string;
  readonly notes: readonly string[];
  readonly userId: string;
  readonly userKey: readonly string[];
}

const dialects: Readonly<Record<Dialect, Words>> = {
  postgresql: {
    title: 'PostgreSQL', uuid: 'UUID', json: 'JSONB', now: 'NOW()', text: 'TEXT', unlessThere: ' IF NOT EXISTS', ifThere: ' IF EXISTS', begin: 'BEGIN;', end: 'COMMIT;',
    notes: [], userId: 'UUID NOT NULL REFERENCES users(id)', userKey: [],
  },
  mysql: {
    title: 'MySQL', uuid: 'CHAR(36)', json: 'JSON', now: 'CURRENT_TIMESTAMP', text: 'TEXT', unlessThere: '', ifThere: '', begin: '', end: '',
    notes: [
      'MySQL commits after each of these statements: a failure in the middle leaves what is done before it.',
      'The foreign key needs users.id to be CHAR(36) with the same character set; adapt user_id if yours is another type.',
    ],
    userId: 'CHAR(36) NOT NULL', userKey: ['FOREIGN KEY (user_id) REFERENCES users(id)'],
  },
  sqlite: {
    title: 'SQLite', uuid: 'TEXT', json: 'TEXT', now: 'CURRENT_TIMESTAMP', text: 'TEXT', unlessThere: '', ifThere: '', begin: 'BEGIN;', end: 'COMMIT;',
    notes: ['DROP COLUMN needs SQLite 3.35 (2021) or newer, and refuses a column that an index uses: drop that index first.'],
    userId: 'TEXT NOT NULL REFERENCES users(id)', userKey: [],
  },
};

/**
 * The statements of the guide (BC-004, "Schema Changes") in the words of a dialect. New tables are made only where they are missing; PostgreSQL skips
 * added and dropped columns that are done already, too.
 */
export function sqlMigration(dialect: Dialect): SqlMigration {
  const words = dialects[dialect];
  return { up: up(words), down: down(words) };
}

function up(words: Words): string {
  return script(words, 'Upgrades the database of GreenLang 0.2 to 0.3 (guide, BC-004).', [
    'Make a backup first: the data in the dropped columns is gone afterwards. To keep it, save the results of',
    '  SELECT id, legacy_format FROM agents WHERE legacy_format IS NOT NULL;',
    '  SELECT id, deprecated_config FROM workflows WHERE deprecated_config IS NOT NULL;',
    'The guide also names a table agent_versions and gives no columns for it: `alembic upgrade head` creates it.',
    ...words.notes,
  ], [
    '-- Added columns',
    `ALTER TABLE agents ADD COLUMN${words.unlessThere} spec_version VARCHAR(10) DEFAULT '1.0';`,
    `ALTER TABLE workflows ADD COLUMN${words.unlessThere} async_enabled BOOLEAN DEFAULT FALSE;`,
    '',
    '-- New tables',
    ...table('audit_logs', [
      `id ${words.uuid} PRIMARY KEY`, `user_id ${words.uuid} NOT NULL`, 'action VARCHAR(255) NOT NULL', 'resource_type VARCHAR(100)', `resource_id ${words.uuid}`,
      `timestamp TIMESTAMP DEFAULT ${words.now}`, 'ip_address VARCHAR(45)', `metadata ${words.json}`,
    ]),
    '',
    ...table('user_sessions', [
      `id ${words.uuid} PRIMARY KEY`, `user_id ${words.userId}`, 'token_hash VARCHAR(255) NOT NULL', `created_at TIMESTAMP DEFAULT ${words.now}`, 'expires_at TIMESTAMP NOT NULL',
      'ip_address VARCHAR(45)', 'user_agent TEXT', ...words.userKey,
    ]),
    '',
    '-- Dropped columns',
    `ALTER TABLE agents DROP COLUMN${words.ifThere} legacy_format;`,
    `ALTER TABLE workflows DROP COLUMN${words.ifThere} deprecated_config;`,
  ]);
}

function down(words: Words): string {
  return script(words, 'Takes the database of GreenLang 0.3 back to 0.2 (guide, BC-004).', [
    'The columns come back empty: restore their data from the backup. The guide does not give their types; they are TEXT here.',
    'What the new tables hold is lost.',
    ...words.notes,
  ], [
    '-- Dropped columns come back',
    `ALTER TABLE workflows ADD COLUMN${words.unlessThere} deprecated_config ${words.text};`,
    `ALTER TABLE agents ADD COLUMN${words.unlessThere} legacy_format ${words.text};`,
    '',
    '-- New tables go',
    'DROP TABLE IF EXISTS user_sessions;',
    'DROP TABLE IF EXISTS audit_logs;',
    '',
    '-- Added columns go',
    `ALTER TABLE workflows DROP COLUMN${words.ifThere} async_enabled;`,
    `ALTER TABLE agents DROP COLUMN${words.ifThere} spec_version;`,
  ]);
}

function script(words: Words, title: string, notes: readonly string[], statements: readonly string[]): string {
  const parts = [
    [`-- ${title}`, `-- ${words.title}`, '--', ...notes.map((note) => `-- ${note}`)],
    ...(words.begin === '' ? [] : [[words.begin]]),
    statements,
    ...(words.end === '' ? [] : [[words.end]]),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Every dialect knows `IF NOT EXISTS` for tables. */
function table(name: string, columns: readonly string[]): readonly string[] {
  return [`CREATE TABLE IF NOT EXISTS ${name} (`, ...columns.map((column, i) => `    ${column}${i + 1 < columns.length ? ',' : ''}`), ');'];
}

/** The scripts of BC-004, for `upguide script` and the editor's command. */
export const databaseScript: MigrationScript = {
  id: 'database',
  change: 'BC-004',
  title: 'Database migration from 0.2 to 0.3',
  variants: (['postgresql', 'mysql', 'sqlite'] as const).map((dialect) => ({
    id: dialect,
    title: dialects[dialect].title,
    files: [
      { name: `greenlang-0.3-up.${dialect}.sql`, language: 'sql', text: sqlMigration(dialect).up },
      { name: `greenlang-0.3-down.${dialect}.sql`, language: 'sql', text: sqlMigration(dialect).down },
    ],
  })),
};
