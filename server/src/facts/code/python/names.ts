import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { PythonAnalysis } from '../../python/analysis.ts';
import { inner, scopeOf } from './nodes.ts';

/** Where the variables of a file stand, by name. */
export interface PythonNames {
  /** Places of a name as a variable (no attributes, no keywords), in order. */
  named(name: string): readonly CodeNode[];
  /** Those of them where the name gets a value. */
  bindings(name: string): readonly CodeNode[];
  /** The value of a name that is assigned once in all of the file, by a plain assignment. */
  onlyValue(name: string): CodeNode | undefined;
}

/** Sorts a file's identifiers when somebody first asks for one. */
export function pythonNames(analysis: PythonAnalysis): PythonNames {
  let index: Map<string, CodeNode[]> | undefined;
  const named = (name: string): readonly CodeNode[] => {
    if (!index) {
      index = new Map();
      for (const node of analysis.nodes('identifier')) {
        const { parent, fieldName } = node;
        if ((parent?.type === 'attribute' && fieldName === 'attribute') || (parent?.type === 'keyword_argument' && fieldName === 'name')) continue;
        const same = index.get(node.text);
        if (same) same.push(node);
        else index.set(node.text, [node]);
      }
    }
    return index.get(name) ?? [];
  };
  const bound = new Map<string, readonly CodeNode[]>();
  const bindings = (name: string): readonly CodeNode[] => {
    let found = bound.get(name);
    if (!found) bound.set(name, found = named(name).filter(isBinding));
    return found;
  };
  return {
    named,
    bindings,
    onlyValue: (name) => {
      const [binding, ...more] = bindings(name);
      const assignment = binding?.parent;
      return more.length === 0 && assignment?.type === 'assignment' ? inner(assignment.field('right')) : undefined;
    },
  };
}

/** Whether a name gets a value here: assigned, a parameter, imported, a target of `with`, `for` or `except`. */
export function isBinding(node: CodeNode): boolean {
  const { parent, fieldName } = node;
  switch (parent?.type) {
    case 'assignment':
    case 'augmented_assignment':
    case 'for_statement':
    case 'for_in_clause':
      return fieldName === 'left';
    case 'named_expression':
    case 'default_parameter':
    case 'typed_default_parameter':
    case 'function_definition':
    case 'class_definition':
      return fieldName === 'name';
    case 'aliased_import':
      return fieldName === 'alias';
    case 'parameters':
    case 'lambda_parameters':
    case 'typed_parameter':
    case 'as_pattern_target':
    case 'pattern_list':
    case 'tuple_pattern':
    case 'list_pattern':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
    case 'global_statement':
    case 'nonlocal_statement':
    case 'delete_statement':
    case 'case_pattern':
      return true;
    case 'dotted_name':
      return parent.parent?.type === 'import_statement' || (parent.parent?.type === 'import_from_statement' && parent.fieldName === 'name');
    default:
      return false;
  }
}

/**
 * The uses of a variable that see the value it gets at `binding`, in order. `undefined` when that is not certain: another assignment may or may
 * not come between, or the name is used in front of its only assignment.
 */
export function usesOfBinding(names: PythonNames, binding: CodeNode): readonly CodeNode[] | undefined {
  const scope = scopeOf(binding);
  const statement = statementOf(binding);
  const block = statement?.parent;
  const places = names.named(binding.text);
  if (!statement || !block || places.length > mostPlaces) return undefined;
  // A target of `with` holds from the statement's body on.
  const from = binding.end;
  const inScope = visibleIn(scope, places).filter((node) => node !== binding);
  const others = inScope.filter(isBinding);
  if (others.length === 0) return inScope.every(({ start }) => start > from) ? inScope : undefined;
  const next = others.find(({ start }) => start > from);
  const nextStatement = next && statementIn(next, block);
  // Cut off by an assignment in the same block; one that is nested deeper may not happen.
  if (next && nextStatement && statementOf(next) !== nextStatement) return undefined;
  const end = nextStatement ? nextStatement.start : block.end;
  if (scope.type !== 'module' && inScope.some((node) => scopeOf(node) !== scope)) return undefined;
  // `r = f(r)` still reads the old value, and so does `with f(r) as r`, up to the name.
  const isPlain = nextStatement?.type === 'expression_statement';
  if (nextStatement && !isPlain && nextStatement.type !== 'with_statement') return undefined;
  const oldEnd = next && nextStatement ? (isPlain ? nextStatement.end : next.start) : 0;
  const inNextStatement = nextStatement ? inScope.filter((node) => !isBinding(node) && node.start >= nextStatement.start && node.end <= oldEnd) : [];
  const uses = [...inScope.filter((node) => node.start > from && node.end <= end), ...inNextStatement];
  if (uses.some((node) => isBinding(node))) return undefined;
  // In a loop or behind the block, the value may still be seen, or another one.
  const leaks = !nextStatement && inScope.some((node) => node.start >= block.end && !isCutOff(node, others, block));
  return leaks || hasEarlierUseInLoop(inScope, statement, scope) ? undefined : uses;
}

/** Those of a name's places that mean the scope's own variable: functions in it may have one of the same name. */
function visibleIn(scope: CodeNode, places: readonly CodeNode[]): readonly CodeNode[] {
  const inside = places.filter((node) => node.start >= scope.start && node.end <= scope.end);
  const own = new Set(inside.filter((node) => isBinding(node)).map(scopeOf));
  own.delete(scope);
  if (own.size === 0) return inside;
  return inside.filter((node) => {
    for (let current = scopeOf(node); current !== scope && current.parent; current = scopeOf(current)) if (own.has(current)) return false;
    return true;
  });
}

/** Whether an assignment that surely happens, behind the block, comes before the use. */
function isCutOff(use: CodeNode, bindings: readonly CodeNode[], block: CodeNode): boolean {
  return bindings.some((one) => {
    if (one === use) return true;
    const statement = statementOf(one);
    return one.start >= block.end && one.start <= use.start && statement?.parent !== undefined && use.start >= statement.parent.start && use.end <= statement.parent.end;
  });
}

/** Whether a loop brings a use in front of the assignment back to its value. */
function hasEarlierUseInLoop(inScope: readonly CodeNode[], statement: CodeNode, scope: CodeNode): boolean {
  const loop = statement.enclosing('for_statement', 'while_statement');
  if (!loop || loop.start < scope.start) return false;
  const first = inScope.find(({ start }) => start >= loop.start);
  return first !== undefined && first.start < statement.start && !isBinding(first);
}

/** A name that stands at more places is not followed: each binding of it would look at all of them. */
const mostPlaces = 400;

/** The statement in a block that the node belongs to. */
function statementOf(node: CodeNode): CodeNode | undefined {
  let current: CodeNode | undefined = node;
  while (current?.parent && current.parent.type !== 'block' && current.parent.type !== 'module') current = current.parent;
  return current?.parent ? current : undefined;
}

/** The statement directly in `block` that holds the node. */
function statementIn(node: CodeNode, block: CodeNode): CodeNode | undefined {
  let current: CodeNode | undefined = node;
  while (current && current.parent !== block) current = current.parent;
  return current;
}
