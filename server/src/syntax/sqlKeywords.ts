/** Words of SQL that name no column unless they are quoted; the common ones of PostgreSQL, MySQL, SQLite and SQL Server. */
export const reservedSqlWords: ReadonlySet<string> = new Set([
  'add', 'all', 'alter', 'always', 'analyze', 'and', 'any', 'array', 'as', 'asc', 'auto_increment', 'autoincrement', 'begin', 'between', 'bigint', 'bigserial',
  'boolean', 'both', 'by', 'cascade', 'case', 'cast', 'char', 'check', 'collate', 'column', 'comment', 'commit', 'concurrently', 'conflict', 'constraint',
  'copy', 'create', 'cross', 'current_date', 'current_time', 'current_timestamp', 'current_user', 'decimal', 'declare', 'default', 'deferrable', 'delete',
  'desc', 'describe', 'distinct', 'do', 'double', 'drop', 'else', 'elsif', 'end', 'escape', 'except', 'excluded', 'execute', 'exists', 'explain', 'false',
  'fetch', 'first', 'float', 'for', 'foreign', 'from', 'full', 'function', 'generated', 'grant', 'group', 'having', 'if', 'ignore', 'ilike', 'in', 'index',
  'inner', 'insert', 'int', 'integer', 'intersect', 'interval', 'into', 'is', 'isnull', 'join', 'jsonb', 'language', 'last', 'lateral', 'left', 'like', 'limit',
  'lock', 'loop', 'materialized', 'modify', 'natural', 'new', 'not', 'nothing', 'notnull', 'now', 'null', 'nulls', 'numeric', 'offset', 'old', 'on', 'only',
  'or', 'order', 'outer', 'over', 'partition', 'pragma', 'precision', 'primary', 'procedure', 'raise', 'real', 'references', 'rename', 'replace', 'restrict',
  'return', 'returning', 'returns', 'revoke', 'right', 'rollback', 'row', 'rows', 'select', 'serial', 'set', 'similar', 'smallint', 'some', 'table', 'temp',
  'temporary', 'then', 'timestamptz', 'to', 'trigger', 'true', 'truncate', 'union', 'unique', 'unsigned', 'update', 'using', 'values', 'varchar', 'varying',
  'vacuum', 'view', 'when', 'where', 'while', 'window', 'with', 'without', 'zone',
]);
