import type { SqlToken } from './sqlTokens.ts';

/** What a statement takes its rows from, and which of its words are thereby no columns. */
export interface SqlSources {
  /** Alias or table name → table; `undefined` where two tables or a subquery share the name. */
  readonly byName: ReadonlyMap<string, string | undefined>;
  /** The only table of the whole statement, when nothing else gives rows. */
  readonly only: string | undefined;
  /** Indices of tokens that name tables, aliases, functions, output columns and the like. */
  readonly taken: ReadonlySet<number>;
  /** Names that the statement gives to its own results (`… AS total`). */
  readonly results: ReadonlySet<string>;
  /** Tables that a list of their columns may follow (`INSERT INTO t`, `REFERENCES t`), with the index behind their names. */
  readonly listed: readonly { readonly table: string; readonly next: number }[];
}

/** Words behind which a table stands, when what comes before them allows it. */
const tableWords = new Set(['from', 'join', 'into', 'update', 'table', 'on', 'copy', 'references', 'using']);
/** Functions that have `FROM` between their arguments. */
const functionsWithFrom = new Set(['extract', 'substring', 'trim', 'overlay', 'position']);
/** Words that may stand between the keyword and the table. */
const fillers = new Set(['only', 'lateral', 'if', 'not', 'exists', 'low_priority', 'ignore', 'or', 'rollback', 'abort', 'replace', 'fail', 'concurrently']);
/** Words that end a list of tables, so that none of them is an alias. */
const notAliases = new Set([
  'where', 'set', 'on', 'join', 'inner', 'left', 'right', 'full', 'cross', 'natural', 'outer', 'group', 'order', 'having', 'limit', 'offset', 'union',
  'intersect', 'except', 'using', 'values', 'select', 'returning', 'for', 'fetch', 'window', 'with', 'add', 'drop', 'alter', 'rename', 'modify', 'change',
  'default', 'as', 'when', 'from', 'to', 'then', 'lateral', 'tablesample', 'partition', 'before', 'after', 'execute', 'enable', 'disable', 'owner', 'cascade',
  'restrict', 'and', 'or', 'end', 'loop', 'into', 'do', 'use', 'force', 'overriding', 'inherits', 'engine', 'attach', 'detach', 'validate', 'deferrable', 'match',
]);

/** Finds the tables of one statement. Linear. */
export function sqlSources(tokens: readonly SqlToken[]): SqlSources {
  return new SourceReader(tokens).read();
}

class SourceReader {
  readonly #tokens: readonly SqlToken[];
  readonly #byName = new Map<string, string | undefined>();
  readonly #tables = new Set<string>();
  readonly #taken = new Set<number>();
  readonly #results = new Set<string>();
  readonly #derived = new Set<string>();
  readonly #listed: { readonly table: string; readonly next: number }[] = [];
  #isUncertain = false;

  constructor(tokens: readonly SqlToken[]) {
    this.#tokens = tokens;
  }

  read(): SqlSources {
    this.#readNames();
    /** The word before each open bracket, and whether a list of tables goes on there. */
    const open: { readonly before: string; inTables: boolean }[] = [{ before: '', inTables: false }];
    for (let i = 0; i < this.#tokens.length; i++) {
      const token = this.#tokens[i] as SqlToken;
      const level = open.at(-1) as { readonly before: string; inTables: boolean };
      if (token.text === '(' && token.kind === 'symbol') {
        open.push({ before: this.#word(i - 1), inTables: false });
      } else if (token.text === ')' && token.kind === 'symbol') {
        if (open.length > 1) open.pop();
      } else if (token.kind === 'symbol' && token.text === ',' && level.inTables) {
        i = this.#source(i + 1) - 1;
      } else if (token.kind === 'word') {
        if (this.#isTableWord(i, level.before)) {
          level.inTables = token.text === 'from' || token.text === 'using' || (token.text === 'update' && this.#word(i - 1) !== 'do');
          i = this.#source(i + 1, token.text) - 1;
        } else if (notAliases.has(token.text) && token.text !== 'as') {
          level.inTables = false;
        }
      }
    }
    const [only] = this.#tables;
    return {
      byName: this.#byName,
      only: this.#tables.size === 1 && this.#derived.size === 0 && !this.#isUncertain ? only : undefined,
      taken: this.#taken,
      results: this.#results,
      listed: this.#listed,
    };
  }

  /** Names that the statement itself gives: `name AS (subquery)` and `expression AS name`. */
  #readNames(): void {
    for (let i = 0; i < this.#tokens.length; i++) {
      if (this.#word(i) !== 'as') continue;
      const behind = this.#tokens[i + 1];
      const name = this.#tokens[i - 1];
      if (this.#opensQuery(i + 1) && name && isName(name)) {
        this.#derived.add(name.text);
        this.#taken.add(i - 1);
      } else if (behind && isName(behind) && this.#word(i + 1) !== 'select' && this.#word(i + 1) !== 'materialized' && this.#word(i + 1) !== 'not') {
        this.#results.add(behind.text);
        this.#taken.add(i + 1);
      }
    }
  }

  #opensQuery(index: number): boolean {
    let i = index;
    while (this.#word(i) === 'not' || this.#word(i) === 'materialized') i++;
    return this.#tokens[i]?.text === '(' && ['select', 'with', 'insert', 'update', 'delete', 'values'].includes(this.#word(i + 1));
  }

  #isTableWord(index: number, bracketBefore: string): boolean {
    const word = this.#word(index);
    if (!tableWords.has(word) || this.#taken.has(index) || this.#tokens[index - 1]?.text === '.') return false;
    const before = this.#word(index - 1);
    switch (word) {
      case 'from':
        return before !== 'distinct' && !functionsWithFrom.has(bracketBefore) && this.#word(0) !== 'copy';
      case 'into':
        return ['insert', 'merge', 'replace', 'ignore', 'low_priority', 'delayed', 'rollback', 'abort', 'fail'].includes(before);
      case 'update':
        // `FOR UPDATE`, `ON UPDATE CASCADE`, `DO UPDATE SET` name no table; neither do the events of a trigger.
        return !['for', 'on', 'do', 'key', 'after', 'before', 'or', 'of', 'grant'].includes(before) && this.#word(index + 1) !== 'set' && this.#word(index + 1) !== 'of';
      case 'on':
        return this.#isIndexOrTrigger(index);
      case 'using':
        return this.#word(0) === 'delete' || this.#word(0) === 'merge';
      case 'copy':
        return index === 0;
      default:
        return true;
    }
  }

  /** `CREATE INDEX name ON table`, `CREATE TRIGGER … ON table`, `GRANT … ON table`. */
  #isIndexOrTrigger(index: number): boolean {
    const first = this.#word(0);
    if (first === 'grant' || first === 'revoke') return true;
    if (first !== 'create') return false;
    for (let i = 1; i < Math.min(index, 6); i++) if (['index', 'trigger', 'policy', 'rule'].includes(this.#word(i))) return true;
    return false;
  }

  /** Reads `[ONLY] schema.table [AS] alias` at an index and gives the index behind it. */
  #source(start: number, keyword = 'from'): number {
    let i = start;
    while (fillers.has(this.#word(i)) && i < start + 4) i++;
    const token = this.#tokens[i];
    if (!token) return i;
    if (token.kind === 'unknown' || token.kind === 'text') {
      this.#isUncertain = true;
      return i + 1;
    }
    if (!isName(token)) {
      // A subquery is read where it stands; what it is called is found with the names.
      if (token.text === '(') this.#isUncertain = true;
      return i;
    }
    if (token.kind === 'word' && (notAliases.has(token.text) || token.text === 'all' || token.text === 'column')) return i;
    const parts = [token];
    while (this.#tokens[i + 1]?.text === '.' && this.#tokens[i + 2]) {
      const part = this.#tokens[i + 2] as SqlToken;
      if (!isName(part)) {
        this.#isUncertain = true;
        return i + 3;
      }
      parts.push(part);
      i += 2;
    }
    for (let taken = start; taken <= i; taken++) this.#taken.add(taken);
    const isList = keyword === 'into' || keyword === 'references' || keyword === 'on' || keyword === 'copy' || keyword === 'table';
    // A function that gives rows.
    if (!isList && this.#tokens[i + 1]?.text === '(') {
      this.#isUncertain = true;
      return i + 1;
    }
    const table = tableName(parts);
    const isDerived = parts.length === 1 && this.#derived.has(table);
    if (keyword === 'into' || keyword === 'references') this.#listed.push({ table, next: i + 1 });
    if (keyword !== 'references') {
      if (!isDerived) this.#tables.add(table);
      this.#bind((parts.at(-1) as SqlToken).text, isDerived ? undefined : table);
    }
    return keyword === 'references' || keyword === 'on' || keyword === 'copy' ? i + 1 : this.#alias(i + 1, isDerived ? undefined : table);
  }

  #alias(index: number, table: string | undefined): number {
    const i = this.#word(index) === 'as' ? index + 1 : index;
    const token = this.#tokens[i];
    if (!token || !isName(token) || (token.kind === 'word' && notAliases.has(token.text))) return index;
    this.#taken.add(i);
    this.#results.delete(token.text);
    this.#bind(token.text, table);
    return i + 1;
  }

  #bind(name: string, table: string | undefined): void {
    this.#byName.set(name, this.#byName.has(name) && this.#byName.get(name) !== table ? undefined : table);
  }

  #word(index: number): string {
    const token = this.#tokens[index];
    return token?.kind === 'word' ? token.text : '';
  }
}

/** Whether a token can be a table's or column's name. */
export function isName(token: SqlToken): boolean {
  return token.kind === 'name' || token.kind === 'word';
}

/** Schemas that a database uses when none is named. */
const usualSchemas = new Set(['public', 'dbo', 'main']);

/** `agents`, or `schema.agents` for a schema that somebody chose. */
export function tableName(parts: readonly SqlToken[]): string {
  const [schema, table] = parts.slice(-2).map(({ text }) => text);
  if (table === undefined) return schema ?? '';
  return schema === undefined || usualSchemas.has(schema) ? table : `${schema}.${table}`;
}
