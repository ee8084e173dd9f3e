import { memberReads } from '../../../../analysis/changes/memberReads.ts';
import { isA } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { itemsOf } from '../../../../syntax/codeEdits.ts';
import { insert, replace, type Edit } from '../../../../text/edit.ts';
import { agentResult } from '../../pythonNames.ts';

/**
 * How the value of the old `error` or `errors` becomes that of `error_details`: the guide's `{"error": …}` around a text, nothing around what is
 * no error, and nothing around `errors`, whose value the guide hands on as it is. Results without an error
 * must not get a dict that is true. `undefined` where nobody can say whether there is an error.
 */
export function errorDetails(python: PythonAnalysis, name: 'error' | 'errors', value: CodeNode): readonly Edit[] | undefined {
  if (name === 'errors' || isNone(value)) return [];
  if (isText(python, value)) return wrapped(value);
  switch (value.type) {
    case 'conditional_expression': {
      const [then, , otherwise] = itemsOf(value);
      if (!then || !otherwise) return undefined;
      if (isText(python, then) && isText(python, otherwise)) return wrapped(value);
      const branches = [then, otherwise].map((one) => (isNone(one) ? [] : isText(python, one) ? wrapped(one) : undefined));
      return branches.every((one) => one !== undefined) ? branches.flat() : undefined;
    }
    case 'identifier':
      return hereOrNone(value);
    case 'attribute':
    case 'subscript':
    case 'call':
      return otherResult(python, value) ?? (value.type === 'attribute' && value.field('attribute')?.text !== 'error' && isNameChain(value) ? hereOrNone(value) : undefined);
    default:
      return undefined;
  }
}

/** The error of another result is a dict already: `error=first.error`. */
function otherResult(python: PythonAnalysis, value: CodeNode): readonly Edit[] | undefined {
  for (const { node, object, form, range, hasDefault } of memberReads(python, new Set(['error']))) {
    if (node.start === value.start && node.end === value.end && !hasDefault && isA(python, python.instanceOf(object), agentResult)) {
      return [replace(range, `${form === 'attribute' ? '' : '.'}error_details`)];
    }
  }
  return undefined;
}

/** `None`, in brackets or not. */
function isNone(value: CodeNode): boolean {
  let inner: CodeNode | undefined = value;
  while (inner?.type === 'parenthesized_expression' && itemsOf(inner).length === 1) [inner] = itemsOf(inner);
  return inner?.type === 'none';
}

/** Whether an expression gives a text for sure, never None. `depth`: how many brackets and operators are looked into. */
function isText(python: PythonAnalysis, value: CodeNode, depth = 20): boolean {
  if (depth === 0) return false;
  switch (value.type) {
    case 'string':
    case 'concatenated_string':
      return true;
    case 'parenthesized_expression':
      return itemsOf(value).length === 1 && itemsOf(value).every((one) => isText(python, one, depth - 1));
    case 'binary_operator':
      return [value.field('left'), value.field('right')].some((side) => side && isText(python, side, depth - 1));
    case 'boolean_operator':
      return value.children[1]?.type === 'or' && isLiteral(value.field('right'));
    case 'call': {
      const callee = value.field('function');
      if (!callee) return false;
      const name = python.nameOf(callee);
      if (name === 'builtins.str' || name === 'builtins.repr') return true;
      return callee.type === 'attribute' && ['format', 'join'].includes(callee.field('attribute')?.text ?? '') && isLiteral(callee.field('object'));
    }
    case 'identifier':
    case 'attribute':
      return python.constantOf(value) !== undefined;
    default:
      return false;
  }
}

function isLiteral(value: CodeNode | undefined): boolean {
  return value?.type === 'string' || value?.type === 'concatenated_string';
}

/** `a.b.c`: reading it twice gives the same. */
function isNameChain(value: CodeNode): boolean {
  let object: CodeNode | undefined = value;
  while (object?.type === 'attribute') object = object.field('object');
  return object?.type === 'identifier';
}

function wrapped(value: CodeNode): readonly Edit[] {
  return [insert(value.start, '{"error": '), insert(value.end, '}')];
}

/** A name that may hold None, or an empty text, stays as true or false as it was. */
function hereOrNone(value: CodeNode): readonly Edit[] {
  return [insert(value.start, '{"error": '), insert(value.end, `} if ${value.text} else None`)];
}
