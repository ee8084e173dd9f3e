import type { CodeNode } from '../../../syntax/codeTree.ts';

/** Named children without comments. */
export function parts(node: CodeNode): readonly CodeNode[] {
  return node.namedChildren.filter(({ type }) => type !== 'comment');
}

/** The expression inside brackets. */
export function inner(node: CodeNode | undefined): CodeNode | undefined {
  let current = node;
  while (current?.type === 'parenthesized_expression') current = parts(current)[0];
  return current;
}

/** The brackets around an expression, or the expression itself. */
export function outer(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent?.type === 'parenthesized_expression') current = current.parent;
  return current;
}

/** The expression with the `await` around it, and the brackets around both. */
export function awaited(node: CodeNode): CodeNode {
  const whole = outer(node);
  return whole.parent?.type === 'await' ? outer(whole.parent) : whole;
}

/** The dotted name that an expression is (`requests.post`, `self.session.post`); `undefined` for anything else. */
export function dottedName(node: CodeNode | undefined, depth = 0): string | undefined {
  const expression = inner(node);
  if (!expression || depth > 8) return undefined;
  if (expression.type === 'identifier') return expression.text;
  if (expression.type !== 'attribute') return undefined;
  const left = dottedName(expression.field('object'), depth + 1);
  const name = expression.field('attribute')?.text;
  return left !== undefined && name !== undefined ? `${left}.${name}` : undefined;
}

/** Arguments of a call by position, then by name. */
export interface Arguments {
  readonly positional: readonly CodeNode[];
  readonly named: ReadonlyMap<string, CodeNode>;
  /** Whether `*args` or `**kwargs` may bring more. */
  readonly open: boolean;
}

/** The arguments of a call. */
export function argumentsOf(call: CodeNode): Arguments {
  const positional: CodeNode[] = [];
  const named = new Map<string, CodeNode>();
  let open = false;
  const list = call.field('arguments');
  for (const node of list?.type === 'argument_list' ? parts(list) : []) {
    if (node.type === 'keyword_argument') {
      const value = node.field('value');
      if (value) named.set(node.field('name')?.text ?? '', value);
    } else if (node.type === 'list_splat' || node.type === 'dictionary_splat') {
      open = true;
    } else {
      positional.push(node);
    }
  }
  return { positional, named, open };
}

/** The text of a string without interpolation and escapes, with the offset at which it begins. */
export function plainString(node: CodeNode | undefined): { readonly text: string; readonly start: number } | undefined {
  const string = inner(node);
  if (string?.type !== 'string' || string.isBroken) return undefined;
  const content = string.children.filter(({ type }) => type !== 'string_start' && type !== 'string_end');
  const [only] = content;
  if (!only) return { text: '', start: string.children[0]?.end ?? string.end };
  return content.length === 1 && only.type === 'string_content' && only.children.length === 0 ? { text: only.text, start: only.start } : undefined;
}

/** The string that a dict's key is. */
export function keyText(pair: CodeNode): string | undefined {
  return plainString(pair.field('key'))?.text;
}

/** The function or module in which the node's names live. */
export function scopeOf(node: CodeNode): CodeNode {
  let top = node;
  for (let current: CodeNode | undefined = node.parent; current; current = current.parent) {
    if (current.type === 'function_definition' || current.type === 'lambda') return current;
    top = current;
  }
  return top;
}
