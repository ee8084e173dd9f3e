import { insert, type Edit } from '../text/edit.ts';
import { lineEndOf } from '../text/lineEnd.ts';
import type { CodeNode } from './codeTree.ts';

/** The blanks and tabs a line begins with. Takes any offset in the line. */
export function indentationAt(text: string, offset: number): string {
  const start = lineStartOf(text, offset);
  let end = start;
  while (text[end] === ' ' || text[end] === '\t') end++;
  return text.slice(start, end);
}

/** Offset of the first character of the line that holds `offset`. */
export function lineStartOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}

/** Offset of the line's end, before its line end. */
export function lineEndAfter(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** One step of indentation, as the file's first indented block has it; four blanks where there is none. */
export function indentationStep(root: CodeNode, text: string): string {
  for (const statement of root.children) {
    const definition = statement.type === 'decorated_definition' ? statement.field('definition') : statement;
    const first = definition?.field('body')?.children[0] ?? definition?.field('consequence')?.children[0];
    if (!first) continue;
    const step = indentationAt(text, first.start);
    if (step !== '' && lineStartOf(text, first.start) + step.length === first.start) return step;
  }
  return '    ';
}

/** Whether a comment stands in the node. */
export function hasComment(node: CodeNode): boolean {
  for (const one of node.descendants()) if (one.type === 'comment') return true;
  return false;
}

/** The members of a bracketed list (arguments, a dictionary, imported names), without brackets, commas and comments. */
export function itemsOf(list: CodeNode): readonly CodeNode[] {
  return list.namedChildren.filter(({ type }) => type !== 'comment');
}

/**
 * Puts a member last in a list with brackets, the way the list is laid out: on the same line or on one of its own, with a trailing comma where
 * there is one, and without parting a comment from what it is about. `render` gets the indentation of the line that the member begins on.
 */
export function appendItem(text: string, list: CodeNode, render: (indentation: string) => string): readonly Edit[] {
  const last = itemsOf(list).at(-1);
  const open = list.children[0];
  if (!last || !open) return [insert(open?.end ?? list.end, render(indentationAt(text, list.start)))];
  const indentation = indentationAt(text, last.start);
  const ownLine = lineStartOf(text, last.start) + indentation.length === last.start;
  const behind = list.children.slice(list.children.indexOf(last) + 1);
  const comma = behind.find(({ type }) => type === ',');
  if (!ownLine) return [insert(comma?.end ?? last.end, comma ? ` ${render(indentation)},` : `, ${render(indentation)}`)];
  const eol = lineEndOf(text);
  const lineEnd = lineEndAfter(text, comma?.end ?? last.end);
  const note = behind.find(({ type, start }) => type === 'comment' && start < lineEnd);
  const added = `${eol}${indentation}${render(indentation)}`;
  if (comma) return [insert(note?.end ?? comma.end, `${added},`)];
  return note ? [insert(last.end, ','), insert(note.end, added)] : [insert(last.end, `,${added}`)];
}

/** The quote that most of the strings begin with; `"` when both are as frequent. */
export function usualQuote(strings: readonly CodeNode[]): '"' | '\'' {
  let balance = 0;
  for (const { children } of strings) {
    const start = children[0]?.text ?? '';
    if (start.endsWith('"""') || start.endsWith('\'\'\'')) continue;
    balance += start.endsWith('\'') ? 1 : -1;
  }
  return balance > 0 ? '\'' : '"';
}

/** A Python string literal with this value. */
export function stringLiteral(value: string, quote: '"' | '\''): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`).replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
  return `${quote}${escaped}${quote}`;
}

/** Whether an expression stays one when an operator or a dot is put beside it. */
export function isAtom(expression: CodeNode): boolean {
  return atoms.has(expression.type);
}

const atoms: ReadonlySet<string> = new Set([
  'identifier', 'attribute', 'subscript', 'call', 'string', 'integer', 'float', 'true', 'false', 'none', 'parenthesized_expression',
  'list', 'dictionary', 'set', 'tuple', 'list_comprehension', 'dictionary_comprehension', 'set_comprehension', 'generator_expression', 'concatenated_string',
]);

/** Whether a comparison that takes the place of `expression` needs brackets there. */
export function needsBracketsAsComparison({ parent, fieldName, type }: CodeNode): boolean {
  if (!parent || type === 'parenthesized_expression') return false;
  switch (parent.type) {
    case 'comparison_operator':
    case 'binary_operator':
    case 'unary_operator':
    case 'await':
    case 'list_splat':
    case 'dictionary_splat':
      return true;
    case 'attribute':
      return fieldName === 'object';
    case 'subscript':
      return fieldName === 'value';
    case 'call':
      return fieldName === 'function';
    default:
      return false;
  }
}
