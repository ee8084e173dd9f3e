import type { CodeNode } from '../../syntax/codeTree.ts';

/** What gives a name its meaning. `other`: enums, namespaces, aliases of imports, which nobody follows. */
export type DeclarationKind = 'import' | 'variable' | 'parameter' | 'caught' | 'looped' | 'function' | 'class' | 'type' | 'typeParameter' | 'other';

/** A place that declares a name. */
export interface Declaration {
  /** The name. */
  readonly node: CodeNode;
  readonly kind: DeclarationKind;
  /** The node in which the name has this meaning. */
  readonly scope: CodeNode;
  /** What declares: the declarator, parameter, specifier, class, function. */
  readonly owner: CodeNode;
}

/** What a name does where it stands; `undefined` where it is no variable's or type's name (keys, members, labels, names of other modules). */
export type Role = { readonly role: 'declaration'; readonly declaration: Declaration } | { readonly role: 'write' | 'reference' } | undefined;

const names: ReadonlySet<string> = new Set(['identifier', 'type_identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern']);
const functionTypes = ['function_declaration', 'function_expression', 'arrow_function', 'method_definition', 'generator_function', 'generator_function_declaration'] as const;
const signatureTypes = ['function_signature', 'method_signature', 'abstract_method_signature', 'call_signature', 'construct_signature', 'function_type', 'constructor_type'] as const;
const blocks = ['statement_block', 'program', 'switch_body', 'for_statement', 'for_in_statement'] as const;

const reference: Role = { role: 'reference' };

/** Takes any node. */
export function roleOf(node: CodeNode): Role {
  if (!names.has(node.type)) return undefined;
  if (node.type === 'shorthand_property_identifier') return reference;
  const target = patternAround(node);
  const { parent, fieldName } = target;
  if (!parent) return undefined;
  const declared = (kind: DeclarationKind, scope: CodeNode | undefined, owner: CodeNode = parent): Role =>
    scope && { role: 'declaration', declaration: { node, kind, scope, owner } };
  switch (parent.type) {
    case 'variable_declarator':
      return fieldName === 'name' ? declared('variable', scopeOfVariable(parent)) : reference;
    case 'required_parameter':
    case 'optional_parameter':
      if (fieldName === 'name') return undefined;
      return fieldName === 'pattern' ? declared('parameter', parent.enclosing(...functionTypes, ...signatureTypes)) : reference;
    case 'arrow_function':
      return fieldName === 'parameter' ? declared('parameter', parent) : reference;
    case 'catch_clause':
      return fieldName === 'parameter' ? declared('caught', parent) : reference;
    case 'for_in_statement':
      if (fieldName !== 'left') return reference;
      return parent.field('kind') ? declared('looped', parent.field('kind')?.type === 'var' ? functionAround(parent) : parent) : { role: 'write' };
    case 'assignment_expression':
    case 'augmented_assignment_expression':
      return fieldName === 'left' ? { role: 'write' } : reference;
    case 'update_expression':
      return { role: 'write' };
    default:
      return target === node ? roleOfPlainName(node, parent, declared) : reference;
  }
}

/** The widest pattern whose part gets its value through the node; the node itself where it stands in none. */
function patternAround(node: CodeNode): CodeNode {
  let current = node;
  for (;;) {
    const { parent, fieldName } = current;
    switch (parent?.type) {
      case 'object_pattern':
      case 'array_pattern':
      case 'rest_pattern':
        break;
      case 'pair_pattern':
        if (fieldName !== 'value') return current;
        break;
      case 'assignment_pattern':
      case 'object_assignment_pattern':
        if (fieldName !== 'left') return current;
        break;
      default:
        return current;
    }
    current = parent;
  }
}

function roleOfPlainName(node: CodeNode, parent: CodeNode, declared: (kind: DeclarationKind, scope: CodeNode | undefined, owner?: CodeNode) => Role): Role {
  const isName = node.fieldName === 'name';
  switch (parent.type) {
    case 'function_declaration':
    case 'generator_function_declaration':
    case 'function_signature':
      return isName ? declared('function', blockAround(parent)) : reference;
    case 'class_declaration':
    case 'abstract_class_declaration':
      return isName ? declared('class', blockAround(parent)) : reference;
    case 'interface_declaration':
    case 'type_alias_declaration':
      return isName ? declared('type', blockAround(parent)) : reference;
    case 'enum_declaration':
    case 'internal_module':
    case 'module':
      return isName ? declared('other', blockAround(parent)) : reference;
    case 'function_expression':
    case 'generator_function':
      return isName ? declared('function', parent) : reference;
    case 'class':
      return isName ? declared('class', parent) : reference;
    case 'import_specifier':
      return isName && parent.field('alias') ? undefined : declared('import', blockAround(parent));
    case 'import_clause':
    case 'namespace_import':
    case 'import_require_clause':
      return declared('import', blockAround(parent));
    case 'import_alias':
      return node.end === parent.children.find(({ isNamed }) => isNamed)?.end ? declared('other', blockAround(parent)) : reference;
    case 'export_specifier':
      return isName && !parent.enclosing('export_statement')?.field('source') ? reference : undefined;
    case 'namespace_export':
    case 'index_signature':
      return undefined;
    case 'type_parameter':
      return isName ? declared('typeParameter', parent.parent?.parent) : reference;
    case 'mapped_type_clause':
      return isName ? declared('typeParameter', parent.enclosing('object_type')) : reference;
    case 'infer_type':
      return declared('typeParameter', parent.enclosing('conditional_type'));
    case 'nested_type_identifier':
      return isName ? undefined : reference;
    case 'nested_identifier':
      return parent.parent?.type === 'internal_module' ? declared('other', blockAround(parent)) : reference;
    case 'jsx_opening_element':
    case 'jsx_closing_element':
    case 'jsx_self_closing_element':
      // `<input>` is an element of the page.
      return isName && /^[a-z]/.test(node.text) ? undefined : reference;
    default:
      return reference;
  }
}

function scopeOfVariable(declarator: CodeNode): CodeNode | undefined {
  return declarator.parent?.type === 'variable_declaration' ? functionAround(declarator) : blockAround(declarator);
}

function blockAround(node: CodeNode): CodeNode | undefined {
  return node.enclosing(...blocks);
}

/** The function, module or static block whose run a statement belongs to. */
function functionAround(node: CodeNode): CodeNode | undefined {
  return node.enclosing(...functionTypes, 'class_static_block', 'internal_module', 'module', 'program');
}
