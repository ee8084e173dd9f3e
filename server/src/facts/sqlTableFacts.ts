import { isName, tableName } from '../syntax/sqlSources.ts';
import type { SqlToken } from '../syntax/sqlTokens.ts';
import type { ColumnFact } from './facts.ts';

/** Takes a column of a table that a token names. */
export type EmitColumn = (table: string, token: SqlToken, use: ColumnFact['use']) => void;

/**
 * Reads `CREATE TABLE` and `ALTER TABLE`: which columns they define and drop. Gives the indices that it has spoken for (columns, types,
 * keywords), or `undefined` for any other statement.
 */
export function sqlTableFacts(tokens: readonly SqlToken[], emit: EmitColumn): ReadonlySet<number> | undefined {
  const word = (index: number): string => (tokens[index]?.kind === 'word' ? (tokens[index] as SqlToken).text : '');
  let at = 1;
  while (at < 5 && tableKinds.has(word(at))) at++;
  if ((word(0) !== 'create' && word(0) !== 'alter') || word(at) !== 'table') return undefined;
  at++;
  while (['if', 'not', 'exists', 'only'].includes(word(at))) at++;
  const parts: SqlToken[] = [];
  for (; tokens[at] && isName(tokens[at] as SqlToken); at += 2) {
    parts.push(tokens[at] as SqlToken);
    if (tokens[at + 1]?.text !== '.') break;
  }
  if (parts.length === 0) return undefined;
  at++;
  const reader = new TableReader(tokens, tableName(parts), emit);
  if (word(0) === 'alter') reader.actions(at);
  else if (tokens[at]?.text === '(') reader.definitions(at + 1);
  return reader.spokenFor;
}

const tableKinds = new Set(['temp', 'temporary', 'unlogged', 'global', 'local', 'external', 'or', 'replace', 'foreign']);
/** Words that begin an item of a table's definition that is no column, or follow `ADD` and `DROP` with something else. */
const notColumns = new Set([
  'primary', 'foreign', 'unique', 'check', 'constraint', 'key', 'index', 'like', 'exclude', 'fulltext', 'spatial', 'period', 'partition', 'default', 'not',
  'expression', 'identity', 'trigger', 'to', 'table', 'using', 'statistics', 'row',
]);

class TableReader {
  readonly #tokens: readonly SqlToken[];
  readonly #table: string;
  readonly #emit: EmitColumn;
  readonly spokenFor = new Set<number>();

  constructor(tokens: readonly SqlToken[], table: string, emit: EmitColumn) {
    this.#tokens = tokens;
    this.#table = table;
    this.#emit = emit;
  }

  /** The items between the brackets of `CREATE TABLE t (`. */
  definitions(start: number): void {
    for (const item of this.#items(start)) if (this.#isColumn(item)) this.#define(item);
  }

  /** What stands behind `ALTER TABLE t`. */
  actions(start: number): void {
    let isDropping = false;
    for (const item of this.#items(start)) {
      const action = this.#word(item);
      const column = this.#behind(item + 1);
      switch (action) {
        case 'add':
          if (this.#tokens[column]?.text === '(') this.definitions(column + 1);
          else if (this.#isColumn(column)) this.#define(column);
          break;
        case 'drop':
          isDropping = this.#isColumn(column);
          if (isDropping) this.#say(column, 'drop');
          break;
        case 'rename':
          if (this.#isColumn(column) && this.#word(column + 1) === 'to') {
            this.#say(column, 'drop');
            this.#define(column + 2);
          }
          break;
        case 'change':
          if (this.#isColumn(column)) {
            this.#say(column, this.#tokens[column]?.text === this.#tokens[column + 1]?.text ? 'use' : 'drop');
            this.#define(column + 1);
          }
          break;
        case 'alter':
        case 'modify':
          if (this.#isColumn(column)) {
            this.#say(column, 'use');
            this.#skipType(column + 1);
          }
          break;
        default:
          // SQL Server: `DROP COLUMN a, b`.
          if (isDropping && this.#isColumn(item)) this.#say(item, 'drop');
      }
    }
  }

  /** Where each item of a list begins; the list ends with its bracket or the statement. */
  *#items(start: number): Iterable<number> {
    let depth = 0;
    yield start;
    for (let i = start; i < this.#tokens.length; i++) {
      const { kind, text } = this.#tokens[i] as SqlToken;
      if (kind !== 'symbol') continue;
      if (text === '(') depth++;
      else if (text === ')' && --depth < 0) return;
      else if (text === ',' && depth === 0) yield i + 1;
    }
  }

  /** Behind `COLUMN` and `IF [NOT] EXISTS`. */
  #behind(index: number): number {
    let at = index;
    while (['column', 'if', 'not', 'exists'].includes(this.#word(at)) && at < index + 4) at++;
    return at;
  }

  #isColumn(index: number): boolean {
    const token = this.#tokens[index];
    return token !== undefined && isName(token) && !(token.kind === 'word' && notColumns.has(token.text));
  }

  #define(index: number): void {
    if (!this.#isColumn(index)) return;
    this.#say(index, 'define');
    this.#skipType(index + 1);
  }

  #say(index: number, use: 'use' | 'drop' | 'define'): void {
    this.spokenFor.add(index);
    this.#emit(this.#table, this.#tokens[index] as SqlToken, use);
  }

  /** The words of a type are no columns. */
  #skipType(start: number): void {
    for (let i = start; i < start + 4 && this.#tokens[i]?.kind === 'word' && !['references', 'check', 'default', 'generated'].includes(this.#word(i)); i++) this.spokenFor.add(i);
  }

  #word(index: number): string {
    const token = this.#tokens[index];
    return token?.kind === 'word' ? token.text : '';
  }
}
