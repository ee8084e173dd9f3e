import { reservedSqlWords } from '../syntax/sqlKeywords.ts';
import { isName, sqlSources, tableName, type SqlSources } from '../syntax/sqlSources.ts';
import { sqlStatements, type SqlToken } from '../syntax/sqlTokens.ts';
import type { EmbeddedText } from '../text/embeddedText.ts';
import type { ColumnFact } from './facts.ts';
import { sqlTableFacts, type EmitColumn } from './sqlTableFacts.ts';

/**
 * The columns that SQL names, where the statement leaves no doubt about the table: qualified by table or alias, or without one in a statement of
 * a single table. Tables and columns are in lower case; a table of a schema other than the database's usual one has it in front. Never throws.
 */
export function sqlFacts(source: EmbeddedText): readonly ColumnFact[] {
  return factsIn(source, 0);
}

/** Functions may define functions; nobody nests them deeper. */
const maxDepth = 3;

function factsIn(source: EmbeddedText, depth: number): readonly ColumnFact[] {
  const facts: ColumnFact[] = [];
  const emit: EmitColumn = (table, token, use) => {
    const range = source.rangeOf(token.start, token.end);
    if (range) facts.push({ kind: 'column', table, column: token.text, range, use });
  };
  for (const statement of sqlStatements(source.text)) {
    for (const part of atAlterTable(statement)) statementFacts(part, emit);
    if (depth >= maxDepth) continue;
    for (const { kind, start, end } of statement) if (kind === 'body') for (const fact of factsIn(source.part(start, end), depth + 1)) facts.push(fact);
  }
  return facts;
}

/** `IF … THEN ALTER TABLE …` is one statement to a reader of semicolons, and two in truth. */
function atAlterTable(tokens: readonly SqlToken[]): readonly (readonly SqlToken[])[] {
  const at = tokens.findIndex(({ kind, text }, i) => i > 0 && kind === 'word' && text === 'alter' && tokens[i + 1]?.text === 'table');
  return at < 0 ? [tokens] : [tokens.slice(0, at), tokens.slice(at)];
}

function statementFacts(tokens: readonly SqlToken[], emit: EmitColumn): void {
  const sources = sqlSources(tokens);
  const spokenFor = new Set([...sources.taken, ...(sqlTableFacts(tokens, emit) ?? [])]);
  const say = (table: string, index: number): void => {
    spokenFor.add(index);
    emit(table, tokens[index] as SqlToken, 'use');
  };
  for (const { table, next } of sources.listed) for (const index of columnList(tokens, next)) say(table, index);
  const target = assignedTable(tokens);
  if (target) for (const index of target.columns) if (!spokenFor.has(index)) say(target.table, index);
  for (let i = 0; i < tokens.length; i++) {
    if (spokenFor.has(i)) continue;
    const path = pathAt(tokens, i);
    if (path === 0) continue;
    const last = i + path - 1;
    const table = path === 1 ? tableOfPlain(tokens, i, sources) : tableOfQualified(tokens, i, path, sources);
    if (table !== undefined) emit(table, tokens[last] as SqlToken, 'use');
    i = last;
  }
}

/** The indices of `(a, b, c)` behind a table; nothing when a query or an expression stands there. */
function columnList(tokens: readonly SqlToken[], start: number): readonly number[] {
  if (tokens[start]?.text !== '(') return [];
  const columns: number[] = [];
  for (let i = start + 1; i < tokens.length; i += 2) {
    const token = tokens[i] as SqlToken;
    if (isName(token) && !(token.kind === 'word' && reservedSqlWords.has(token.text))) columns.push(i);
    else if (token.kind !== 'unknown') return [];
    if (tokens[i + 1]?.text === ')') return columns;
    if (tokens[i + 1]?.text !== ',') return [];
  }
  return [];
}

/** `UPDATE t SET a = 1, b = 2 FROM …`: what is assigned belongs to the one table that is updated. */
function assignedTable(tokens: readonly SqlToken[]): { readonly table: string; readonly columns: readonly number[] } | undefined {
  const start = tokens[1]?.text === 'only' ? 2 : 1;
  const length = pathAt(tokens, start);
  if (tokens[0]?.kind !== 'word' || tokens[0].text !== 'update' || length === 0) return undefined;
  let at = start + length;
  while (tokens[at] && tokens[at]?.text !== 'set' && at < start + length + 2) at++;
  if (tokens[at]?.text !== 'set') return undefined;
  const columns: number[] = [];
  let depth = 0;
  for (let i = at + 1; i < tokens.length; i++) {
    const { kind, text } = tokens[i] as SqlToken;
    if (kind === 'symbol' && text === '(') depth++;
    else if (kind === 'symbol' && text === ')') depth--;
    else if (depth === 0 && kind === 'word' && (text === 'where' || text === 'from')) break;
    else if (depth === 0 && isName(tokens[i] as SqlToken) && tokens[i + 1]?.text === '=' && (i === at + 1 || tokens[i - 1]?.text === ',')) columns.push(i);
  }
  return { table: tableName(tokens.slice(start, start + length).filter(isName)), columns };
}

/** How many tokens `a.b.c` takes at an index; 0 when no name stands there, or it is a function's or goes on with a `*`. */
function pathAt(tokens: readonly SqlToken[], start: number): number {
  const first = tokens[start];
  if (!first || !isName(first) || tokens[start - 1]?.text === '.') return 0;
  let end = start;
  while (tokens[end + 1]?.text === '.') {
    const next = tokens[end + 2];
    if (!next || !isName(next)) return 0;
    end += 2;
  }
  return tokens[end + 1]?.text === '(' ? 0 : end - start + 1;
}

/** Words behind which a name is that of something other than a column. */
const objectWords = new Set([
  'view', 'index', 'function', 'procedure', 'trigger', 'constraint', 'type', 'schema', 'database', 'sequence', 'extension', 'role', 'user', 'language', 'domain',
  'savepoint', 'call', 'collate', 'pragma', 'exists', 'concurrently',
]);

/** A name without a table: it is a column of the statement's only table, unless it is a keyword, a result's name or what may be a string. */
function tableOfPlain(tokens: readonly SqlToken[], index: number, { only, results }: SqlSources): string | undefined {
  const token = tokens[index] as SqlToken;
  const before = tokens[index - 1];
  if (only === undefined || results.has(token.text) || (token.kind === 'word' && reservedSqlWords.has(token.text))) return undefined;
  if (before?.kind === 'word' && objectWords.has(before.text)) return undefined;
  if (before?.text === '::') return undefined;
  return token.doubleQuoted && mayBeString(tokens, index) ? undefined : only;
}

/** Where MySQL and SQLite read `"x"` as a string: behind a comparison, and in lists of values. */
function mayBeString(tokens: readonly SqlToken[], index: number): boolean {
  let at = index - 1;
  // Back over the list's earlier items, a few of them: the rest of a long list is one of values too.
  for (let steps = 0; steps < 40 && tokens[at]?.text === ',' && at > 0; steps++) at -= 2;
  const before = tokens[at];
  if (!before) return false;
  if (before.text === ',') return true;
  if (before.text === '(') return before.kind === 'symbol' && ['in', 'values', ','].includes(tokens[at - 1]?.text ?? '');
  return before.kind === 'symbol' ? '=<>!|~'.includes(before.text) : ['like', 'ilike', 'between', 'default', 'regexp'].includes(before.text);
}

/** `a.column`: the table that the statement knows as `a`; in `COMMENT ON COLUMN t.column` the table itself. */
function tableOfQualified(tokens: readonly SqlToken[], index: number, length: number, { byName, only }: SqlSources): string | undefined {
  const qualifiers = tokens.slice(index, index + length - 1).filter(isName);
  const before = tokens[index - 1];
  if (before?.kind === 'word' && before.text === 'column') return tableName(qualifiers);
  const [name] = qualifiers.slice(-1);
  if (!name) return undefined;
  if (qualifiers.length === 1) return name.text === 'excluded' && !byName.has('excluded') ? only : byName.get(name.text);
  const table = tableName(qualifiers);
  return byName.get(name.text) === table ? table : undefined;
}
