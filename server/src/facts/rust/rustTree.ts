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

/** A literal whose text can stand in a string of another place as it is; raw strings may hold what has to be escaped there. */
export function plainText(node: CodeNode | undefined): string | undefined {
  const text = stringLiteral(node)?.text;
  return text === undefined || /["\\]/.test(text) ? undefined : text;
}

/** The number of an integer literal (`1_000u64`); `undefined` for anything else. */
export function integerOf(node: CodeNode | undefined): number | undefined {
  const digits = node?.type === 'integer_literal' ? /^([0-9][0-9_]*)(?:[iu](?:\d+|size))?$/.exec(node.text)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits.replaceAll('_', ''));
}

/** Whether code names a variable: as such, as a field of the same name, or in a string that may be a format (`"{name}"`). */
export function namesVariable(node: CodeNode, name: string): boolean {
  for (const one of node.descendants()) {
    if ((one.type === 'identifier' || one.type === 'shorthand_field_identifier') && one.text === name) return true;
    if (one.type === 'string_content' && new RegExp(`\\{${name}\\b`).test(one.text)) return true;
  }
  return false;
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

/** The constant that an identifier names: the nearest one in the blocks and modules around it, when nothing else has the name. */
export function constantOf(identifier: CodeNode): CodeNode | undefined {
  const { text } = identifier;
  if (!/^[A-Z][A-Z0-9_]*$/.test(text)) return undefined;
  for (let scope = identifier.parent; scope; scope = scope.parent) {
    const found = scope.children.find((child) => (child.type === 'const_item' || child.type === 'static_item') && child.field('name')?.text === text);
    if (found) return found;
    if (scope.type === 'mod_item') return undefined;
  }
  return undefined;
}
