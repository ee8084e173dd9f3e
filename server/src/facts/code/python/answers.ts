import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { EndpointResult } from '../../facts.ts';
import { argumentsOf, awaited, dottedName, inner, outer, plainString } from './nodes.ts';
import { usesOfBinding, type PythonNames } from './names.ts';

/** Functions that may be given a whole response without anybody reading its body. */
const harmless: ReadonlySet<string> = new Set(['print', 'len', 'str', 'repr', 'bool', 'type', 'isinstance', 'id']);
/** Keys of an answer that are about the envelope or about an error, not about the data in it. */
const notData: ReadonlySet<string> = new Set(['metadata', 'error', 'errors', 'detail']);

/**
 * Where the decoded answer of a call is taken out. Takes the call (`requests.post(…)`); gives `undefined` when the response goes where it cannot be
 * followed: returned, handed on, stored.
 */
export function answersOf(names: PythonNames, call: CodeNode): readonly EndpointResult[] | undefined {
  const response = awaited(call);
  const { parent } = response;
  switch (parent?.type) {
    case 'expression_statement':
    case 'with_item':
      return [];
    case 'attribute':
      return answersOfUse(names, response);
    case 'assignment': {
      const target = parent.field('left');
      return target?.type === 'identifier' && parent.parent?.type === 'expression_statement' ? answersOfVariable(names, target) : undefined;
    }
    case 'named_expression': {
      const target = parent.field('name');
      const used = answersOfUse(names, parent);
      const kept = target && used && answersOfVariable(names, target);
      return used && kept && [...used, ...kept];
    }
    case 'as_pattern': {
      const target = parent.field('alias')?.namedChildren[0];
      return target?.type === 'identifier' ? answersOfVariable(names, target) : undefined;
    }
    default:
      return undefined;
  }
}

function answersOfVariable(names: PythonNames, target: CodeNode): readonly EndpointResult[] | undefined {
  const results: EndpointResult[] = [];
  for (const use of usesOfBinding(names, target) ?? [undefined]) {
    const found = use && answersOfUse(names, use);
    if (!found) return undefined;
    results.push(...found);
  }
  return results;
}

/** What one use of a response takes out of it; `undefined` when it goes elsewhere. */
function answersOfUse(names: PythonNames, response: CodeNode): readonly EndpointResult[] | undefined {
  const whole = outer(response);
  const { parent } = whole;
  if (parent?.type === 'attribute' && whole.fieldName === 'object') {
    const name = parent.field('attribute')?.text;
    const call = parent.parent?.type === 'call' && parent.fieldName === 'function' ? parent.parent : undefined;
    if (name === 'json') return call ? answer(names, call) : undefined;
    if (name === 'text' || name === 'content' || name === 'read') {
      const decoded = awaited(call ?? parent).parent?.parent;
      return decoded?.type === 'call' && /^(?:json|orjson|ujson)\.loads?$/.test(dottedName(decoded.field('function')) ?? '') ? answer(names, decoded) : [];
    }
    return [];
  }
  if (parent?.type === 'argument_list' && harmless.has(dottedName(parent.parent?.field('function')) ?? '')) return [];
  return isTested(whole) ? [] : undefined;
}

/** `if response:`, `response is None`, `assert response`. */
function isTested(node: CodeNode): boolean {
  const { parent, fieldName } = node;
  switch (parent?.type) {
    case 'if_statement':
    case 'while_statement':
      return fieldName === 'condition';
    case 'not_operator':
    case 'assert_statement':
    case 'comparison_operator':
    case 'expression_statement':
    case 'delete_statement':
      return true;
    default:
      return false;
  }
}

/** The answer that a decoding call gives, unless it is only asked for its error. */
function answer(names: PythonNames, call: CodeNode): readonly EndpointResult[] | undefined {
  const expression = awaited(call);
  const key = keyTaken(expression);
  if (key !== undefined && notData.has(key)) return [];
  // Two f-strings around it may use both quotes.
  if (expression.enclosing('interpolation')?.enclosing('interpolation')) return undefined;
  const quote = quoteFor(expression);
  return [{ range: expression.range, unwrapped: key === 'data' || variableTakesData(names, expression), ...(quote ? { quote } : {}) }];
}

/** The quote that does not end the f-string around an expression. */
function quoteFor(expression: CodeNode): EndpointResult['quote'] {
  const string = expression.enclosing('interpolation')?.parent;
  const opening = string?.children[0]?.text ?? '';
  return string ? (opening.includes('"') ? '\'' : '"') : undefined;
}

/** The constant key that is taken out of an expression right away: `["key"]` or `.get("key")`. */
function keyTaken(expression: CodeNode): string | undefined {
  const { parent, fieldName } = expression;
  if (parent?.type === 'subscript' && fieldName === 'value') return plainString(parent.field('subscript'))?.text;
  if (parent?.type !== 'attribute' || fieldName !== 'object' || parent.field('attribute')?.text !== 'get') return undefined;
  const call = parent.parent;
  return call?.type === 'call' && parent.fieldName === 'function' ? plainString(argumentsOf(call).positional[0])?.text : undefined;
}

/** Whether the decoded answer is kept in a variable out of which somebody takes `data`. */
function variableTakesData(names: PythonNames, expression: CodeNode): boolean {
  const { parent } = expression;
  const target = parent?.type === 'assignment' && expression.fieldName === 'right' ? inner(parent.field('left')) : undefined;
  if (target?.type !== 'identifier') return false;
  return (usesOfBinding(names, target) ?? []).some((use) => keyTaken(outer(use)) === 'data');
}
