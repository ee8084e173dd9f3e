import type { CodeNode } from '../../syntax/codeTree.ts';
import type { Range } from '../../text/range.ts';
import { inner, keyOf, outer } from '../code/typescript/syntax.ts';
import type { TypescriptCode } from './typescriptCode.ts';
import type { Type } from './typeValues.ts';

/** An object literal that a call is given. */
export interface PassedObject {
  readonly object: CodeNode;
  /** It is for this call alone, and no type of the project says what is in it: it may be changed for the call's sake. */
  readonly isOwn: boolean;
}

/** A member of an object literal with a name that the code shows. */
export interface PassedMember {
  readonly node: CodeNode;
  /** Of the name, without quotes. */
  readonly name: Range;
  /** `{ timeout }`. */
  readonly shorthand: boolean;
  /** `undefined` for `{ timeout }` and methods. */
  readonly value: CodeNode | undefined;
}

/**
 * The object literal that an argument is: written there, or the value of a constant. `modules`: those of the callee, whose types may stand at the
 * constant.
 */
export function objectPassed({ scopes, types }: TypescriptCode, argument: CodeNode | undefined, modules: readonly string[]): PassedObject | undefined {
  const expression = inner(argument);
  const isTheirs = (type: CodeNode): boolean => isOfModules(types.typeOfType(type), modules) || type.type === 'const' || type.text === 'any';
  if (expression?.type === 'object') return { object: expression, isOwn: castsOf(expression).every(isTheirs) };
  if (expression?.type !== 'identifier') return undefined;
  const variable = scopes.variableOf(expression);
  const [declaration, ...more] = variable?.writes.length === 0 ? variable.declarations : [];
  if (!variable || declaration?.kind !== 'variable' || more.length > 0 || declaration.node.parent !== declaration.owner) return undefined;
  const { owner } = declaration;
  const object = inner(owner.field('value'));
  if (object?.type !== 'object') return undefined;
  const annotation = owner.field('type');
  const isExported = owner.parent?.parent?.type === 'export_statement';
  return { object, isOwn: [...(annotation ? [annotation] : []), ...castsOf(object), ...castsOf(expression)].every(isTheirs) && !isExported && variable.references.length === 1 };
}

function isOfModules(type: Type | undefined, modules: readonly string[]): boolean {
  return type?.kind === 'api' && modules.includes(type.name.split('#', 1)[0] ?? '');
}

/** The types that an expression is said to be of where it stands: by `as`, `satisfies` and `<…>`. */
function castsOf(expression: CodeNode): readonly CodeNode[] {
  const casts: CodeNode[] = [];
  const widest = outer(expression);
  for (let node = expression; node !== widest && node.parent; node = node.parent) {
    const { parent } = node;
    const type = parent.type === 'type_assertion' ? parent.namedChildren[0]?.namedChildren[0] : parent.type === 'as_expression' || parent.type === 'satisfies_expression' ? parent.children.at(-1) : undefined;
    if (type) casts.push(type);
  }
  return casts;
}

/** Whether a function in an object literal takes a member of `this` by this name, which may be the object. */
export function readsItself({ scopes }: TypescriptCode, object: CodeNode, name: string): boolean {
  return scopes.nodes(name).some((leaf) => {
    if (leaf.start < object.start || leaf.end > object.end) return false;
    const access = leaf.type === 'string_fragment' ? leaf.parent?.parent : leaf.parent;
    return access?.field('object')?.type === 'this' || inner(leaf.enclosing('variable_declarator')?.field('value'))?.type === 'this';
  });
}

/** The members of an object literal with one of these names, in order. */
export function membersPassed(object: CodeNode, names: readonly string[]): readonly PassedMember[] {
  return object.namedChildren.flatMap((node): readonly PassedMember[] => {
    if (node.type === 'shorthand_property_identifier') return names.includes(node.text) ? [{ node, name: node.range, shorthand: true, value: undefined }] : [];
    const key = node.field(node.type === 'method_definition' ? 'name' : 'key');
    const name = keyOf(key?.type === 'computed_property_name' ? key.namedChildren[0] : key);
    return name && names.includes(name.text) ? [{ node, name: name.range, shorthand: false, value: node.field('value') }] : [];
  });
}

/** What else an object literal may hold: spreads, and keys that are made up while it runs. */
export function unknownParts(object: CodeNode): readonly CodeNode[] {
  return object.namedChildren.filter((node) => {
    const key = node.field('key') ?? node.field('name');
    return node.type === 'spread_element' || (key?.type === 'computed_property_name' && !keyOf(key.namedChildren[0]));
  });
}

/** The object literal that a spread in another one is made of, where it is a constant of the file. */
export function objectSpread(code: TypescriptCode, spread: CodeNode): CodeNode | undefined {
  return spread.type === 'spread_element' ? objectPassed(code, spread.namedChildren[0], [])?.object : undefined;
}
