import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { EndpointResult } from '../../facts.ts';
import type { TypescriptSource } from './source.ts';
import { argumentsOf, calleeOf, callOfMethod, dottedName, inner, isAwaitedCallee, keyOf, literalOf } from './syntax.ts';
import { usesOfBinding } from './uses.ts';

/** How a library hands out the answer: `r.json()`, `r.data`, or `.json()` on the promise itself. */
export type AnswerStyle = 'fetch' | 'axios' | 'got';

type Results = readonly EndpointResult[] | undefined;

/** Keys of an answer that are about the envelope or about an error, not about the data in it. */
const notData: ReadonlySet<string> = new Set(['metadata', 'error', 'errors', 'detail']);

/**
 * Where the decoded answer of a call is taken out. Takes the call (`fetch(…)`); gives `undefined` when the response goes where it cannot be followed:
 * returned, handed on, stored.
 */
export function answersOf(source: TypescriptSource, call: CodeNode, style: AnswerStyle): Results {
  const types = style === 'axios' ? typeArgument(call) : [];
  const results = fromPromise(source, call, style);
  return results && [...types, ...results];
}

/** `Agent` of `axios.post<Agent>(…)` and `r.json<Agent>()`. */
function typeArgument(call: CodeNode): readonly EndpointResult[] {
  const type = call.field('type_arguments')?.namedChildren[0];
  return type ? [{ range: type.range, unwrapped: /^\{\s*data\s*:/.test(type.text), form: 'type' }] : [];
}

function fromPromise(source: TypescriptSource, call: CodeNode, style: AnswerStyle): Results {
  const promise = brackets(call);
  if (isAwaitedCallee(call)) return style === 'got' ? undefined : fromResponse(source, promise, style);
  const { parent } = promise;
  if (parent?.type === 'await_expression') return style === 'got' ? undefined : fromResponse(source, brackets(parent), style);
  if (parent?.type === 'expression_statement') return [];
  if (parent?.type !== 'member_expression' || promise.fieldName !== 'object') return undefined;
  const method = parent.field('property')?.text;
  const next = callOfMethod(parent);
  if (!next) return undefined;
  if (style === 'got') return method === 'json' ? answer(source, next) : undefined;
  if (method !== 'then') return undefined;
  const callback = inner(argumentsOf(next)[0]);
  const parameter = callback?.type === 'arrow_function' || callback?.type === 'function_expression' ? parameterOf(callback) : undefined;
  return parameter && fromTarget(source, parameter, style);
}

/** What an awaited call gives: used right away, or kept. */
function fromResponse(source: TypescriptSource, response: CodeNode, style: AnswerStyle): Results {
  const { parent, fieldName } = response;
  switch (parent?.type) {
    case 'expression_statement':
      return [];
    case 'variable_declarator':
      return fromTarget(source, parent.field('name'), style);
    case 'assignment_expression':
      return fieldName === 'right' && parent.parent?.type === 'expression_statement' ? fromTarget(source, parent.field('left'), style) : undefined;
    case 'member_expression':
      return fromUse(source, response, style);
    default:
      return undefined;
  }
}

/** What gets a response: a variable, a parameter, or a pattern that takes `data` out. */
function fromTarget(source: TypescriptSource, target: CodeNode | undefined, style: AnswerStyle): Results {
  if (target?.type === 'object_pattern') return style === 'axios' ? fromPattern(source, target) : undefined;
  if (target?.type !== 'identifier') return undefined;
  const results: EndpointResult[] = [];
  for (const use of usesOfBinding(source, target) ?? [undefined]) {
    const found = use && fromUse(source, use, style);
    if (!found) return undefined;
    results.push(...found);
  }
  return results;
}

/** `{ data }` and `{ data: local }` of axios. */
function fromPattern(source: TypescriptSource, pattern: CodeNode): Results {
  const results: EndpointResult[] = [];
  for (const part of pattern.namedChildren) {
    if (part.type === 'shorthand_property_identifier_pattern') {
      if (part.text === 'data') results.push({ range: part.range, unwrapped: takesData(source, part), form: 'shorthand' });
    } else if (part.type === 'pair_pattern') {
      const value = part.field('value');
      if (keyOf(part.field('key'))?.text === 'data') {
        if (value?.type !== 'identifier' && value?.type !== 'object_pattern') return undefined;
        results.push({ range: value.range, unwrapped: takesData(source, value), form: 'pattern' });
      }
    } else if (part.type !== 'comment') {
      return undefined;
    }
  }
  return results;
}

/** What one use of a response takes out of it; `undefined` when it goes elsewhere. */
function fromUse(source: TypescriptSource, response: CodeNode, style: AnswerStyle): Results {
  const whole = brackets(response);
  const { parent, fieldName } = whole;
  if (parent?.type !== 'member_expression' || fieldName !== 'object') return isOnlyTested(whole) ? [] : undefined;
  const name = parent.field('property')?.text;
  if (style === 'axios') return name === 'data' ? taken(source, brackets(parent)) : [];
  const call = callOfMethod(parent);
  if (name === 'clone') return undefined;
  if (name === 'json') return call && answer(source, call);
  const text = name === 'text' && call ? awaited(call) : undefined;
  const decoder = text?.parent?.type === 'arguments' ? text.parent.parent : undefined;
  return decoder && dottedName(calleeOf(decoder)) === 'JSON.parse' ? taken(source, brackets(decoder)) : [];
}

/** The answer that `r.json()` gives. */
function answer(source: TypescriptSource, call: CodeNode): readonly EndpointResult[] {
  const cast = castsAround(call);
  // `await r.json() as T` is read as `await (r.json() as T)`: the part before the cast is what is awaited.
  if (cast.end > call.end && cast.parent?.type === 'await_expression' && cast.start === call.start) {
    return taken(source, cast.parent).map((result) => ({ ...result, range: { start: cast.parent?.start ?? call.start, end: call.end } }));
  }
  const expression = awaited(call);
  if (isAwaitedCallee(call) || inner(expression)?.type === 'await_expression') return [...typeArgument(call), ...taken(source, expression)];
  const next = expression.parent?.type === 'member_expression' && expression.fieldName === 'object' ? expression.parent.parent : undefined;
  const callback = next?.type === 'call_expression' ? inner(argumentsOf(next)[0]) : undefined;
  const parameter = callback?.type === 'arrow_function' ? parameterOf(callback) : undefined;
  return [{ range: expression.range, unwrapped: parameter !== undefined && takesData(source, parameter), form: 'promise' }];
}

/** An expression that is the decoded answer, unless it is only asked for its error. */
function taken(source: TypescriptSource, expression: CodeNode): readonly EndpointResult[] {
  const key = keyTaken(expression);
  if (key !== undefined && notData.has(key)) return [];
  const { parent } = castsAround(expression);
  const target = parent?.type === 'variable_declarator' ? parent.field('name') : undefined;
  return [{ range: expression.range, unwrapped: key === 'data' || (target !== undefined && takesData(source, target)) }];
}

/** Whether a variable or pattern that holds the answer has `data` taken out of it. */
function takesData(source: TypescriptSource, target: CodeNode): boolean {
  if (target.type === 'object_pattern') {
    return target.namedChildren.some((part) => (part.type === 'pair_pattern' ? keyOf(part.field('key'))?.text : part.text) === 'data');
  }
  return (usesOfBinding(source, target) ?? []).some((use) => keyTaken(brackets(use)) === 'data');
}

/** The constant key that is taken out of an expression right away. */
function keyTaken(expression: CodeNode): string | undefined {
  const { parent } = castsAround(expression);
  if (parent?.field('object')?.end !== castsAround(expression).end) return undefined;
  return parent.type === 'member_expression' ? parent.field('property')?.text : parent.type === 'subscript_expression' ? literalOf(parent.field('index'))?.text : undefined;
}

function castsAround(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent && ['parenthesized_expression', 'as_expression', 'satisfies_expression', 'non_null_expression'].includes(current.parent.type)) current = current.parent;
  return current;
}

/** The brackets around a node; no casts, since nothing can be put behind them. */
function brackets(node: CodeNode): CodeNode {
  let current = node;
  while (current.parent?.type === 'parenthesized_expression') current = current.parent;
  return current;
}

/** The `await` around a call, with the brackets around it. */
function awaited(call: CodeNode): CodeNode {
  const { parent } = brackets(call);
  return parent?.type === 'await_expression' ? brackets(parent) : brackets(call);
}

function parameterOf(callback: CodeNode): CodeNode | undefined {
  const first = callback.field('parameter') ?? callback.field('parameters')?.namedChildren[0];
  return first?.field('pattern') ?? first;
}

/** `if (!response)`, `response == null`, `console.log(response)`. */
function isOnlyTested(node: CodeNode): boolean {
  const { parent } = node;
  if (parent?.type === 'arguments') return /^console\.\w+$/.test(dottedName(parent.parent?.field('function')) ?? '');
  return parent?.type === 'unary_expression' || parent?.type === 'if_statement' || parent?.type === 'while_statement' || parent?.type === 'expression_statement'
    || (parent?.type === 'binary_expression' && /^[=!]==?$/.test(parent.field('operator')?.type ?? ''));
}
