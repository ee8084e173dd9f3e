import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { EnvironmentFact } from '../../facts.ts';
import type { TypescriptSource } from './source.ts';
import { argumentsOf, calleeOf, dottedName, inner, keyOf, literalOf, membersOf, outer, shellName } from './syntax.ts';

type IsEnvironment = (node: CodeNode | undefined) => boolean;

/** Variables whose names are keys: destructured, in objects that become an environment, in schemas and in types. */
export function environmentMembers(source: TypescriptSource, isEnvironment: IsEnvironment): readonly EnvironmentFact[] {
  return [
    ...source.nodes('object_pattern').flatMap((pattern) => (isEnvironment(valueOf(pattern)) ? destructured(pattern) : [])),
    ...source.nodes('pair').flatMap((pair) => passedOn(pair)),
    ...source.nodes('call_expression').flatMap((call) => checkedOrAssigned(source, call, isEnvironment)),
    ...source.nodes('member_expression').flatMap((node) => replaced(node, isEnvironment)),
    ...source.nodes('import_specifier').flatMap(importedStatically),
    ...source.nodes('interface_declaration').flatMap(declared),
  ];
}

/** What a pattern takes apart: `{ X } = value` in a declaration, an assignment or a parameter. */
function valueOf(pattern: CodeNode): CodeNode | undefined {
  switch (pattern.parent?.type) {
    case 'variable_declarator':
    case 'required_parameter':
      return pattern.parent.field('value');
    case 'assignment_expression':
    case 'assignment_pattern':
      return pattern.fieldName === 'left' ? pattern.parent.field('right') : undefined;
    default:
      return undefined;
  }
}

/** `{ X, Y: y = "d", Z = "e" }`: where the name is also the local variable's, that one stays. */
function destructured(pattern: CodeNode): readonly EnvironmentFact[] {
  return pattern.namedChildren.flatMap((node): EnvironmentFact[] => {
    const read = (name: { readonly text: string; readonly range: CodeNode['range'] }, hasDefault: boolean, isLocal: boolean): EnvironmentFact[] =>
      [{ kind: 'environment', name: name.text, range: name.range, access: 'read', hasDefault, ...(isLocal ? { template: `$: ${name.text}` } : {}) }];
    if (node.type === 'shorthand_property_identifier_pattern') return read(node, false, true);
    if (node.type === 'object_assignment_pattern') {
      const name = node.field('left');
      return name?.type === 'shorthand_property_identifier_pattern' ? read(name, true, true) : [];
    }
    const key = node.type === 'pair_pattern' ? keyOf(node.field('key')) : undefined;
    return key ? read(key, node.field('value')?.type === 'assignment_pattern', false) : [];
  });
}

/** `env: { X: … }` of a child process, a container or a process manager. */
function passedOn(pair: CodeNode): readonly EnvironmentFact[] {
  const key = keyOf(pair.field('key'))?.text ?? '';
  const object = inner(pair.field('value'));
  return object?.type === 'object' && /^(?:env|environment|env_\w+)$/.test(key) ? assigned(object) : [];
}

/** The members of an object that becomes an environment. */
function assigned(object: CodeNode): readonly EnvironmentFact[] {
  return membersOf(object).filter(({ name }) => shellName.test(name)).map(({ name, nameRange, value, shorthand }): EnvironmentFact => ({
    kind: 'environment', name, range: nameRange, access: 'set', group: object.start,
    hasValue: shorthand || literalOf(inner(value))?.text !== '',
    ...(shorthand ? { template: `$: ${name}` } : {}),
  }));
}

/** `Object.assign(process.env, { X: … })`, and schemas: `z.object({ X: … }).parse(process.env)`, `cleanEnv(process.env, { X: … })`. */
function checkedOrAssigned(source: TypescriptSource, call: CodeNode, isEnvironment: IsEnvironment): readonly EnvironmentFact[] {
  const given = argumentsOf(call);
  if (!given.some(isEnvironment)) return [];
  const callee = calleeOf(call);
  const objects = objectsAmong(given);
  if (dottedName(callee) === 'Object.assign') return objects.flatMap(assigned);
  return [...objects, ...describedBy(source, callee)].flatMap((object) => membersOf(object).filter(({ name, shorthand }) => !shorthand && shellName.test(name)).map(({ name, nameRange }): EnvironmentFact => ({
    kind: 'environment', name, range: nameRange, access: 'read', renaming: 'unsafe', because: 'what reads the checked environment uses the same name',
  })));
}

/** The objects that a schema is made of; takes the method that checks with it (`z.object({ … }).strict().parse`). */
function describedBy(source: TypescriptSource, method: CodeNode | undefined): readonly CodeNode[] {
  const objects: CodeNode[] = [];
  for (let callee = method, steps = 0; callee?.type === 'member_expression' && steps < 8; steps++) {
    const receiver = inner(callee.field('object'));
    const schema = receiver?.type === 'identifier' ? source.valueOf(receiver) : receiver;
    if (schema?.type !== 'call_expression') break;
    objects.push(...objectsAmong(argumentsOf(schema)));
    callee = schema.field('function');
  }
  return objects;
}

function objectsAmong(expressions: readonly CodeNode[]): readonly CodeNode[] {
  return expressions.map(inner).filter((one): one is CodeNode => one?.type === 'object');
}

/** `process.env = { ...process.env, X: … }`. */
function replaced(node: CodeNode, isEnvironment: IsEnvironment): readonly EnvironmentFact[] {
  if (node.parent?.type !== 'assignment_expression' || node.fieldName !== 'left' || !isEnvironment(outer(node))) return [];
  const object = inner(node.parent.field('right'));
  return object?.type === 'object' ? assigned(object) : [];
}

/** `import { X } from "$env/static/private"`. */
function importedStatically(specifier: CodeNode): readonly EnvironmentFact[] {
  const name = specifier.field('name');
  const from = literalOf(specifier.enclosing('import_statement')?.field('source'))?.text ?? '';
  if (!name || !from.startsWith('$env/static/')) return [];
  return [{ kind: 'environment', name: name.text, range: name.range, access: 'read', ...(specifier.field('alias') ? {} : { template: `$ as ${name.text}` }) }];
}

/** The types of `process.env` and `import.meta.env`. */
function declared(node: CodeNode): readonly EnvironmentFact[] {
  if (!/^(?:ProcessEnv|ImportMetaEnv)$/.test(node.field('name')?.text ?? '')) return [];
  return (node.field('body')?.namedChildren ?? []).flatMap((property): EnvironmentFact[] => {
    const name = property.type === 'property_signature' ? keyOf(property.field('name')) : undefined;
    return name ? [{ kind: 'environment', name: name.text, range: name.range, access: 'read' }] : [];
  });
}
