import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { greenlang } from '../../server/src/migrations/greenlang/migration.ts';
import { sqlMigration } from '../../server/src/migrations/greenlang/sql/scripts.ts';
import { sqlStatements } from '../../server/src/syntax/sqlTokens.ts';

/** Runs scripts on a database of 0.2 with python's SQLite and gives the columns of each table after each of them. */
function run(scripts: readonly string[]): readonly Readonly<Record<string, readonly string[]>>[] {
  const program = `
import json, sqlite3, sys
scripts = json.load(sys.stdin)
db = sqlite3.connect(":memory:")
db.execute("PRAGMA foreign_keys = ON")
db.executescript("""
CREATE TABLE users (id TEXT PRIMARY KEY);
CREATE TABLE agents (id TEXT PRIMARY KEY, legacy_format TEXT);
CREATE TABLE workflows (id TEXT PRIMARY KEY, deprecated_config TEXT);
INSERT INTO users VALUES ('u'); INSERT INTO agents VALUES ('a', 'old'); INSERT INTO workflows VALUES ('w', 'old');
""")
seen = []
for script in scripts:
    db.executescript(script)
    tables = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    seen.append({table: [row[1] for row in db.execute(f"PRAGMA table_info({table})")] for table in tables})
print(json.dumps(seen))
`;
  let out: string;
  try {
    out = execFileSync('python3', ['-c', program], { input: JSON.stringify(scripts), encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'] });
  } catch (error) {
    throw new Error('This test needs python3 with SQLite 3.35 or newer, and scripts that it takes.', { cause: error });
  }
  return JSON.parse(out) as readonly Readonly<Record<string, readonly string[]>>[];
}

const old = { agents: ['id', 'legacy_format'], users: ['id'], workflows: ['id', 'deprecated_config'] };

describe('the SQL migration of the guide', () => {
  it('runs on SQLite, up and down, and a second time', () => {
    const { up, down } = sqlMigration('sqlite');
    const [after, back, again] = run([up, down, up]);
    expect(after).toEqual({
      agents: ['id', 'spec_version'],
      audit_logs: ['id', 'user_id', 'action', 'resource_type', 'resource_id', 'timestamp', 'ip_address', 'metadata'],
      user_sessions: ['id', 'user_id', 'token_hash', 'created_at', 'expires_at', 'ip_address', 'user_agent'],
      users: ['id'],
      workflows: ['id', 'async_enabled'],
    });
    expect(back).toEqual(old);
    expect(again).toEqual(after);
  });

  it('gives rows that are there the guide\'s defaults', () => {
    // The constraint fails the script unless exactly one row has both defaults.
    const probe = 'CREATE TABLE probe (n INTEGER CHECK (n = 1)); INSERT INTO probe SELECT COUNT(*) FROM agents, workflows WHERE spec_version = \'1.0\' AND async_enabled = FALSE;';
    expect(run([sqlMigration('sqlite').up, probe])[1]).toHaveProperty('probe', ['n']);
  });

  it.each(['postgresql', 'mysql', 'sqlite'] as const)('%s: up and down undo each other, statement by statement', (dialect) => {
    const { up, down } = sqlMigration(dialect);
    const told = (script: string): readonly string[] => sqlStatements(script).map((tokens) => tokens.map(({ text }) => text).join(' ').replace(/ if (?:not )?exists/g, '')).map((statement) => /^(?:alter table \w+ (?:add|drop) column \w+|(?:create|drop) table \w+|begin|commit)/.exec(statement)?.[0] ?? statement);
    const opposite = (statement: string): string => (statement.includes(' drop column') ? statement.replace('drop', 'add') : statement.includes(' add column') ? statement.replace('add', 'drop') : statement.startsWith('create') ? statement.replace('create', 'drop') : statement);
    const steps = told(up).filter((statement) => statement !== 'begin' && statement !== 'commit');
    expect(told(down).filter((statement) => statement !== 'begin' && statement !== 'commit')).toEqual([...steps].reverse().map(opposite));
    expect(steps).toHaveLength(6);
    expect(up.includes('BEGIN;')).toBe(dialect !== 'mysql');
  });

  it('uses each database\'s own types', () => {
    expect(sqlMigration('postgresql').up).toContain('metadata JSONB');
    expect(sqlMigration('mysql').up).toContain('FOREIGN KEY (user_id) REFERENCES users(id)');
    expect(sqlMigration('mysql').up).not.toMatch(/\bUUID\b|JSONB|NOW\(\)|COLUMN IF/);
    expect(sqlMigration('sqlite').up).not.toMatch(/\bUUID\b|JSONB|NOW\(\)|COLUMN IF/);
  });

  it('is offered by the migration, in files whose names say what they are', () => {
    expect(greenlang.scripts?.flatMap(({ id, variants }) => variants.flatMap(({ files }) => files.map(({ name }) => `${id} ${name}`)))).toEqual([
      'database greenlang-0.3-up.postgresql.sql', 'database greenlang-0.3-down.postgresql.sql', 'database greenlang-0.3-up.mysql.sql', 'database greenlang-0.3-down.mysql.sql',
      'database greenlang-0.3-up.sqlite.sql', 'database greenlang-0.3-down.sqlite.sql',
    ]);
  });
});
