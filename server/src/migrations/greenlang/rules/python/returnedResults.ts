import { functionAround, isA } from '../../../../analysis/pythonRules.ts';
import type { PythonAnalysis, PythonClass } from '../../../../facts/python/analysis.ts';
import type { CodeNode } from '../../../../syntax/codeTree.ts';
import { itemsOf } from '../../../../syntax/codeEdits.ts';
import { agentResult } from '../../pythonNames.ts';

/** What a `return` of an agent's `run` gives. */
export type Returned =
  /** A dict with `success` that can be written anew where it stands: in the statement, or where the name that is returned gets it. */
  | { readonly kind: 'dict'; readonly dict: CodeNode }
  /** An `AgentResult`. */
  | { readonly kind: 'result' }
  /** A dict with `success`, made in a way that a person must change. */
  | { readonly kind: 'manual'; readonly node: CodeNode }
  | { readonly kind: 'nothing' | 'unknown' };

/** What the `return` statements of a method give, in order; a dict that several of them return comes once. */
export function returnedBy(python: PythonAnalysis, owner: PythonClass, method: CodeNode): readonly Returned[] {
  const all = valuesOf(python, method).map((value): Returned => (value ? returned(python, owner, method, value) : { kind: 'nothing' }));
  const places = new Set<number>();
  return all.filter((one) => {
    const place = one.kind === 'dict' ? one.dict.start : one.kind === 'manual' ? one.node.start : undefined;
    const isNew = place === undefined || !places.has(place);
    if (place !== undefined) places.add(place);
    return isNew;
  });
}

/** The values of a function's own `return` statements. */
function valuesOf(python: PythonAnalysis, method: CodeNode): readonly (CodeNode | undefined)[] {
  return python.nodes('return_statement')
    .filter((node) => node.start > method.start && node.end <= method.end && functionAround(node)?.start === method.start)
    .map((statement) => statement.namedChildren.find(({ type }) => type !== 'comment'));
}

function returned(python: PythonAnalysis, owner: PythonClass, method: CodeNode, value: CodeNode): Returned {
  const own = ofShape(python, method, value);
  if (own) return own;
  if (isA(python, python.instanceOf(value), agentResult)) return { kind: 'result' };
  const helper = helperOf(owner, method, value);
  if (!helper) return { kind: 'unknown' };
  const given = valuesOf(python, helper).map((one) => one && ofShape(python, helper, one)?.kind);
  return given.length > 0 && given.every((kind) => kind === 'dict' || kind === 'manual') ? { kind: 'manual', node: value } : { kind: 'unknown' };
}

/** What the function itself shows of a value. */
function ofShape(python: PythonAnalysis, method: CodeNode, value: CodeNode): Returned | undefined {
  switch (value.type) {
    case 'none':
      return { kind: 'nothing' };
    case 'parenthesized_expression': {
      const [inner, ...more] = value.namedChildren;
      return inner && more.length === 0 ? ofShape(python, method, inner) : undefined;
    }
    case 'dictionary':
      return hasSuccess(python, value) ? { kind: 'dict', dict: value } : undefined;
    case 'conditional_expression':
      return value.namedChildren.some((one) => one.type === 'dictionary' && hasSuccess(python, one)) ? { kind: 'manual', node: value } : undefined;
    case 'call': {
      const callee = value.field('function');
      const items = value.field('arguments')?.type === 'argument_list' ? itemsOf(value.field('arguments') ?? value) : [];
      const isDict = callee && python.nameOf(callee) === 'builtins.dict' && items.some((item) => item.type === 'keyword_argument' && item.field('name')?.text === 'success');
      return isDict ? { kind: 'manual', node: value } : undefined;
    }
    case 'identifier':
      return ofVariable(python, method, value);
    default:
      return undefined;
  }
}

/** A name that the function gives a dict with `success`. The dict can be written anew when the name is returned and nothing else. */
function ofVariable(python: PythonAnalysis, method: CodeNode, variable: CodeNode): Returned | undefined {
  const uses = python.identifiers(variable.text).filter((node) => node.start > method.start && node.end <= method.end
    && node.fieldName !== 'attribute' && !(node.parent?.type === 'keyword_argument' && node.fieldName === 'name'));
  const dicts = uses.flatMap((node) => {
    const assignment = node.parent?.type === 'assignment' && node.fieldName === 'left' ? node.parent : undefined;
    const right = assignment?.field('right');
    return assignment && right?.type === 'dictionary' && hasSuccess(python, right) ? [{ assignment, right }] : [];
  });
  const [only, ...more] = dicts;
  if (!only) return undefined;
  if (more.length > 0) return { kind: 'manual', node: variable };
  const isPlain = only.assignment.field('type') === undefined && only.assignment.parent?.type === 'expression_statement' && functionAround(only.right)?.start === method.start;
  const isOnlyReturned = uses.every((node) => node.parent === only.assignment || (isReturned(node) && functionAround(node)?.start === method.start));
  return isPlain && isOnlyReturned ? { kind: 'dict', dict: only.right } : { kind: 'manual', node: only.right };
}

function isReturned(node: CodeNode): boolean {
  let { parent } = node;
  while (parent?.type === 'parenthesized_expression') ({ parent } = parent);
  return parent?.type === 'return_statement';
}

/** The method of the same class that a value calls: `self.ok(data)`, awaited or not. */
function helperOf(owner: PythonClass, method: CodeNode, value: CodeNode): CodeNode | undefined {
  const call = value.type === 'await' ? value.namedChildren.find(({ type }) => type !== 'comment') : value;
  const callee = call?.type === 'call' ? call.field('function') : undefined;
  const self = method.field('parameters')?.namedChildren[0]?.text;
  return callee?.type === 'attribute' && callee.field('object')?.text === self ? owner.methods.get(callee.field('attribute')?.text ?? '') : undefined;
}

function hasSuccess(python: PythonAnalysis, dict: CodeNode): boolean {
  return itemsOf(dict).some((pair) => {
    const key = pair.field('key');
    return key?.type === 'string' && python.constantOf(key) === 'success';
  });
}
