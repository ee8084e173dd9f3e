import type { CodeNode } from '../../syntax/codeTree.ts';
import type { EndpointFact } from '../facts.ts';
import type { PythonAnalysis } from '../python/analysis.ts';
import { endpointText, isApiPath, withConstants, type EndpointText, type TextPart } from './endpointText.ts';
import { pythonClients } from './python/clients.ts';
import { httpCallOf, wholeCall, type CallContext } from './python/httpCalls.ts';
import { isBinding, pythonNames, type PythonNames } from './python/names.ts';
import { argumentsOf, dottedName, inner, outer, plainString } from './python/nodes.ts';
import { servedAs } from './python/routes.ts';

/**
 * The HTTP endpoints that Python code calls or serves: URLs and paths that are all of a string. A call is told of as a whole where its library is
 * proven and its body and answer can be followed. Never throws.
 */
export function pythonEndpoints(analysis: PythonAnalysis): readonly EndpointFact[] {
  const names = pythonNames(analysis);
  const context: CallContext = { analysis, names, clientOf: pythonClients(analysis, names) };
  return analysis.stringsWith('/').flatMap((string): readonly EndpointFact[] => {
    if (string.isBroken || goesOn(string)) return [];
    const front = before(names, string);
    if (front.length === 0 && !beginsLikeUrl(string)) return [];
    const parts = [...front, ...contentOf(names, string)];
    const text = endpointText(parts);
    const fact = text && factFor(context, string, text, parts);
    return fact ? [fact] : [];
  });
}

/** Whether a string may be a URL or path going by its first character. */
function beginsLikeUrl(string: CodeNode): boolean {
  const first = string.children.find(({ type }) => type !== 'string_start');
  return first === undefined || first.type !== 'string_content' || first.children.length > 0 || /[/hw{$%]/.test(first.source.charAt(first.start));
}

function contentOf(names: PythonNames, string: CodeNode): readonly TextPart[] {
  return string.children.flatMap((child): TextPart[] => {
    if (child.type === 'string_start' || child.type === 'string_end') return [];
    if (child.type === 'interpolation') return [{ text: undefined, start: child.start, constant: () => constantOf(names, child.field('expression')) }];
    return [{ text: child.type === 'string_content' && child.children.length === 0 ? child.text : undefined, start: child.start }];
  });
}

/** Whether more is put behind a string: then its end is not the path's. */
function goesOn(string: CodeNode): boolean {
  const { parent } = string;
  if (parent?.type === 'concatenated_string' && parent.namedChildren.findLast(({ type }) => type === 'string')?.start !== string.start) return true;
  const expression = built(string);
  return expression.parent?.type === 'binary_operator' && expression.fieldName === 'left' && expression.parent.field('operator')?.type === '+';
}

/** What is put in front of a string: `BASE + "…"`, or an earlier string beside it. */
function before(names: PythonNames, string: CodeNode): readonly TextPart[] {
  const whole = outer(string);
  const { parent } = whole;
  if (parent?.type === 'concatenated_string') {
    const siblings = parent.namedChildren.filter(({ type }) => type === 'string');
    return siblings.slice(0, siblings.findIndex(({ start }) => start === string.start)).flatMap((one) => contentOf(names, one));
  }
  if (parent?.type !== 'binary_operator' || whole.fieldName !== 'right' || parent.field('operator')?.type !== '+') return [];
  const left = inner(parent.field('left'));
  return left ? [{ text: undefined, start: left.start, constant: () => constantOf(names, left) }] : [];
}

/** What a name stands for when it is a constant of this file; a base URL is one without its last `/`. */
function constantOf(names: PythonNames, expression: CodeNode | undefined): string | undefined {
  const value = inner(expression);
  return plainString(value?.type === 'identifier' ? names.onlyValue(value.text) : value)?.text.replace(/\/$/, '');
}

/** What the code around a string makes of it; nothing when it only shows or compares it. */
function factFor(context: CallContext, string: CodeNode, shown: EndpointText, parts: readonly TextPart[]): EndpointFact | undefined {
  const { analysis, names } = context;
  const expression = built(string);
  const call = callWith(expression);
  const served = call && servedAs(names, call, expression);
  const http = call && !served ? httpCallOf(call) : undefined;
  const isUrl = http !== undefined && http.url.start === expression.start;
  // Constants are looked up only where they can make a difference: most of these texts are names of files.
  const text = served || isUrl || isApiPath(shown) || analysis.file.text.includes('/api/') ? withConstants(parts) : undefined;
  if (!text) return undefined;
  const { path, range, host, joined } = text;
  const fact = { kind: 'endpoint', path, range, host, ...(joined ? { joined: true as const } : {}) } as const;
  if (served?.role === 'mock') return { ...fact, role: 'mock' };
  if (served) return { ...fact, role: 'route', path: served.prefix + path + (served.mount ? '/*' : '') };
  if (!isUrl && (!isApiPath(text) || (call ? isOnlyShown(call) : isComparedOrKey(expression)))) return undefined;
  const whole = isUrl ? wholeCall(context, http) : call ? undefined : callThroughName(context, expression);
  return { ...fact, role: 'client', ...(whole ? { call: whole } : {}) };
}

/** The expression that a string is the end of: a concatenation, `.format(…)`, `%`. */
function built(string: CodeNode): CodeNode {
  for (let current = outer(string); ; ) {
    const { parent, fieldName } = current;
    if (parent?.type === 'concatenated_string' || (parent?.type === 'binary_operator' && (fieldName === 'right' || parent.field('operator')?.type === '%'))) {
      current = outer(parent);
    } else if (parent?.type === 'attribute' && fieldName === 'object' && parent.field('attribute')?.text === 'format' && parent.parent?.type === 'call') {
      current = outer(parent.parent);
    } else {
      return current;
    }
  }
}

/** The call that an expression is an argument of. */
function callWith(expression: CodeNode): CodeNode | undefined {
  const { parent } = expression;
  const list = parent?.type === 'keyword_argument' ? parent.parent : parent;
  return list?.type === 'argument_list' && list.parent?.type === 'call' ? list.parent : undefined;
}

/** Output, logs, what a test expects, and what is looked for in other texts. */
function isOnlyShown(call: CodeNode): boolean {
  const name = dottedName(call.field('function'))?.split('.').at(-1) ?? '';
  return /^(?:print|pprint|debug|info|warn|warning|error|exception|critical|log|echo|secho|fail|skip|xfail|startswith|endswith|removeprefix|removesuffix|replace|r?split|r?partition|r?find|r?index|[lr]?strip|compile|(?:full)?match|search|subn?|findall|finditer)$|^(?:assert|expect)|Error$|Exception$|Warning$/.test(name);
}

/** Compared with something, a key, a documentation string, a default that somebody may replace, or a value of an assertion. */
function isComparedOrKey(expression: CodeNode): boolean {
  for (let current = expression; current.parent; current = current.parent) {
    const { parent, fieldName } = current;
    switch (parent.type) {
      case 'comparison_operator':
      case 'assert_statement':
      case 'case_pattern':
      case 'raise_statement':
        return true;
      case 'expression_statement':
        return parent.namedChildren.length === 1 && current.type !== 'assignment' && current.type !== 'call';
      case 'pair':
        if (fieldName === 'key') return true;
        break;
      case 'subscript':
        return fieldName === 'subscript';
      case 'tuple':
      case 'list':
      case 'set':
      case 'parenthesized_expression':
      case 'dictionary':
        break;
      default:
        return false;
    }
  }
  return false;
}

/** The one call that uses a URL through a variable: `url = "…"`, then `requests.post(url, …)`. */
function callThroughName(context: CallContext, expression: CodeNode): ReturnType<typeof wholeCall> {
  const { names } = context;
  const assignment = expression.parent?.type === 'assignment' && expression.fieldName === 'right' ? expression.parent : undefined;
  const target = assignment?.field('left');
  if (target?.type !== 'identifier' || !names.onlyValue(target.text)) return undefined;
  const [use, ...more] = names.named(target.text).filter((node) => !isBinding(node) && !isShown(node));
  const call = use && more.length === 0 ? callWith(use) : undefined;
  const http = call && httpCallOf(call);
  return http && use && http.url.start === use.start && argumentsOf(call).positional.length > 0 ? wholeCall(context, http) : undefined;
}

/** Whether a use of a name only shows its value: printed, logged, or put into a text. */
function isShown(use: CodeNode): boolean {
  const call = callWith(use) ?? (use.enclosing('interpolation') ? use.enclosing('call') : undefined);
  return call !== undefined && isOnlyShown(call);
}
