import type { CodeNode } from '../../../syntax/codeTree.ts';
import { isBinding, type TypescriptSource } from './source.ts';
import { functionOf } from './syntax.ts';

/**
 * The uses of a variable that see the value it gets at `binding` (a declaration, a parameter of an arrow function, an assignment), in order. `undefined`
 * when the name gets another value somewhere near.
 */
export function usesOfBinding(source: TypescriptSource, binding: CodeNode): readonly CodeNode[] | undefined {
  const scope = scopeOf(binding);
  const places = source.named(binding.text);
  if (!scope || places.length > mostPlaces) return undefined;
  const inScope = places.filter((node) => node.start >= scope.start && node.end <= scope.end && node.start !== binding.start);
  const others = inScope.filter(isBinding);
  const isDeclaredBefore = binding.parent?.type === 'assignment_expression' && others.length === 1 && others[0]?.parent?.type === 'variable_declarator' && !others[0].parent.field('value');
  if (others.length > 0 && !isDeclaredBefore) return undefined;
  return inScope.filter((node) => node.start > binding.end);
}

/** A name that stands at more places is not followed: each binding of it would look at all of them. */
const mostPlaces = 400;

/** Where the variable lives: a block for `const` and `let`, the function for parameters and what is only assigned here. */
function scopeOf(binding: CodeNode): CodeNode | undefined {
  const declaration = binding.enclosing('lexical_declaration', 'variable_declaration', 'assignment_expression', 'arrow_function', 'function_expression');
  return declaration?.type === 'lexical_declaration' ? declaration.enclosing('statement_block', 'switch_body', 'for_statement', 'program')
    : declaration?.type === 'arrow_function' || declaration?.type === 'function_expression' ? declaration
      : functionOf(binding);
}
