import type { CodeNode } from '../../syntax/codeTree.ts';
import { inner, keyOf } from '../code/typescript/syntax.ts';
import { isModule, joined } from './symbols.ts';
import type { ApiType, TypeContext, Types } from './types.ts';
import { commonType, isNothing, type Type } from './typeValues.ts';

/** Classes of classes end somewhere. */
const deepest = 20;
const classes: ReadonlySet<string> = new Set(['class_declaration', 'abstract_class_declaration', 'class']);
const functionTypes: ReadonlySet<string> = new Set(['function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration']);

/** Reads what the file says of its own classes, interfaces and objects. `types` is there when somebody asks. */
export function memberReader({ scopes, symbols, api }: TypeContext, types: () => Types): Pick<Types, 'memberType' | 'methodResult' | 'resultOf' | 'instanceOf' | 'apiOf' | 'thisAt' | 'objectOf'> {
  const ofModels = (name: string): Type | undefined => {
    const type = api.returns.get(api.canonical(name));
    return type === undefined ? undefined : { kind: 'api', name: type };
  };

  /** What a class or interface of the file derives from, nearest first. */
  const basesOf = (node: CodeNode): readonly (Type | undefined)[] => {
    if (classes.has(node.type)) {
      const extended = node.children.find(({ type }) => type === 'class_heritage')?.children.find(({ type }) => type === 'extends_clause');
      return extended ? [instanceOf(extended.field('value'))] : [];
    }
    const extended = node.children.find(({ type }) => type === 'extends_type_clause');
    return extended?.fields('type').map((type) => types().typeOfType(type)) ?? [];
  };

  const instanceOf = (node: CodeNode | undefined): Type | undefined => {
    const expression = inner(node);
    if (!expression) return undefined;
    if (expression.type === 'class') return { kind: 'own', node: expression };
    const name = symbols.nameOf(expression);
    if (name !== undefined) return { kind: 'api', name: api.canonical(isModule(name) ? joined(name, 'default') : name) };
    const variable = expression.type === 'identifier' ? scopes.variableOf(expression) : undefined;
    const [declaration, ...more] = variable?.writes.length === 0 ? variable.declarations : [];
    if (!declaration || more.length > 0) return undefined;
    if (declaration.kind === 'class') return { kind: 'own', node: declaration.owner };
    const value = declaration.kind === 'variable' && declaration.node.parent === declaration.owner ? inner(declaration.owner.field('value')) : undefined;
    return value?.type === 'class' ? { kind: 'own', node: value } : undefined;
  };

  const apiOf = (type: Type | undefined): ApiType | undefined => {
    const through: CodeNode[] = [];
    let current = type;
    while (current?.kind === 'own' && through.length < deepest) {
      through.push(current.node);
      const found: Type | undefined = basesOf(current.node).find((base) => base !== undefined);
      current = found;
    }
    return current?.kind === 'api' ? { name: current.name, through: [...through, ...(current.beside ?? [])] } : undefined;
  };

  const known = new Map<CodeNode, Map<string, Type | undefined>>();
  const memberType = (type: Type | undefined, name: string, depth = 0): Type | undefined => {
    if (type?.kind === 'api') {
      const own = type.beside?.find((node) => membersNamed(node, name).length > 0);
      return own ? memberType({ kind: 'own', node: own }, name, depth + 1) : ofModels(`${type.name}.${name}`);
    }
    if (type?.kind !== 'own' || depth > deepest) return undefined;
    const byName = known.get(type.node) ?? new Map<string, Type | undefined>();
    known.set(type.node, byName);
    if (byName.has(name)) return byName.get(name);
    // A member that is made of itself is of no type.
    byName.set(name, undefined);
    const found = ofMember(type.node, name, depth);
    byName.set(name, found);
    return found;
  };

  const ofMember = (node: CodeNode, name: string, depth: number): Type | undefined => {
    const own = membersNamed(node, name);
    if (own.length > 0) return commonType(own.filter((member) => !isSetter(member)).map(valueType));
    if (classes.has(node.type)) {
      const assigned = assignedTo(node, name);
      if (assigned.length > 0) return commonType(assigned.map((value) => types().typeOf(value)));
    }
    for (const base of basesOf(node)) {
      const found = memberType(base, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  };

  const valueType = (member: CodeNode): Type | undefined => {
    switch (member.type) {
      case 'pair':
        return types().typeOf(member.field('value'));
      case 'shorthand_property_identifier':
        return types().typeOf(member);
      case 'method_definition':
        return member.children.some(({ type }) => type === 'get') ? resultOf(member) : undefined;
      case 'public_field_definition':
        return member.field('type') ? types().typeOfType(member.field('type')) : ofField(member);
      default:
        return types().typeOfType(member.field('type'));
    }
  };

  /** A field without an annotation: all that is assigned to it. */
  const ofField = (field: CodeNode): Type | undefined => {
    const name = field.field('name')?.text ?? '';
    const around = field.parent?.parent;
    const value = field.field('value');
    const values = [...(value ? [value] : []), ...(around ? assignedTo(around, name) : [])];
    return commonType(values.filter((one) => !isNothing(inner(one))).map((one) => types().typeOf(one)));
  };

  const assigned = new Map<string, ReadonlyMap<CodeNode, readonly CodeNode[]>>();
  /** What the methods of a class assign to an attribute of `this`. */
  const assignedTo = (owner: CodeNode, name: string): readonly CodeNode[] => {
    let byOwner = assigned.get(name);
    if (!byOwner) assigned.set(name, byOwner = assignments(name));
    return byOwner.get(owner) ?? [];
  };

  const assignments = (name: string): ReadonlyMap<CodeNode, readonly CodeNode[]> => {
    const byOwner = new Map<CodeNode, CodeNode[]>();
    for (const node of scopes.nodes(name)) {
      const access = node.fieldName === 'property' && node.parent?.type === 'member_expression' ? node.parent : undefined;
      const object = access?.field('object');
      const value = access?.parent?.type === 'assignment_expression' && access.fieldName === 'left' ? access.parent.field('right') : undefined;
      const on = object?.type === 'this' && value ? thisAt(object) : undefined;
      if (on?.kind !== 'own' || !value) continue;
      const same = byOwner.get(on.node);
      if (same) same.push(value);
      else byOwner.set(on.node, [value]);
    }
    return byOwner;
  };

  const methodResult = (type: Type | undefined, name: string, depth = 0): Type | undefined => {
    if (type?.kind === 'api') {
      const own = type.beside?.find((node) => membersNamed(node, name).length > 0);
      return own ? methodResult({ kind: 'own', node: own }, name, depth + 1) : ofModels(`${type.name}.${name}`);
    }
    if (type?.kind !== 'own' || depth > deepest) return undefined;
    const own = membersNamed(type.node, name);
    if (own.length > 0) return commonType(own.map((member) => resultOf(functionIn(member))));
    for (const base of basesOf(type.node)) {
      const found = methodResult(base, name, depth + 1);
      if (found) return found;
    }
    return undefined;
  };

  const resultOf = (definition: CodeNode | undefined): Type | undefined => {
    if (!definition) return undefined;
    const annotation = definition.field('return_type');
    if (annotation) return types().typeOfType(annotation);
    if (!functionTypes.has(definition.type) || definition.type.startsWith('generator')) return undefined;
    const body = definition.field('body');
    if (!body) return undefined;
    if (body.type !== 'statement_block') return types().typeOf(body);
    return commonType(returnsIn(body).filter((value) => !isNothing(inner(value))).map((value) => types().typeOf(value)));
  };

  const thisAt = (node: CodeNode): Type | undefined => {
    for (let current = node; current.parent; current = current.parent) {
      const { parent } = current;
      if (parent.type === 'class_body') {
        const isStatic = current.type === 'class_static_block' || current.children.some(({ type }) => type === 'static');
        const owner = parent.parent;
        return owner && !isStatic && (current.type === 'method_definition' || current.type === 'public_field_definition') ? { kind: 'own', node: owner } : undefined;
      }
      if (functionTypes.has(current.type) && current.type !== 'arrow_function' && current.type !== 'method_definition') return undefined;
      if (current.type === 'method_definition') return parent.type === 'object' ? { kind: 'own', node: parent } : undefined;
    }
    return undefined;
  };

  const objectOf = (access: CodeNode): Type | undefined => {
    const object = access.field('object');
    if (object?.type !== 'super') return types().typeOf(object);
    const own = thisAt(object);
    return own?.kind === 'own' ? basesOf(own.node)[0] : undefined;
  };

  return { objectOf, memberType, methodResult, resultOf, instanceOf, apiOf, thisAt };
}

/** What a class, interface, object type or object literal says of a member itself; parameters of the constructor that are fields are among them. */
export function membersNamed(node: CodeNode, name: string): readonly CodeNode[] {
  const body = node.type === 'object' || node.type === 'object_type' ? node : node.field('body');
  const found = body?.namedChildren.filter((member) => nameOfMember(member) === name) ?? [];
  if (!classes.has(node.type)) return found;
  const constructor = body?.namedChildren.find((member) => member.type === 'method_definition' && member.field('name')?.text === 'constructor');
  const parameters = constructor?.field('parameters')?.namedChildren.filter((one) => (
    one.field('pattern')?.text === name && one.children.some(({ type }) => type === 'accessibility_modifier' || type === 'readonly' || type === 'override_modifier')
  ));
  return [...found.filter(({ children }) => !children.some(({ type }) => type === 'static')), ...(parameters ?? [])];
}

function nameOfMember(member: CodeNode): string | undefined {
  if (member.type === 'shorthand_property_identifier') return member.text;
  const name = member.field('name') ?? member.field('key');
  if (name?.type === 'private_property_identifier') return name.text;
  return keyOf(name?.type === 'computed_property_name' ? name.namedChildren[0] : name)?.text;
}

function isSetter({ type, children }: CodeNode): boolean {
  return type === 'method_definition' && children.some((child) => child.type === 'set');
}

/** The function that a member is, or whose type it states. */
function functionIn(member: CodeNode): CodeNode | undefined {
  if (member.type === 'pair' || member.type === 'public_field_definition') {
    const value = inner(member.field('value'));
    if (value && functionTypes.has(value.type)) return value;
  }
  const stated = member.field('type')?.namedChildren[0];
  return stated?.type === 'function_type' ? stated : member;
}

/** What the `return` statements of a body give, those of functions in it left out. */
function returnsIn(body: CodeNode): readonly CodeNode[] {
  const found: CodeNode[] = [];
  const stack = [...body.children].reverse();
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (functionTypes.has(node.type) || classes.has(node.type)) continue;
    if (node.type === 'return_statement') {
      const [value] = node.namedChildren.filter(({ type }) => type !== 'comment');
      found.push(value ?? node);
    } else {
      for (let i = node.children.length - 1; i >= 0; i--) stack.push(node.children[i] as CodeNode);
    }
  }
  return found;
}
