import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ColumnFact } from '../facts.ts';
import { argumentsOf } from '../python/syntaxTools.ts';
import { mentions, type FactReader } from './factReaders.ts';
import type { UseNames } from './pythonNames.ts';
import { pythonStringText, unwrapped } from './pythonStringText.ts';

type Emit = (table: string, place: Place | undefined, use: ColumnFact['use']) => void;

interface Place {
  readonly column: string;
  readonly start: number;
  readonly end: number;
}

/** Calls that make a column of a table. */
const columnMakers = /(?:^|\.)(?:Column|mapped_column|deferred|column_property|relationship_column|[A-Z]\w*Field)$/;

/**
 * Columns of tables that Python describes: models of SQLAlchemy, SQLModel, Django and peewee that name their table, `Table(…)`, and the steps of an
 * Alembic migration.
 */
export const modelReader: FactReader<UseNames, ColumnFact> = { isWorthwhile: mentions(/__tablename__|db_table|table_name|\b(?:Table|create_table|add_column|drop_column|alter_column)\b/), read: pythonModels };

function pythonModels(names: UseNames): readonly ColumnFact[] {
  const facts: ColumnFact[] = [];
  const emit: Emit = (table, place, use) => {
    if (place) facts.push({ kind: 'column', table: table.toLowerCase(), column: place.column.toLowerCase(), range: { start: place.start, end: place.end }, use });
  };
  if (/__tablename__|db_table|table_name/.test(names.analysis.file.text)) for (const { node } of names.analysis.classes) modelColumns(names, node, emit);
  for (const call of names.callsOf((name) => tableCalls.has(name))) callColumns(call, emit);
  return facts;
}

function modelColumns(names: UseNames, node: CodeNode, emit: Emit): void {
  const statements = node.field('body')?.namedChildren ?? [];
  const table = tableOf(statements);
  if (table === undefined) return;
  const isPlainModel = (node.field('superclasses')?.namedChildren ?? []).some((base) => /(?:^|\.)SQLModel$/.test(names.imported(base) ?? base.text));
  for (const statement of statements) {
    const assignment = assignmentIn(statement);
    const target = assignment?.field('left');
    if (!assignment || target?.type !== 'identifier' || target.text.startsWith('__')) continue;
    const value = unwrapped(assignment.field('right'));
    const isMade = value?.type === 'call' && columnMakers.test(value.field('function')?.text ?? '');
    const isMapped = /^Mapped\b/.test(assignment.field('type')?.text ?? '') && (value === undefined || isMade);
    if (!isMade && !isMapped && !(isPlainModel && assignment.field('type'))) continue;
    const { positional, keywords } = isMade ? argumentsOf(value) : { positional: [], keywords: new Map<string, CodeNode>() };
    // SQLAlchemy: `Column("name", …)`, Django and peewee: `db_column="name"`, `column_name="name"`.
    const named = /(?:Column|mapped_column)$/.test(isMade ? value.field('function')?.text ?? '' : '') ? placeOf(positional[0]) : undefined;
    const explicit = named ?? placeOf(keywords.get('db_column') ?? keywords.get('column_name') ?? keywords.get('name'));
    emit(table, explicit ?? { column: target.text, start: target.start, end: target.end }, 'define');
  }
}

/** `__tablename__ = "agents"`, or `db_table`/`table_name` in `class Meta`. */
function tableOf(statements: readonly CodeNode[]): string | undefined {
  for (const statement of statements) {
    const assignment = assignmentIn(statement);
    if (assignment?.field('left')?.text === '__tablename__') return textOf(assignment.field('right'));
    if (statement.type !== 'class_definition' || statement.field('name')?.text !== 'Meta') continue;
    for (const option of statement.field('body')?.namedChildren ?? []) {
      const inner = assignmentIn(option);
      if (/^(?:db_table|table_name)$/.test(inner?.field('left')?.text ?? '')) return textOf(inner?.field('right'));
    }
  }
  return undefined;
}

function callColumns(call: CodeNode, emit: Emit): void {
  const called = call.field('function');
  const name = called?.type === 'attribute' ? called.field('attribute')?.text : called?.text;
  if (name === undefined || !tableCalls.has(name)) return;
  const { positional, keywords } = argumentsOf(call);
  const object = called?.type === 'attribute' ? called.field('object') : undefined;
  const batch = object?.type === 'identifier' ? batchTable(object) : undefined;
  const rest = batch === undefined ? positional.slice(1) : positional;
  const table = batch ?? textOf(positional[0] ?? keywords.get('table_name'));
  if (table === undefined) return;
  switch (name) {
    case 'drop_column':
      emit(table, placeOf(rest[0] ?? keywords.get('column_name')), 'drop');
      break;
    case 'alter_column': {
      const isRenamed = keywords.has('new_column_name');
      emit(table, placeOf(rest[0] ?? keywords.get('column_name')), isRenamed ? 'drop' : 'use');
      break;
    }
    default:
      for (const argument of rest) {
        const column = unwrapped(argument);
        if (column?.type === 'call' && /(?:^|\.)Column$/.test(column.field('function')?.text ?? '')) emit(table, placeOf(argumentsOf(column).positional[0]), 'define');
      }
  }
}

const tableCalls = new Set(['Table', 'create_table', 'add_column', 'drop_column', 'alter_column']);

/** The table of `with op.batch_alter_table("agents") as batch:`. */
function batchTable(object: CodeNode): string | undefined {
  for (let node = object.enclosing('with_statement'); node; node = node.enclosing('with_statement')) {
    for (const item of node.children.find(({ type }) => type === 'with_clause')?.namedChildren ?? []) {
      const pattern = item.field('value');
      if (pattern?.type !== 'as_pattern' || pattern.field('alias')?.text !== object.text) continue;
      const call = pattern.namedChildren[0];
      if (call?.type === 'call' && /(?:^|\.)batch_alter_table$/.test(call.field('function')?.text ?? '')) return textOf(argumentsOf(call).positional[0]);
    }
  }
  return undefined;
}

function assignmentIn(statement: CodeNode): CodeNode | undefined {
  const inner = statement.type === 'expression_statement' ? statement.namedChildren[0] : undefined;
  return inner?.type === 'assignment' ? inner : undefined;
}

function textOf(node: CodeNode | undefined): string | undefined {
  return placeOf(node)?.column;
}

/** A name in a string literal. */
function placeOf(node: CodeNode | undefined): Place | undefined {
  const text = pythonStringText(node);
  const range = text && text.text.length < 200 ? text.rangeOf(0, text.text.length) : undefined;
  return text && range && /^[\w.]+$/.test(text.text) ? { column: text.text, ...range } : undefined;
}
