import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';
import type { TypescriptSource } from './source.ts';
import { inner, literalOf, outer } from './syntax.ts';

type Name = { readonly text: string; readonly range: Range };

const listMethods: ReadonlySet<string> = new Set(['forEach', 'map', 'filter', 'some', 'every', 'find', 'flatMap']);

/**
 * The strings that an index can be, where the file shows them all: a constant, a loop over a list of strings, or the
 * parameter of a function that a list of strings is handed to. Takes the index of `process.env[index]`.
 */
export function namesLookedUp(source: TypescriptSource, index: CodeNode | undefined): readonly Name[] {
  const identifier = inner(index);
  if (identifier?.type !== 'identifier') return [];
  const bindings = source.bindings(identifier.text);
  if (bindings.length !== 1) return [];
  const binding = bindings[0];
  switch (binding?.parent?.type) {
    case 'variable_declarator': {
      const name = literalOf(inner(binding.parent.field('value')));
      return name ? [name] : [];
    }
    case 'for_in_statement':
      return binding.parent.field('operator')?.type === 'of' ? stringsOf(source, binding.parent.field('right')) : [];
    case 'arrow_function':
    case 'required_parameter':
    case 'formal_parameters':
      return stringsOf(source, listHandedTo(binding));
    default:
      return [];
  }
}

/** `list` of `list.forEach((name) => …)` when the node is the first parameter there. */
function listHandedTo(parameter: CodeNode): CodeNode | undefined {
  const callback = parameter.parent?.type === 'arrow_function' ? parameter.parent : parameter.enclosing('arrow_function', 'function_expression');
  const first = callback?.field('parameter') ?? callback?.field('parameters')?.namedChildren[0];
  if (!callback || !first || parameter.start !== first.start) return undefined;
  const call = outer(callback).parent?.parent;
  const method = call?.type === 'call_expression' ? call.field('function') : undefined;
  return method?.type === 'member_expression' && listMethods.has(method.field('property')?.text ?? '') ? method.field('object') : undefined;
}

function stringsOf(source: TypescriptSource, list: CodeNode | undefined): readonly Name[] {
  const expression = inner(list);
  const array = expression?.type === 'identifier' ? source.valueOf(expression) : expression;
  return array?.type === 'array' ? array.namedChildren.flatMap((item) => literalOf(item) ?? []) : [];
}
