import type { CodeNode } from '../../syntax/codeTree.ts';

const patterns = new Set(['pattern_list', 'tuple_pattern', 'list_pattern', 'list_splat_pattern', 'expression_list', 'tuple', 'list', 'parenthesized_expression', 'as_pattern_target', 'dictionary_splat_pattern']);
const parameters = new Set(['parameters', 'lambda_parameters', 'typed_parameter']);
const named = new Set(['function_definition', 'class_definition', 'named_expression', 'default_parameter', 'typed_default_parameter', 'keyword_argument']);

/** Whether an identifier, attribute or subscript is assigned, deleted or bound here. `x += 1` binds `x`. */
export function isStore(node: CodeNode): boolean {
  let at = node;
  for (let { parent } = at; parent; at = parent, { parent } = at) {
    switch (parent.type) {
      case 'assignment':
      case 'augmented_assignment':
      case 'for_statement':
      case 'for_in_clause':
      case 'type_alias_statement':
        return at.fieldName === 'left';
      case 'delete_statement':
      case 'as_pattern_target':
      case 'global_statement':
      case 'nonlocal_statement':
      case 'dotted_name':
      case 'aliased_import':
        return true;
      default:
        if (named.has(parent.type)) return at.fieldName === 'name';
        if (parameters.has(parent.type)) return at.fieldName !== 'type';
        if (!patterns.has(parent.type)) return false;
    }
  }
  return false;
}
