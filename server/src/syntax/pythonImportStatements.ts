import { insert, remove, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { CodeNode } from './codeTree.ts';
import { indentationAt, lineEndAfter, lineStartOf } from './codeEdits.ts';

/** One `from module import …` or `import …` statement at hand. */
export type ImportStatement = CodeNode;

/** The absolute module of a `from` statement; `undefined` for relative and other imports. */
export function moduleOf(statement: ImportStatement): string | undefined {
  const module = statement.type === 'import_from_statement' ? statement.field('module_name') : undefined;
  return module?.type === 'dotted_name' ? module.text : undefined;
}

/** Whether names can be added to a `from` statement: no star. */
export function takesNames(statement: ImportStatement): boolean {
  return statement.fields('name').length > 0;
}

/** Adds names to a `from` statement, each where the statement's order wants it. The names must not be in it already. */
export function addNames(text: string, statement: ImportStatement, names: readonly string[]): readonly Edit[] {
  const present = statement.fields('name');
  const order = orderOf(present.map(importedName));
  return [...names].sort(byKind).map((name) => {
    const at = order ? present.findIndex((one) => order(importedName(one), name) > 0) : -1;
    return insertName(text, statement, at < 0 ? present.length : at, name);
  }).flat();
}

/** Takes one name of several out of a `from` statement. No comment goes with it. */
export function removeName(text: string, statement: ImportStatement, name: CodeNode): readonly Edit[] {
  const names = statement.fields('name');
  const at = names.findIndex(({ start }) => start === name.start);
  const next = names[at + 1];
  const previous = names[at - 1];
  const hasNote = (start: number, end: number): boolean => statement.children.some((child) => child.type === 'comment' && child.start >= start && child.end <= end);
  if (next && !hasNote(name.start, next.start)) return [remove({ start: name.start, end: next.start })];
  if (!next && previous && !hasNote(previous.end, name.start)) return [remove({ start: previous.end, end: name.end })];
  // What the comment was about is gone: it takes the place.
  const comma = statement.children.find((child) => child.type === ',' && child.start >= name.end);
  const note = statement.children.find((child) => child.type === 'comment' && child.start >= name.end);
  const end = comma?.end ?? name.end;
  const isBeside = note !== undefined && text.slice(end, note.start).trim() === '' && !/[\r\n]/.test(text.slice(end, note.start));
  return [remove({ start: name.start, end: isBeside ? note.start : end })];
}

/** Takes a statement out with its line; `undefined` when something else, or a comment, is on its lines. */
export function removeStatement(text: string, statement: ImportStatement): readonly Edit[] | undefined {
  const start = lineStartOf(text, statement.start);
  const end = lineEndAfter(text, statement.end);
  if (text.slice(start, statement.start).trim() !== '' || text.slice(statement.end, end).trim() !== '') return undefined;
  if (statement.children.some(({ type }) => type === 'comment')) return undefined;
  const behind = text.startsWith('\r\n', end) ? end + 2 : Math.min(end + 1, text.length);
  return [remove({ start, end: behind })];
}

/** The name that an item of a `from` statement takes out of the module: `a` of `a as b`. */
export function importedName(item: CodeNode): string {
  return (item.type === 'aliased_import' ? item.field('name') : item)?.text ?? '';
}

/** The name that an item of an import statement binds: `b` of `a as b`, `a` of `import a.c`. */
export function boundName(item: CodeNode): string {
  return item.type === 'aliased_import' ? item.field('alias')?.text ?? '' : item.children[0]?.text ?? item.text;
}

function insertName(text: string, statement: ImportStatement, at: number, name: string): readonly Edit[] {
  const names = statement.fields('name');
  const item = names[at];
  const before = names[at - 1];
  const open = statement.children.find(({ type }) => type === '(');
  const model = item ?? before;
  const indentation = model ? indentationAt(text, model.start) : '';
  const ownLine = model !== undefined && open !== undefined && lineStartOf(text, model.start) + indentation.length === model.start;
  if (!ownLine) {
    if (before) return [insert(before.end, `, ${name}`)];
    return item ? [insert(item.start, `${name}, `)] : [];
  }
  const added = `${lineEndOf(text)}${indentation}${name}`;
  const previous = before ?? open;
  const lineEnd = lineEndAfter(text, previous.end);
  const comma = before && statement.children.find((child) => child.type === ',' && child.start >= before.end);
  const note = statement.children.find((child) => child.type === 'comment' && child.start >= previous.end && child.start < lineEnd);
  if (!before) return [insert(note?.end ?? previous.end, `${added},`)];
  if (comma) return [insert(note?.end ?? comma.end, `${added},`)];
  return note ? [insert(before.end, ','), insert(note.end, added)] : [insert(before.end, `,${added}`)];
}

type Order = (a: string, b: string) => number;

/** The order that names are in: constants, classes, functions; or the alphabet, without regard to case. `undefined` when neither. */
function orderOf(names: readonly string[]): Order | undefined {
  return [byKind, byLetter].find((order) => names.every((name, i) => i === 0 || order(names[i - 1] ?? '', name) <= 0));
}

const byLetter: Order = (a, b) => compare(a.toLowerCase(), b.toLowerCase()) || compare(a, b);

const byKind: Order = (a, b) => kindOf(a) - kindOf(b) || byLetter(a, b);

function kindOf(name: string): number {
  if (name.length > 1 && name === name.toUpperCase()) return 0;
  return /^_*[A-Z]/.test(name) ? 1 : 2;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
