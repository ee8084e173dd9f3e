import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ColumnFact } from '../facts.ts';
import { argumentsOf } from '../python/syntaxTools.ts';
import { sqlFacts } from '../sqlFacts.ts';
import { mentions, type FactReader } from './factReaders.ts';
import type { UseNames } from './pythonNames.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';

/** Functions and methods of database libraries that take SQL. */
const takers = new Set([
  'execute', 'executemany', 'executescript', 'execute_async', 'exec_driver_sql', 'execute_query', 'query', 'text', 'raw', 'read_sql', 'read_sql_query', 'fetch', 'fetchrow', 'fetchval',
  'fetchall', 'fetch_all', 'fetch_one', 'fetch_val', 'fetchone', 'iterate', 'scalar', 'scalars', 'prepare', 'mogrify', 'sql', 'RunSQL', 'RawSQL', 'DDL', 'copy_expert',
]);
/** A text that is no statement of these is somebody's method of the same name with something else in it. */
const statement = /^(?:\s|--[^\n]*\n)*(?:SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|WITH|MERGE|REPLACE|DROP|COPY|COMMENT|EXPLAIN|BEGIN|DO|TRUNCATE)\s/i;

/** Such a text, or a comment that may stand before it, at the beginning of a literal or of one of several beside each other. */
const literalBegin = /["'](?:\s|\\(?:\r\n|x\w\w|u\w{4}|[0-7]{1,3}|[^]))*(?:--|SELECT|INSERT|UPDATE|DELETE|ALTER|CREATE|WITH|MERGE|REPLACE|DROP|COPY|COMMENT|EXPLAIN|BEGIN|DO|TRUNCATE)/i;

/** Columns in the SQL that Python passes to a database: literals, and variables and attributes with one literal value. */
export const sqlReader: FactReader<UseNames, ColumnFact> = { isWorthwhile: mentions(literalBegin), read: pythonSql };

function pythonSql(names: UseNames): readonly ColumnFact[] {
  const facts: ColumnFact[] = [];
  const seen = new Set<number>();
  const read = (expression: CodeNode | undefined): void => {
    const literal = literalOf(names, expression);
    const text = pythonStringText(literal);
    if (!literal || !text || seen.has(literal.start) || !statement.test(text.text.slice(0, 2000))) return;
    seen.add(literal.start);
    for (const fact of sqlFacts(text)) facts.push(fact);
  };
  for (const call of names.callsOf((name) => takers.has(name))) {
    const called = call.field('function');
    const name = called?.type === 'attribute' ? called.field('attribute')?.text : called?.text;
    if (name === undefined || !takers.has(name)) continue;
    const { positional, keywords } = argumentsOf(call);
    read(positional[0] ?? keywords.get('sql') ?? keywords.get('query') ?? keywords.get('statement'));
    read(name === 'RunSQL' ? positional[1] ?? keywords.get('reverse_sql') : name === 'copy_expert' ? undefined : positional[1]);
  }
  return facts;
}

/** The literal that an expression is or begins with: `"…" % x`, `"…".format(x)` and `QUERY` end in one. */
function literalOf(names: UseNames, expression: CodeNode | undefined): CodeNode | undefined {
  let node = unwrapped(expression);
  for (let i = 0; node && i < 6; i++) {
    if (node.type === 'binary_operator' && node.field('operator')?.text === '%') {
      node = unwrapped(node.field('left'));
    } else if (node.type === 'call' && node.field('function')?.type === 'attribute' && ['format', 'strip'].includes(node.field('function')?.field('attribute')?.text ?? '')) {
      node = unwrapped(node.field('function')?.field('object'));
    } else if (node.type === 'identifier' || node.type === 'attribute') {
      node = names.valueOf(node);
    } else {
      return node;
    }
  }
  return undefined;
}
