import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { RequiredModule } from '../../facts.ts';
import { isBinding, type TypescriptSource } from './source.ts';
import { functionOf, keyOf } from './syntax.ts';

/** The `import` that says the same as a `require` call with one string. Takes the call and the string with quotes that an import can have. */
export function requiredModule(source: TypescriptSource, call: CodeNode, specifier: string): RequiredModule {
  const member = call.parent?.type === 'member_expression' && call.fieldName === 'object' ? call.parent : undefined;
  const value = member ?? call;
  const statement = declarationOf(value);
  if (statement && !isConditional(statement)) {
    const inFunction = functionOf(statement)?.type !== 'program';
    if (inFunction) return lazy(call, specifier);
    const clause = clauseOf(source, value, member?.field('property')?.text);
    if (clause === undefined) return { range: call.range, because: 'of how its value is bound here' };
    return { range: statement.range, text: `import ${clause} from ${specifier}${statement.children.at(-1)?.type === ';' ? ';' : ''}` };
  }
  if (call.parent?.type === 'expression_statement' && call.parent.parent?.type === 'program') {
    return { range: call.parent.range, text: `import ${specifier}${call.parent.children.at(-1)?.type === ';' ? ';' : ''}` };
  }
  return lazy(call, specifier);
}

/** The statement that declares nothing else than the value of the expression, without a comment in it. */
function declarationOf(value: CodeNode): CodeNode | undefined {
  const declarator = value.parent?.type === 'variable_declarator' && value.fieldName === 'value' ? value.parent : undefined;
  const statement = declarator?.parent;
  if (!declarator || (statement?.type !== 'lexical_declaration' && statement?.type !== 'variable_declaration') || declarator.field('type')) return undefined;
  if (statement.parent?.type === 'export_statement' || statement.isBroken) return undefined;
  for (const node of statement.descendants()) if (node.type === 'comment') return undefined;
  return statement.namedChildren.length === 1 ? statement : undefined;
}

/** Whether a statement stands in a block of the module that may not be run: `import` cannot stand there. */
function isConditional(statement: CodeNode): boolean {
  return functionOf(statement)?.type === 'program' && statement.parent?.type !== 'program';
}

/** What stands between `import` and `from`; `undefined` when an import cannot bind it so. */
function clauseOf(source: TypescriptSource, value: CodeNode, property: string | undefined): string | undefined {
  const name = value.parent?.field('name');
  if (name?.type === 'identifier') {
    // An import cannot be assigned to.
    if (source.bindings(name.text).length !== 1) return undefined;
    if (property === undefined) return isOnlyRead(source, name.text) ? `* as ${name.text}` : undefined;
    if (property === 'default') return name.text;
    return `{ ${property === name.text ? property : `${property} as ${name.text}`} }`;
  }
  if (name?.type !== 'object_pattern' || property !== undefined) return undefined;
  const parts = name.namedChildren.map((part): string | undefined => {
    if (part.type === 'shorthand_property_identifier_pattern') return isOnlyBinding(source, part) ? part.text : undefined;
    const local = part.type === 'pair_pattern' ? part.field('value') : undefined;
    const key = part.type === 'pair_pattern' ? keyOf(part.field('key')) : undefined;
    return local?.type === 'identifier' && key && /^[\w$]+$/.test(key.text) && isOnlyBinding(source, local) ? `${key.text} as ${local.text}` : undefined;
  });
  if (parts.length === 0 || parts.includes(undefined)) return undefined;
  const inner = parts.join(', ');
  const lines = /[\r\n]/.test(name.text);
  return lines ? name.text.replace(/:\s*/g, ' as ') : `{ ${inner} }`;
}

/** Whether a module is used for its members alone: what an import binds is no function, and nothing can be put into it. */
function isOnlyRead(source: TypescriptSource, name: string): boolean {
  return source.named(name).every((use) => {
    const { parent, fieldName } = use;
    if ((parent?.type === 'call_expression' && fieldName === 'function') || (parent?.type === 'new_expression' && fieldName === 'constructor')) return false;
    const member = (parent?.type === 'member_expression' || parent?.type === 'subscript_expression') && fieldName === 'object' ? parent : undefined;
    const around = member?.parent;
    return !(around && ((/assignment_expression$/.test(around.type) && member.fieldName === 'left') || around.type === 'update_expression'
      || (around.type === 'unary_expression' && around.field('operator')?.text === 'delete')));
  });
}

/** Whether nothing else in the file gives the name a value. A name of the same spelling in an inner scope counts: then people decide. */
function isOnlyBinding(source: TypescriptSource, name: CodeNode): boolean {
  return source.named(name.text).filter(isBinding).length === 1;
}

/** A package that is loaded when it is needed: in an asynchronous function the import can be awaited. */
function lazy(call: CodeNode, specifier: string): RequiredModule {
  const around = functionOf(call);
  const isAsync = around?.type !== 'program' && around?.children.some(({ type }) => type === 'async') === true;
  const isTop = around?.type === 'program';
  if (isTop && call.parent?.type !== 'expression_statement') return { range: call.range, because: 'it is loaded in the middle of something' };
  const body = around?.field('body');
  if (isAsync && body && (call.start < body.start || call.end > body.end)) return { range: call.range, because: 'the value of a parameter cannot be awaited' };
  if (!isAsync) return { range: call.range, because: 'the function around it is not asynchronous, and import(…) gives a promise' };
  const parent = call.parent?.type;
  const tight = parent === 'member_expression' || parent === 'call_expression' || parent === 'subscript_expression';
  return { range: call.range, text: tight ? `(await import(${specifier}))` : `await import(${specifier})` };
}
