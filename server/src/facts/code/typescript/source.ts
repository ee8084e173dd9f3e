import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { ParsedCode } from '../../../syntax/parsedFile.ts';
import { dottedName, inner } from './syntax.ts';

/** A TypeScript or JavaScript file with what its readers share: nodes by type, and which names are bound where. */
export interface TypescriptSource {
  readonly file: ParsedCode;
  readonly root: CodeNode;
  /** Nodes of one of the collected types, in the order of the text. */
  nodes(type: CollectedType): readonly CodeNode[];
  /** Every place a variable's name stands at, in the order of the text. */
  named(name: string): readonly CodeNode[];
  /** Those of them where the name gets a value. */
  bindings(name: string): readonly CodeNode[];
  /** What is assigned to an attribute (`this.http`) anywhere in the file. */
  assigned(name: string): readonly (CodeNode | undefined)[];
  /** The only value that a name of this file ever gets, when it is declared once and assigned there alone. */
  valueOf(identifier: CodeNode): CodeNode | undefined;
}

const collected = [
  'member_expression', 'subscript_expression', 'call_expression', 'new_expression', 'object_pattern', 'pair', 'string', 'template_string', 'variable_declarator',
  'import_statement', 'export_statement', 'import_specifier', 'required_parameter', 'optional_parameter', 'assignment_pattern', 'interface_declaration',
] as const;
type CollectedType = (typeof collected)[number];

const variables: ReadonlySet<string> = new Set(['identifier', 'shorthand_property_identifier', 'shorthand_property_identifier_pattern']);

/** Walks the file once. Takes a file and its tree's root. */
export function typescriptSource(file: ParsedCode, root: CodeNode): TypescriptSource {
  const byType = new Map<string, CodeNode[]>(collected.map((type) => [type, []]));
  const byName = new Map<string, CodeNode[]>();
  for (const node of root.descendants()) {
    byType.get(node.type)?.push(node);
    if (!variables.has(node.type)) continue;
    const { text } = node;
    const same = byName.get(text);
    if (same) same.push(node);
    else byName.set(text, [node]);
  }
  const named = (name: string): readonly CodeNode[] => byName.get(name) ?? [];
  let attributes: Map<string, (CodeNode | undefined)[]> | undefined;
  const bound = new Map<string, readonly CodeNode[]>();
  const bindings = (name: string): readonly CodeNode[] => {
    let found = bound.get(name);
    if (!found) bound.set(name, found = named(name).filter(isBinding));
    return found;
  };
  return {
    file,
    root,
    nodes: (type) => byType.get(type) ?? [],
    named,
    bindings,
    assigned: (name) => {
      if (!attributes) {
        attributes = new Map();
        for (const node of byType.get('member_expression') ?? []) {
          if (node.parent?.type !== 'assignment_expression' || node.fieldName !== 'left') continue;
          const attribute = dottedName(node);
          if (attribute === undefined) continue;
          const value = inner(node.parent.field('right'));
          const same = attributes.get(attribute);
          if (same) same.push(value);
          else attributes.set(attribute, [value]);
        }
      }
      return attributes.get(name) ?? [];
    },
    valueOf: (identifier) => {
      const [binding, ...more] = bindings(identifier.text);
      const declarator = binding?.parent;
      return more.length === 0 && declarator?.type === 'variable_declarator' ? inner(declarator.field('value')) : undefined;
    },
  };
}

/** Whether a variable's name gets a value here: declared, a parameter, imported or assigned. */
export function isBinding(node: CodeNode): boolean {
  if (node.type === 'shorthand_property_identifier_pattern') return true;
  const { parent, fieldName } = node;
  switch (parent?.type) {
    case 'variable_declarator':
    case 'function_declaration':
    case 'class_declaration':
    case 'enum_declaration':
      return fieldName === 'name';
    case 'required_parameter':
    case 'optional_parameter':
      return fieldName === 'pattern';
    case 'arrow_function':
    case 'catch_clause':
      return fieldName === 'parameter';
    case 'assignment_expression':
    case 'augmented_assignment_expression':
    case 'assignment_pattern':
    case 'for_in_statement':
      return fieldName === 'left';
    case 'pair_pattern':
      return fieldName === 'value';
    case 'update_expression':
    case 'formal_parameters':
    case 'rest_pattern':
    case 'array_pattern':
    case 'import_specifier':
    case 'import_clause':
    case 'namespace_import':
      return true;
    default:
      return false;
  }
}
