import { describe, expect, it } from 'vitest';
import { sqlFacts } from '../../server/src/facts/sqlFacts.ts';
import { EmbeddedText } from '../../server/src/text/embeddedText.ts';

/** The facts of a script as `table.column use`, with a check that each range holds the column. */
function columns(sql: string, only: RegExp = /legacy_format|deprecated_config/): readonly string[] {
  return sqlFacts(EmbeddedText.slice(sql)).filter(({ column }) => only.test(column)).map(({ table, column, use, range }) => {
    expect(sql.slice(range.start, range.end).toLowerCase()).toBe(column);
    return `${table}.${column} ${use}`;
  });
}

describe('columns of a single table', () => {
  it.each([
    ['SELECT id, legacy_format FROM agents WHERE legacy_format IS NOT NULL', ['agents.legacy_format use', 'agents.legacy_format use']],
    ['select LEGACY_FORMAT from public.Agents', ['agents.legacy_format use']],
    ['SELECT "legacy_format" FROM "agents";', ['agents.legacy_format use']],
    ['SELECT `legacy_format` FROM `agents`', ['agents.legacy_format use']],
    ['SELECT [legacy_format] FROM [dbo].[agents]', ['agents.legacy_format use']],
    ['INSERT INTO agents (id, legacy_format) VALUES (?, ?)', ['agents.legacy_format use']],
    ['INSERT OR REPLACE INTO agents(legacy_format) VALUES (:x)', ['agents.legacy_format use']],
    ['INSERT INTO agents (id, legacy_format) SELECT i, f FROM old_agents o', ['agents.legacy_format use']],
    ['INSERT INTO agents (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET legacy_format = EXCLUDED.legacy_format', ['agents.legacy_format use', 'agents.legacy_format use']],
    ['UPDATE agents SET legacy_format = %s WHERE id = %(id)s', ['agents.legacy_format use']],
    ['UPDATE agents SET legacy_format = w.name FROM workflows w WHERE w.id = agents.id', ['agents.legacy_format use']],
    ['DELETE FROM agents WHERE legacy_format = $1', ['agents.legacy_format use']],
    ['CREATE INDEX CONCURRENTLY IF NOT EXISTS ix ON agents USING btree (lower(legacy_format))', ['agents.legacy_format use']],
    ['COPY agents (id, legacy_format) FROM stdin;\n1\tit\'s legacy_format\n\\.\nSELECT 1', ['agents.legacy_format use']],
    ['COMMENT ON COLUMN agents.legacy_format IS \'old\'', ['agents.legacy_format use']],
    ['SELECT count(*) FROM agents GROUP BY legacy_format ORDER BY legacy_format DESC', ['agents.legacy_format use', 'agents.legacy_format use']],
    ['SELECT legacy_format::text FROM agents WHERE id IN (SELECT id FROM agents)', ['agents.legacy_format use']],
    ['CREATE VIEW v AS SELECT legacy_format FROM agents', ['agents.legacy_format use']],
    ['SELECT legacy_format\r\nFROM agents -- which agents?\r\nLIMIT 1', ['agents.legacy_format use']],
  ])('%s', (sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

describe('columns of several tables', () => {
  it.each([
    ['SELECT a.legacy_format, w.deprecated_config FROM agents a JOIN workflows AS w ON w.agent_id = a.id', ['agents.legacy_format use', 'workflows.deprecated_config use']],
    ['SELECT agents.legacy_format FROM agents, workflows', ['agents.legacy_format use']],
    ['SELECT public.agents.legacy_format FROM public.agents CROSS JOIN teams', ['agents.legacy_format use']],
    ['WITH x AS (SELECT a.legacy_format FROM agents a) SELECT x.legacy_format FROM x', ['agents.legacy_format use']],
    ['SELECT t.legacy_format FROM (SELECT b.legacy_format FROM agents b) t', ['agents.legacy_format use']],
    ['MERGE INTO agents t USING incoming s ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.legacy_format = s.legacy_format', ['agents.legacy_format use', 'incoming.legacy_format use']],
  ])('%s', (sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

describe('what defines and drops', () => {
  it.each([
    ['ALTER TABLE agents DROP COLUMN legacy_format', ['agents.legacy_format drop']],
    ['ALTER TABLE IF EXISTS ONLY agents ADD COLUMN x int, DROP COLUMN IF EXISTS "legacy_format" CASCADE', ['agents.legacy_format drop']],
    ['ALTER TABLE agents DROP legacy_format', ['agents.legacy_format drop']],
    ['ALTER TABLE agents DROP COLUMN x, legacy_format', ['agents.legacy_format drop']],
    ['ALTER TABLE agents RENAME COLUMN legacy_format TO format', ['agents.legacy_format drop']],
    ['ALTER TABLE agents CHANGE legacy_format format TEXT', ['agents.legacy_format drop']],
    ['ALTER TABLE agents ADD COLUMN legacy_format TEXT DEFAULT \'x\'', ['agents.legacy_format define']],
    ['ALTER TABLE agents ALTER COLUMN legacy_format DROP NOT NULL', ['agents.legacy_format use']],
    ['ALTER TABLE agents MODIFY legacy_format TEXT', ['agents.legacy_format use']],
    ['CREATE TABLE IF NOT EXISTS agents (\n  id UUID PRIMARY KEY, -- the id\n  legacy_format VARCHAR(20) CHECK (legacy_format <> \'\')\n)', ['agents.legacy_format define', 'agents.legacy_format use']],
    ['DO $$ BEGIN IF EXISTS (SELECT 1 FROM agents WHERE legacy_format = \'v1\') THEN ALTER TABLE agents DROP COLUMN legacy_format; END IF; END $$;', ['agents.legacy_format use', 'agents.legacy_format drop']],
  ])('%s', (sql, expected) => {
    expect(columns(sql)).toEqual(expected);
  });
});

describe('nothing without certainty', () => {
  it.each([
    'SELECT legacy_format FROM formats',
    'SELECT legacy_format FROM crm.agents JOIN x ON true',
    'SELECT legacy_format FROM agents a, formats f',
    'SELECT legacy_format FROM agents JOIN LATERAL unnest(tags) t ON true',
    'SELECT legacy_format FROM (SELECT * FROM agents) a',
    'SELECT legacy_format FROM {table}',
    'SELECT legacy_format FROM {{ ref("agents") }}',
    'SELECT legacy_format FROM agents JOIN {other} ON 1 = 1',
    'SELECT upper(name) AS legacy_format FROM agents ORDER BY legacy_format',
    'SELECT name FROM agents WHERE kind = \'legacy_format\'',
    'SELECT name FROM agents WHERE kind = "legacy_format" OR kind IN ("a", "legacy_format")',
    '-- SELECT legacy_format FROM agents\n/* legacy_format */ SELECT 1 FROM agents',
    'SELECT legacy_format(id) FROM agents',
    'SELECT name FROM agents WHERE note = \'it\\\'s legacy_format\'',
    'CREATE VIEW legacy_format AS SELECT id FROM agents',
    'CREATE TABLE agent_formats (legacy_format TEXT, agent UUID REFERENCES agents (id))',
    'SELECT EXTRACT(YEAR FROM legacy_format)',
    'SELECT config->>\'legacy_format\' FROM agents',
    '\\echo legacy_format from agents',
  ])('%s', (sql) => {
    expect(columns(sql).filter((fact) => fact.startsWith('agents.'))).toEqual([]);
  });
});

it('keeps apart a table of a schema that somebody chose', () => {
  expect(columns('SELECT legacy_format FROM crm.agents')).toEqual(['crm.agents.legacy_format use']);
});

it('takes statements apart by semicolons and GO', () => {
  expect(columns('SELECT legacy_format FROM agents; SELECT legacy_format FROM formats\nGO\nSELECT legacy_format FROM agents')).toEqual([
    'agents.legacy_format use', 'formats.legacy_format use', 'agents.legacy_format use',
  ]);
});

it('gives no column inside a text that an escape has changed', () => {
  const text = EmbeddedText.of('SELECT legacy\\x5fformat FROM agents', [{ text: 'SELECT legacy', offset: 0 }, { text: '_', offset: 13 }, { text: 'format FROM agents', offset: 17 }]);
  expect(sqlFacts(text)).toEqual([]);
});

it('reads what is cut off or deeply nested without failing', () => {
  for (const sql of ['SELECT \'', 'SELECT "', 'SELECT $$', 'SELECT /*', '('.repeat(20_000), 'FROM '.repeat(20_000), 'ALTER TABLE', 'CREATE TABLE a (', 'INSERT INTO', 'a.'.repeat(20_000), '$$'.repeat(20_001), 'WITH a AS ('.repeat(5000)]) {
    expect(() => sqlFacts(EmbeddedText.slice(sql))).not.toThrow();
  }
});
