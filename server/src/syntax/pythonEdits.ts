import { indentationAt, lineStartOf } from './codeEdits.ts';
import type { CodeNode } from './codeTree.ts';

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
