import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';

/** Around an expression without changing what it gives at run time. */
const transparent: ReadonlySet<string> = new Set(['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression', 'type_assertion']);

/** The expression inside brackets, casts and `!`. */
export function inner(node: CodeNode | undefined): CodeNode | undefined {
  let current = node;
  while (current && transparent.has(current.type)) {
    const { type } = current;
    const parts: readonly CodeNode[] = current.namedChildren.filter((child) => child.type !== 'comment');
    current = type === 'type_assertion' ? parts.at(-1) : parts[0];
  }
  return current;
}

/** The widest expression that still gives the same value: brackets, casts and `!` around the node. */
export function outer(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent && transparent.has(current.parent.type) && inner(current.parent) === inner(current)) current = current.parent;
  return current;
}

/** A string literal's or a plain template's text, when the file has it unchanged; with the range between the quotes. */
export function literalOf(node: CodeNode | undefined): { readonly text: string; readonly range: Range } | undefined {
  if (node?.type !== 'string' && node?.type !== 'template_string') return undefined;
  if (node.isBroken || node.children.some(({ type }) => type === 'escape_sequence' || type === 'template_substitution')) return undefined;
  const range = { start: node.start + 1, end: node.end - 1 };
  return { text: node.text.slice(1, -1), range };
}

/** What a call calls. The grammar reads `await f<T>(x)` as a call of `await f`; here it is one of `f`. */
export function calleeOf(call: CodeNode): CodeNode | undefined {
  const callee = call.field('function');
  return isAwaitedCallee(call) ? inner(callee?.namedChildren[0]) : inner(callee);
}

/** Whether a call's own node has the `await` in front of it in it (see `calleeOf`). */
export function isAwaitedCallee(call: CodeNode): boolean {
  return call.field('function')?.type === 'await_expression';
}

/** The call of a method; takes the `object.method` in it. */
export function callOfMethod(method: CodeNode): CodeNode | undefined {
  const callee = method.parent?.type === 'await_expression' ? method.parent : method;
  return callee.parent?.type === 'call_expression' && callee.fieldName === 'function' ? callee.parent : undefined;
}

/** Arguments of a call, without comments. Empty for tagged templates. */
export function argumentsOf(call: CodeNode): readonly CodeNode[] {
  const list = call.field('arguments');
  return list?.type === 'arguments' ? list.namedChildren.filter(({ type }) => type !== 'comment') : [];
}

/** The dotted name that an expression is (`axios.post`, `this.http.post`), without `?` and `!`; `undefined` for anything else. */
export function dottedName(node: CodeNode | undefined, depth = 0): string | undefined {
  const expression = inner(node);
  if (!expression || depth > 8) return undefined;
  if (expression.type === 'identifier' || expression.type === 'this') return expression.text;
  if (expression.type === 'meta_property') return expression.text.replace(/\s/g, '');
  if (expression.type !== 'member_expression') return undefined;
  const left = dottedName(expression.field('object'), depth + 1);
  const property = expression.field('property');
  return left !== undefined && property?.type === 'property_identifier' ? `${left}.${property.text}` : undefined;
}

/** A member of an object literal or pattern that has a name. */
export interface Member {
  readonly name: string;
  /** Of the name alone. */
  readonly nameRange: Range;
  /** `undefined` for `{ name }` and methods. */
  readonly value: CodeNode | undefined;
  /** `{ name }`: the name is key and value. */
  readonly shorthand: boolean;
  readonly node: CodeNode;
}

/** The named members of an object literal; computed ones and spreads are left out. */
export function membersOf(object: CodeNode): readonly Member[] {
  return object.namedChildren.flatMap((node): Member[] => {
    if (node.type === 'shorthand_property_identifier') return [{ name: node.text, nameRange: node.range, value: undefined, shorthand: true, node }];
    if (node.type !== 'pair') return [];
    const name = keyOf(node.field('key'));
    return name ? [{ name: name.text, nameRange: name.range, value: node.field('value'), shorthand: false, node }] : [];
  });
}

/** The member of an object literal with a name. */
export function member(object: CodeNode | undefined, name: string): CodeNode | undefined {
  if (object?.type !== 'object') return undefined;
  return inner(membersOf(object).find((one) => one.name === name)?.value);
}

/** The text of a key, written bare or as a string. */
export function keyOf(key: CodeNode | undefined): { readonly text: string; readonly range: Range } | undefined {
  if (key?.type === 'property_identifier') return { text: key.text, range: key.range };
  return literalOf(key);
}

/** The function, method or program that holds the node. */
export function functionOf(node: CodeNode): CodeNode | undefined {
  return node.enclosing(...functions, 'program');
}

/** Node types of functions. */
export const functions = ['function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration'] as const;

/** A name as shells spell variables. */
export const shellName = /^[A-Z][A-Z0-9_]*$/;
