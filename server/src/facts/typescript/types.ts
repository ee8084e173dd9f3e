import type { CodeNode } from '../../syntax/codeTree.ts';
import { argumentsOf, calleeOf, inner, literalOf } from '../code/typescript/syntax.ts';
import type { TypescriptApi } from './api.ts';
import type { Declaration } from './bindings.ts';
import { memberReader } from './memberTypes.ts';
import { patternReader } from './patternTypes.ts';
import type { Scopes, Variable } from './scopes.ts';
import { isModule, joined, type Symbols } from './symbols.ts';
import { typeNodeReader } from './typeNodes.ts';
import { commonType, isNothing, type Type } from './typeValues.ts';

/** What values are. Everything is found out when somebody asks, and once. */
export interface Types {
  /** The type of an expression's value; `undefined` when nothing proves one. */
  typeOf(expression: CodeNode | undefined): Type | undefined;
  /** The type that a type annotation, or a part of one, stands for. */
  typeOfType(node: CodeNode | undefined): Type | undefined;
  /** The type of what a pattern takes apart, or of what a name in one gets. */
  typeOfPattern(pattern: CodeNode): Type | undefined;
  /** The type of a member's value. */
  memberType(type: Type | undefined, name: string): Type | undefined;
  /** The type of what a function returns. */
  resultOf(definition: CodeNode | undefined): Type | undefined;
  /** The type of what a method of this name returns. */
  methodResult(type: Type | undefined, name: string): Type | undefined;
  /** What `new` makes of an expression, and what a class of the file derives from. */
  instanceOf(constructor: CodeNode | undefined): Type | undefined;
  /** The class or type of a module that a type is or derives from, with the classes and interfaces of the file on the way, nearest first. */
  apiOf(type: Type | undefined): ApiType | undefined;
  /** The type of what an access (`client.send`, `super.send`, `client['send']`) takes a member of. */
  objectOf(access: CodeNode): Type | undefined;
  /** The class whose instance `this` is at a place. */
  thisAt(node: CodeNode): Type | undefined;
}

/** See `Types.apiOf`. */
export interface ApiType {
  readonly name: string;
  readonly through: readonly CodeNode[];
}

/** What the readers of types share. */
export interface TypeContext {
  readonly scopes: Scopes;
  readonly symbols: Symbols;
  readonly api: TypescriptApi;
}

/** Values of values end somewhere. */
const deepest = 60;

/** Takes what the names of a file mean, and what is known about the system. */
export function typesOf(context: TypeContext): Types {
  const { scopes, symbols, api } = context;
  const known = new Map<CodeNode, Type | undefined>();
  let depth = 0;
  const once = (node: CodeNode, find: () => Type | undefined): Type | undefined => {
    if (known.has(node)) return known.get(node);
    if (depth >= deepest) return undefined;
    // A value that is made of itself is of no type.
    known.set(node, undefined);
    depth++;
    const type = find();
    depth--;
    known.set(node, type);
    return type;
  };

  /** What the models say of an export, a function or a static member. */
  const returned = (node: CodeNode): Type | undefined => {
    const raw = symbols.nameOf(node);
    const name = raw === undefined ? undefined : api.returns.get(api.canonical(isModule(raw) ? joined(raw, 'default') : raw));
    return name === undefined ? undefined : { kind: 'api', name };
  };

  const ofExpression = (node: CodeNode): Type | undefined => {
    const [first] = node.namedChildren.filter(({ type }) => type !== 'comment');
    switch (node.type) {
      case 'parenthesized_expression':
      case 'non_null_expression':
      case 'await_expression':
        return types.typeOf(first);
      case 'satisfies_expression':
        return types.typeOf(first) ?? types.typeOfType(node.namedChildren.at(-1));
      case 'as_expression':
        return node.children.at(-1)?.type === 'const' ? types.typeOf(first) : types.typeOfType(node.namedChildren.at(-1));
      case 'type_assertion':
        return types.typeOfType(first?.namedChildren[0]);
      case 'identifier':
      case 'shorthand_property_identifier': {
        const variable = scopes.variableOf(node);
        return variable && (ofVariable(variable) ?? returned(node));
      }
      case 'this':
        return types.thisAt(node);
      case 'new_expression':
        return types.instanceOf(node.field('constructor'));
      case 'call_expression':
        return returned(calleeOf(node) ?? node) ?? ofCall(node);
      case 'member_expression':
        return types.memberType(types.objectOf(node), node.field('property')?.text ?? '') ?? returned(node);
      case 'subscript_expression':
        return ofSubscript(node);
      case 'ternary_expression':
        return ofEither(node.field('consequence'), node.field('alternative'));
      case 'binary_expression': {
        const operator = node.field('operator')?.type;
        if (operator === '&&') return types.typeOf(node.field('right'));
        return operator === '??' || operator === '||' ? ofEither(node.field('left'), node.field('right')) : undefined;
      }
      case 'assignment_expression':
        return types.typeOf(node.field('right'));
      case 'array': {
        return listOf(commonType(node.namedChildren.filter(({ type }) => type !== 'comment').map((item) => types.typeOf(item))));
      }
      case 'object':
        return { kind: 'own', node };
      default:
        return undefined;
    }
  };

  const listOf = (of: Type | undefined): Type | undefined => of && { kind: 'list', of };

  const ofEither = (a: CodeNode | undefined, b: CodeNode | undefined): Type | undefined =>
    commonType([a, b].filter((one) => !isNothing(inner(one))).map((one) => types.typeOf(one)));

  const ofSubscript = (node: CodeNode): Type | undefined => {
    const object = types.typeOf(node.field('object'));
    const key = literalOf(node.field('index'));
    if (key) return types.memberType(object, key.text);
    return object?.kind === 'list' ? object.of : undefined;
  };

  const ofVariable = (variable: Variable): Type | undefined => {
    const [declaration, ...more] = variable.declarations;
    if (!declaration || more.length > 0) return undefined;
    return once(declaration.node, () => declaredType(variable, declaration));
  };

  const declaredType = ({ writes }: Variable, { node, kind, owner }: Declaration): Type | undefined => {
    if (kind !== 'variable' && kind !== 'parameter' && kind !== 'looped') return undefined;
    if (owner.field('type')) return types.typeOfPattern(node);
    if (writes.length === 0) return types.typeOfPattern(node);
    if (kind !== 'variable' || node.parent !== owner) return undefined;
    const values = [owner.field('value'), ...writes.map((write) => (write.parent?.type === 'assignment_expression' ? write.parent.field('right') : write))];
    return commonType(values.filter((value) => value && !isNothing(inner(value))).map((value) => types.typeOf(value)));
  };

  const ofCall = (call: CodeNode): Type | undefined => {
    const callee = calleeOf(call);
    if (callee?.type === 'identifier') {
      const variable = scopes.variableOf(callee);
      const definitions = variable?.writes.length === 0 ? variable.declarations.map(({ kind, owner }) => (kind === 'function' ? owner : kind === 'variable' ? inner(owner.field('value')) : undefined)) : [];
      return commonType(definitions.map((definition) => types.resultOf(definition)));
    }
    if (callee?.type !== 'member_expression') return undefined;
    const name = callee.field('property')?.text ?? '';
    const object = callee.field('object');
    const [argument, mapping] = argumentsOf(call);
    if (object?.type === 'identifier' && argument && passing.has(`${object.text}.${name}`) && !scopes.variableOf(object)) {
      return mapping ? listOf(types.resultOf(inner(mapping))) : types.typeOf(argument);
    }
    const on = types.objectOf(callee);
    if (on?.kind !== 'list') return types.methodResult(on, name);
    if (name === 'map' || name === 'flatMap') return listOf(types.resultOf(inner(argument)));
    return elementMethods.has(name) ? on.of : listMethods.has(name) ? on : undefined;
  };

  const types: Types = {
    typeOf: (expression) => expression && once(expression, () => ofExpression(expression)),
    ...patternReader(() => types),
    ...typeNodeReader(context, () => types, once),
    ...memberReader(context, () => types),
  };
  return types;
}

const elementMethods: ReadonlySet<string> = new Set(['find', 'findLast', 'at', 'pop', 'shift', 'get']);
const listMethods: ReadonlySet<string> = new Set(['filter', 'slice', 'concat', 'reverse', 'sort', 'values', 'toReversed', 'toSorted']);
/** Functions of the language that give what they are given, where they get nothing but that; `Array.from` may get a function, too. */
const passing: ReadonlySet<string> = new Set(['Promise.resolve', 'Promise.all', 'Object.freeze', 'Array.from']);
