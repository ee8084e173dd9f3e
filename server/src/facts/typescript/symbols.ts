import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf, inner, keyOf, literalOf } from '../code/typescript/syntax.ts';
import type { Scopes, Variable } from './scopes.ts';

/**
 * What expressions and types name by their way from an import: `@acme/sdk` for the module itself, `@acme/sdk#Client` for an export,
 * `@acme/sdk#default` for the default one, `@acme/sdk#Client.create` for what is in it.
 */
export interface Symbols {
  /** `undefined` for everything that is not proven to come from a module. */
  nameOf(node: CodeNode | undefined): string | undefined;
  /** The same for what a variable stands for. */
  nameOfVariable(variable: Variable): string | undefined;
}

/** Names of names end somewhere. */
const deepest = 20;

/** Takes what the names of a file mean. */
export function symbolsOf(scopes: Scopes): Symbols {
  const known = new Map<Variable, string | undefined>();

  const ofVariable = (variable: Variable, depth: number): string | undefined => {
    if (known.has(variable)) return known.get(variable);
    // A variable that is made of itself names nothing.
    known.set(variable, undefined);
    const name = declaredName(variable, depth);
    known.set(variable, name);
    return name;
  };

  const declaredName = ({ declarations, writes }: Variable, depth: number): string | undefined => {
    const [declaration, ...more] = declarations;
    if (!declaration || more.length > 0 || writes.length > 0) return undefined;
    const { node, kind, owner } = declaration;
    if (kind === 'import') return importedName(node, owner);
    if (kind === 'variable') return ofPart(node, owner, owner.field('value'), depth);
    return kind === 'parameter' ? ofPart(node, owner, moduleHandedTo(owner), depth) : undefined;
  };

  /** What a pattern takes out of a value for the name; the value itself without a pattern. */
  const ofPart = (node: CodeNode, owner: CodeNode, value: CodeNode | undefined, depth: number): string | undefined => {
    const keys = keysTo(node, owner);
    const whole = keys && of(value, depth + 1);
    return whole === undefined ? undefined : keys?.reduce(joined, whole);
  };

  const of = (node: CodeNode | undefined, depth: number): string | undefined => {
    const expression = inner(node);
    if (!expression || depth > deepest) return undefined;
    switch (expression.type) {
      case 'identifier':
      case 'type_identifier':
      case 'shorthand_property_identifier': {
        const variable = scopes.variableOf(expression);
        return variable && ofVariable(variable, depth + 1);
      }
      case 'member_expression':
      case 'nested_identifier':
        return member(of(expression.field('object'), depth + 1), expression.field('property')?.text);
      case 'nested_type_identifier':
        return member(of(expression.field('module'), depth + 1), expression.field('name')?.text);
      case 'subscript_expression':
        return member(of(expression.field('object'), depth + 1), literalOf(expression.field('index'))?.text);
      case 'await_expression': {
        const [promise] = expression.namedChildren.filter(({ type }) => type !== 'comment');
        const name = of(promise, depth + 1);
        return name !== undefined && isModule(name) ? name : undefined;
      }
      case 'call_expression':
        return loadedModule(scopes, expression)?.text;
      default:
        return undefined;
    }
  };

  return { nameOf: (node) => of(node, 0), nameOfVariable: (variable) => ofVariable(variable, 0) };
}

/** The string in `require('m')` and `import('m')`: text and place without the quotes. */
export function loadedModule(scopes: Scopes, call: CodeNode): ReturnType<typeof literalOf> {
  const callee = call.field('function');
  const isLoading = callee?.type === 'import' || (callee?.type === 'identifier' && callee.text === 'require' && !scopes.variableOf(callee));
  const [specifier, ...more] = isLoading ? argumentsOf(call) : [];
  return more.length === 0 ? literalOf(specifier) : undefined;
}

/** Whether a name is that of a whole module. */
export function isModule(name: string): boolean {
  return !name.includes('#');
}

/** `@acme/sdk` and `Client` → `@acme/sdk#Client`; `@acme/sdk#Client` and `create` → `@acme/sdk#Client.create`. */
export function joined(name: string, part: string): string {
  return isModule(name) ? `${name}#${part}` : `${name}.${part}`;
}

function member(name: string | undefined, part: string | undefined): string | undefined {
  return name === undefined || part === undefined ? undefined : joined(name, part);
}

/** The keys by which an object pattern leads to a name, from outside; `undefined` where it may get something else (a default, a rest, a list). */
function keysTo(node: CodeNode, owner: CodeNode): readonly string[] | undefined {
  const keys: string[] = [];
  for (let current = node; current.parent && current.parent !== owner; current = current.parent) {
    const { parent } = current;
    if (parent.type === 'object_pattern') {
      if (current.type === 'shorthand_property_identifier_pattern') keys.unshift(current.text);
      else if (current.type !== 'pair_pattern') return undefined;
    } else if (parent.type === 'pair_pattern') {
      const key = keyOf(parent.field('key'));
      if (!key) return undefined;
      keys.unshift(key.text);
    } else {
      return undefined;
    }
  }
  return keys;
}

function importedName(node: CodeNode, owner: CodeNode): string | undefined {
  const statement = owner.enclosing('import_statement');
  const module = literalOf(owner.field('source') ?? statement?.field('source'))?.text;
  if (module === undefined) return undefined;
  switch (owner.type) {
    case 'import_specifier': {
      const name = owner.field('name');
      return joined(module, (name && literalOf(name)?.text) ?? name?.text ?? '');
    }
    case 'import_clause':
      return node.type === 'identifier' ? joined(module, 'default') : undefined;
    case 'namespace_import':
    case 'import_require_clause':
      return module;
    default:
      return undefined;
  }
}

/** `import('m')` of `import('m').then((m) => …)`. Takes the parameter. */
function moduleHandedTo(parameter: CodeNode): CodeNode | undefined {
  const callback = parameter.type === 'arrow_function' ? parameter : parameter.parent?.parent;
  if (parameter.type !== 'arrow_function' && parameter.parent?.namedChildren[0] !== parameter) return undefined;
  const call = callback?.parent?.type === 'arguments' && argumentsOf(callback.parent.parent ?? callback)[0] === callback ? callback.parent.parent : undefined;
  const method = call?.type === 'call_expression' ? call.field('function') : undefined;
  const promise = method?.type === 'member_expression' && method.field('property')?.text === 'then' ? method.field('object') : undefined;
  return promise?.type === 'call_expression' && promise.field('function')?.type === 'import' ? promise : undefined;
}
