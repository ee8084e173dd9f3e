import type { CodeNode } from '../../syntax/codeTree.ts';

/** `a.b.c` for an identifier or a chain of attributes on one; `undefined` for anything else. */
export function dottedText(node: CodeNode | undefined): string | undefined {
  const parts: string[] = [];
  let at = node;
  for (let i = 0; at && i < 12; i++) {
    if (at.type === 'identifier') return [at.text, ...parts.reverse()].join('.');
    if (at.type !== 'attribute') return undefined;
    const name = at.field('attribute')?.text;
    if (name === undefined) return undefined;
    parts.push(name);
    at = at.field('object');
  }
  return undefined;
}

/** The class or function in a statement, with or without decorators. */
export function definitionIn(node: CodeNode): CodeNode | undefined {
  return node.type === 'decorated_definition' ? node.field('definition') : node.type === 'class_definition' || node.type === 'function_definition' ? node : undefined;
}

/** The decorators of a definition, as expressions without their arguments: `pytest.fixture` for `@pytest.fixture(scope="module")`. */
export function decoratorsOf(definition: CodeNode): readonly CodeNode[] {
  const { parent } = definition;
  if (parent?.type !== 'decorated_definition') return [];
  return parent.children.flatMap((child) => {
    if (child.type !== 'decorator') return [];
    const expression = child.namedChildren.find(({ type }) => type !== 'comment');
    const plain = expression?.type === 'call' ? expression.field('function') : expression;
    return plain ? [plain] : [];
  });
}

/** Whether a function is `async def`. */
export function isAsync(definition: CodeNode): boolean {
  return definition.children[0]?.type === 'async';
}

const nested = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'list_splat_pattern', 'expression_list', 'tuple', 'list', 'as_pattern_target', 'parenthesized_expression', 'list_splat']);

/** The identifiers that a target binds: `a, (b, *c)` gives three; `x.y` and `x[0]` bind no name. */
export function targetIdentifiers(target: CodeNode): readonly CodeNode[] {
  if (target.type === 'identifier') return [target];
  const found: CodeNode[] = [];
  const stack = [target];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'identifier') found.push(node);
    else if (nested.has(node.type)) for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as CodeNode);
  }
  return found;
}

/** The names that a target binds. */
export function targetNames(target: CodeNode): readonly string[] {
  return targetIdentifiers(target).map(({ text }) => text);
}

export interface PythonParameter {
  readonly name: string;
  readonly identifier: CodeNode;
  /** The annotation, without the colon. */
  readonly type: CodeNode | undefined;
  readonly value: CodeNode | undefined;
  readonly star: '' | '*' | '**';
}

/** The parameters of a function or lambda, in order. */
export function parametersOf(definition: CodeNode): readonly PythonParameter[] {
  return (definition.field('parameters')?.namedChildren ?? []).flatMap((node) => {
    const parameter = parameterOf(node);
    return parameter ? [parameter] : [];
  });
}

function parameterOf(node: CodeNode): PythonParameter | undefined {
  const inner = node.type === 'typed_parameter' ? node.namedChildren[0] : node.type === 'default_parameter' || node.type === 'typed_default_parameter' ? node.field('name') : node;
  const star = inner?.type === 'list_splat_pattern' ? '*' : inner?.type === 'dictionary_splat_pattern' ? '**' : '';
  const identifier = star === '' ? inner : inner?.namedChildren[0];
  if (identifier?.type !== 'identifier') return undefined;
  return { name: identifier.text, identifier, type: node.field('type'), value: node.field('value'), star };
}

/** The plain text of a string literal without interpolation or escapes. */
export function literalText(node: CodeNode): string | undefined {
  if (node.type !== 'string') return undefined;
  let text = '';
  for (const child of node.children) {
    if (child.type === 'string_start') {
      if (/[bf]/i.test(child.text)) return undefined;
    } else if (child.type === 'string_content') {
      if (child.children.length > 0) return undefined;
      text += child.text;
    } else if (child.type === 'interpolation') {
      return undefined;
    }
  }
  return text;
}

/** The positional and keyword arguments of a call; splats are left out, `hasSplat` tells of them. */
export function argumentsOf(call: CodeNode): { readonly positional: readonly CodeNode[]; readonly keywords: ReadonlyMap<string, CodeNode>; readonly hasSplat: boolean } {
  const positional: CodeNode[] = [];
  const keywords = new Map<string, CodeNode>();
  let hasSplat = false;
  const list = call.field('arguments');
  if (list?.type === 'generator_expression') return { positional: [list], keywords, hasSplat };
  for (const node of list?.children ?? []) {
    if (!node.isNamed || node.type === 'comment') continue;
    if (node.type === 'keyword_argument') {
      const name = node.field('name')?.text;
      const value = node.field('value');
      if (name !== undefined && value) keywords.set(name, value);
    } else if (node.type === 'list_splat' || node.type === 'dictionary_splat') {
      hasSplat = true;
    } else {
      positional.push(node);
    }
  }
  return { positional, keywords, hasSplat };
}
