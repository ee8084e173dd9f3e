import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';
import { isComment } from './useTrees.ts';

/** The arguments of a call, without comments. */
export function argumentsOf(call: CodeNode): readonly CodeNode[] {
  return call.field('arguments')?.namedChildren.filter(({ type }) => !isComment(type) && type !== 'attribute_item') ?? [];
}

/** A call of a method: `receiver.name(arguments)`. */
export interface MethodCall {
  readonly receiver: CodeNode;
  readonly name: CodeNode;
  readonly call: CodeNode;
}

/** Takes any node. */
export function methodCall(node: CodeNode | undefined): MethodCall | undefined {
  const called = node?.type === 'call_expression' ? node.field('function') : undefined;
  const field = called?.type === 'generic_function' ? called.field('function') : called;
  if (!node || field?.type !== 'field_expression') return undefined;
  const receiver = field.field('value');
  const name = field.field('field');
  return receiver && name ? { receiver, name, call: node } : undefined;
}

/** A plain string literal without escapes, with the range between its quotes. */
export function stringLiteral(node: CodeNode | undefined): { readonly text: string; readonly range: Range } | undefined {
  if (node?.type !== 'string_literal' && node?.type !== 'raw_string_literal') return undefined;
  const inner = node.namedChildren;
  const [content] = inner;
  if (inner.length !== 1 || content?.type !== 'string_content') return undefined;
  return { text: content.text, range: content.range };
}

/** The expression without brackets, borrows, `.await` and `?` around it. */
export function plainValue(node: CodeNode | undefined): CodeNode | undefined {
  let current = node;
  while (current && wrappers.has(current.type)) current = current.field('value') ?? current.namedChildren.find(({ type }) => !isComment(type) && type !== 'mutable_specifier');
  return current;
}

const wrappers: ReadonlySet<string> = new Set(['parenthesized_expression', 'reference_expression', 'await_expression', 'try_expression']);

/** The receiver at the beginning of a chain of methods, its own `.await` and `?` included in the way. */
export function chainRoot(node: CodeNode): CodeNode {
  let current = node;
  for (;;) {
    const next = methodCall(current)?.receiver ?? (wrappers.has(current.type) ? plainValue(current) : undefined);
    if (!next || next === current) return current;
    current = next;
  }
}
