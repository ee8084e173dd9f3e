import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { EndpointFact } from '../../facts.ts';
import { isApiPath, withConstants, type TextPart } from '../endpointText.ts';
import { httpCallOf, wholeCall } from './httpCalls.ts';
import { isServedAs } from './routes.ts';
import { isBinding, type TypescriptSource } from './source.ts';
import { argumentsOf, calleeOf, dottedName, inner, literalOf, outer } from './syntax.ts';

/** The HTTP endpoints that TypeScript or JavaScript calls or serves: URLs and paths that are all of a string or template. */
export function endpointFacts(source: TypescriptSource): readonly EndpointFact[] {
  return [...source.nodes('string'), ...source.nodes('template_string')].flatMap((string): readonly EndpointFact[] => {
    if (string.isBroken || !string.text.includes('/') || string.parent?.type === 'import_statement' || string.parent?.type === 'export_statement') return [];
    const fact = factFor(source, string);
    return fact ? [fact] : [];
  });
}

function factFor(source: TypescriptSource, string: CodeNode): EndpointFact | undefined {
  const expression = built(string);
  if (goesOn(expression)) return undefined;
  const text = withConstants([...before(source, string), ...contentOf(source, string)]);
  if (!text) return undefined;
  const fact = { kind: 'endpoint', path: text.path, range: text.range, host: text.host, ...(text.joined ? { joined: true as const } : {}) } as const;
  const call = callWith(expression);
  const served = call && isServedAs(source, call, expression);
  if (served === 'mock' || served === 'route') return { ...fact, role: served };
  if (served === 'mount') return { ...fact, role: 'route', path: `${text.path}/*` };
  const http = call && httpCallOf(source, call);
  if (http && inner(expression)?.start === http.url.start) {
    const whole = wholeCall(source, http);
    return { ...fact, role: 'client', ...(whole ? { call: whole } : {}) };
  }
  if (!isApiPath(text) || (call && isOnlyShown(call)) || isComparedOrKey(expression)) return undefined;
  const whole = callThroughName(source, expression);
  return { ...fact, role: 'client', ...(whole ? { call: whole } : {}) };
}

function contentOf(source: TypescriptSource, string: CodeNode): readonly TextPart[] {
  return string.children.slice(1, -1).map((child): TextPart => {
    if (child.type === 'template_substitution') return { text: undefined, start: child.start, constant: () => constantOf(source, child.namedChildren[0]) };
    return { text: child.type === 'string_fragment' ? child.text : undefined, start: child.start };
  });
}

/** What is put in front of a string: `base + "…"`, or the base of `new URL("…", base)`. */
function before(source: TypescriptSource, string: CodeNode): readonly TextPart[] {
  const whole = outer(string);
  const { parent } = whole;
  const left = parent?.type === 'binary_expression' && whole.fieldName === 'right' ? parent.field('left')
    : parent?.type === 'arguments' && isUrl(parent.parent) ? argumentsOf(parent.parent as CodeNode)[1] : undefined;
  return left ? [{ text: undefined, start: left.start, constant: () => constantOf(source, left) }] : [];
}

function constantOf(source: TypescriptSource, node: CodeNode | undefined): string | undefined {
  const expression = inner(node);
  return literalOf(expression?.type === 'identifier' ? source.valueOf(expression) : expression)?.text.replace(/\/$/, '');
}

function isUrl(node: CodeNode | undefined): boolean {
  return node?.type === 'new_expression' && node.field('constructor')?.text === 'URL';
}

/** The expression that a string is the end of: a concatenation, a `new URL(…)`. */
function built(string: CodeNode): CodeNode {
  for (let current = outer(string); ; ) {
    const { parent, fieldName } = current;
    if (parent?.type === 'binary_expression' && fieldName === 'right' && parent.field('operator')?.type === '+') current = outer(parent);
    else if (parent?.type === 'arguments' && isUrl(parent.parent) && argumentsOf(parent.parent as CodeNode)[0]?.start === current.start) current = outer(parent.parent as CodeNode);
    else return current;
  }
}

/** Whether more is put behind: then the string's end is not the path's. */
function goesOn({ parent, fieldName }: CodeNode): boolean {
  return parent?.type === 'binary_expression' && fieldName === 'left' && parent.field('operator')?.type === '+';
}

/** The call that an expression is an argument of, or a member of the object that is one (`axios({ url })`). */
function callWith(expression: CodeNode): CodeNode | undefined {
  const { parent } = expression;
  const list = parent?.type === 'pair' && expression.fieldName === 'value' ? parent.parent?.parent : parent;
  return list?.type === 'arguments' && list.parent?.type === 'call_expression' ? list.parent : undefined;
}

/** Output, logs, what a test expects, and what is looked for in other texts. */
function isOnlyShown(call: CodeNode): boolean {
  const callee = calleeOf(call);
  const name = callee?.type === 'member_expression' ? callee.field('property')?.text : callee?.text;
  return /^(?:log|info|warn|error|debug|trace|group|print|write|fail|startsWith|endsWith|includes|indexOf|lastIndexOf|replace|replaceAll|split|search|match|matchAll|test|expect|describe|it)$|^(?:to[A-Z]|assert)|^(?:equal|deepEqual|strictEqual)$/.test(name ?? '');
}

/** Compared with something, a key, a type, a case, or the text of an error. */
function isComparedOrKey(expression: CodeNode): boolean {
  for (let current = expression; current.parent; current = current.parent) {
    const { parent, fieldName } = current;
    switch (parent.type) {
      case 'literal_type':
      case 'switch_case':
      case 'expression_statement':
      case 'jsx_attribute':
      case 'jsx_expression':
        return true;
      case 'binary_expression':
        return /^(?:[=!]==?|in|instanceof)$/.test(parent.field('operator')?.type ?? '');
      case 'subscript_expression':
        return fieldName === 'index';
      case 'pair':
        if (fieldName === 'key') return true;
        break;
      case 'arguments':
        return parent.parent?.type === 'new_expression' ? !isUrl(parent.parent) : parent.parent !== undefined && isOnlyShown(parent.parent);
      case 'array':
      case 'object':
      case 'parenthesized_expression':
      case 'as_expression':
        break;
      default:
        return false;
    }
  }
  return false;
}

/** The one call that uses a URL through a variable: `const url = "…"`, then `fetch(url, …)`. */
function callThroughName(source: TypescriptSource, expression: CodeNode): ReturnType<typeof wholeCall> {
  const declarator = expression.parent?.type === 'variable_declarator' ? expression.parent : undefined;
  const name = declarator?.field('name');
  if (name?.type !== 'identifier' || !source.valueOf(name)) return undefined;
  const [use, ...more] = source.named(name.text).filter((node) => !isBinding(node) && !isShown(node));
  const call = use && more.length === 0 ? callWith(use) : undefined;
  const http = call && httpCallOf(source, call);
  return http && use && http.url.start === use.start ? wholeCall(source, http) : undefined;
}

/** Whether a use of a name only shows its value: logged, or put into a text. */
function isShown(use: CodeNode): boolean {
  const call = callWith(use) ?? (use.parent?.type === 'template_substitution' ? use.enclosing('call_expression') : undefined);
  return call !== undefined && dottedName(calleeOf(call)) !== undefined && isOnlyShown(call);
}
