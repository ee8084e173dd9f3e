import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { EndpointCall, EndpointHeader } from '../../facts.ts';
import { answersOf, type AnswerStyle } from './answers.ts';
import { isBinding, type TypescriptSource } from './source.ts';
import { argumentsOf, calleeOf, dottedName, inner, literalOf, member, membersOf } from './syntax.ts';

const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request']);

/** Reads a call of `fetch`, axios, got or ky; `undefined` for others. */
export interface HttpCall {
  readonly call: CodeNode;
  readonly style: AnswerStyle;
  readonly url: CodeNode;
  /** Upper case; `undefined` when the code decides. */
  readonly method: string | undefined;
  readonly body: CodeNode | undefined;
  /** Whether `body` is what becomes JSON, or JSON already (`JSON.stringify(x)`). */
  readonly bodyIs: 'value' | 'text';
  /** The object of further settings, where headers stand. */
  readonly settings: CodeNode | undefined;
  /** The call that made the client (`axios.create(…)`), and the client's name. */
  readonly client: { readonly name: string; readonly made: CodeNode } | undefined;
}

/** All of a call, when neither its settings nor its body or answer go where they cannot be followed. */
export function wholeCall(source: TypescriptSource, http: HttpCall): EndpointCall | undefined {
  const { call, style, method, settings } = http;
  if (call.isBroken || (settings && (settings.type !== 'object' || hasSpread(settings)))) return undefined;
  const results = answersOf(source, call, style);
  if (!results) return undefined;
  return { method, range: call.range, syntax: 'javascript', ...bodyOf(source, http), ...headersOf(source, http), results };
}

/** What kind of HTTP call this is, by what its function provably is. */
export function httpCallOf(source: TypescriptSource, call: CodeNode): HttpCall | undefined {
  const name = dottedName(calleeOf(call));
  if (name === undefined) return undefined;
  const given = argumentsOf(call).map((argument) => inner(argument) ?? argument);
  if (/^(?:(?:window|globalThis|self)\.)?fetch$/.test(name)) return given.length > 2 ? undefined : fetchCall(source, call, given);
  const at = name.lastIndexOf('.');
  const verb = name.slice(at + 1);
  const library = at > 0 && methods.has(verb) ? libraryOf(source, name.slice(0, at)) : libraryOf(source, name);
  if (!library) return undefined;
  const { style, client } = library;
  const [first, second, third, ...more] = given;
  if (!first || more.length > 0) return undefined;
  if (style === 'got') {
    const settings = shownObject(source, second);
    return { call, style, url: first, method: at > 0 ? verb.toUpperCase() : literalText(member(settings, 'method'), 'GET'), body: settings?.type === 'object' ? valueOrName(settings, 'json') : undefined, bodyIs: 'value', settings, client };
  }
  if (at > 0 && methods.has(verb) && verb !== 'request') {
    const hasBody = verb === 'post' || verb === 'put' || verb === 'patch';
    return { call, style, url: first, method: verb.toUpperCase(), body: hasBody ? second : undefined, bodyIs: 'value', settings: shownObject(source, hasBody ? third : second), client };
  }
  const settings = shownObject(source, first.type === 'object' ? first : second);
  const url = first.type === 'object' ? member(first, 'url') : first;
  return url && { call, style, url, method: literalText(member(settings, 'method'), 'GET'), body: settings?.type === 'object' ? valueOrName(settings, 'data') : undefined, bodyIs: 'value', settings, client };
}

function fetchCall(source: TypescriptSource, call: CodeNode, [url, init]: readonly CodeNode[]): HttpCall | undefined {
  const settings = shownObject(source, init);
  const body = settings?.type === 'object' ? valueOrName(settings, 'body') : undefined;
  return url && { call, style: 'fetch', url, method: settings?.type === 'object' ? literalText(valueOrName(settings, 'method'), 'GET') : init ? undefined : 'GET', body, bodyIs: 'text', settings, client: undefined };
}

function literalText(node: CodeNode | undefined, absent: string): string | undefined {
  return node ? literalOf(node)?.text.toUpperCase() : absent;
}

/** The value of a member; for `{ name }` the name itself. */
function valueOrName(object: CodeNode, name: string): CodeNode | undefined {
  const found = membersOf(object).find((one) => one.name === name);
  return found?.shorthand ? found.node : inner(found?.value);
}

/** An object literal, or the one that a name used only here stands for. */
function shownObject(source: TypescriptSource, node: CodeNode | undefined): CodeNode | undefined {
  const expression = inner(node);
  if (expression?.type !== 'identifier' || source.named(expression.text).length !== 2) return expression;
  return source.valueOf(expression) ?? expression;
}

function hasSpread(object: CodeNode): boolean {
  return object.namedChildren.some(({ type }) => type === 'spread_element');
}

interface Library {
  readonly style: AnswerStyle;
  readonly client: HttpCall['client'];
}

/** What an expression before `.post(…)` is: a library, or a client made with it. */
function libraryOf(source: TypescriptSource, name: string): Library | undefined {
  const imported = importedLibrary(source, name);
  if (imported) return { style: imported, client: undefined };
  const values = name.includes('.') ? source.assigned(name) : source.bindings(name).map(({ parent }) => (parent?.type === 'variable_declarator' ? inner(parent.field('value')) : undefined));
  const [made] = values;
  if (values.length !== 1 || made?.type !== 'call_expression') return undefined;
  const [root, method, ...more] = dottedName(calleeOf(made))?.split('.') ?? [];
  const style = root !== undefined && more.length === 0 && (method === 'create' || method === 'extend') ? importedLibrary(source, root) : undefined;
  return style ? { style, client: { name, made } } : undefined;
}

const packages: Readonly<Record<string, AnswerStyle>> = { axios: 'axios', got: 'got', ky: 'got' };

/** The library that a name was imported as; a name with no binding at all is what a page loaded as a script. */
function importedLibrary(source: TypescriptSource, name: string): AnswerStyle | undefined {
  const bindings = source.bindings(name);
  if (bindings.length === 0) return name === 'axios' ? 'axios' : undefined;
  const [binding] = bindings;
  const required = binding?.parent?.type === 'variable_declarator' ? inner(binding.parent.field('value')) : undefined;
  const from = required?.type === 'call_expression' && dottedName(calleeOf(required)) === 'require' ? argumentsOf(required)[0] : binding?.enclosing('import_statement')?.field('source');
  const module = bindings.length === 1 ? literalOf(from)?.text : undefined;
  return module !== undefined && Object.hasOwn(packages, module) ? packages[module] : undefined;
}

/** The body as the expression that becomes JSON; nothing when there is none, or when it has its envelope already. */
function bodyOf(source: TypescriptSource, { body, bodyIs }: HttpCall): Pick<EndpointCall, 'body'> {
  if (!body || body.type === 'null' || body.type === 'undefined' || body.text === 'undefined') return {};
  const shown = isName(body) && source.named(body.text).length === 2 ? source.valueOf(body) : undefined;
  const value = bodyIs === 'text' || shown?.type === 'call_expression' ? stringified(shown ?? body) : (stringified(body) ?? body);
  if (!value) return { body: { range: body.range, wrappable: false } };
  const named = isName(value) ? source.valueOf(value) : value;
  if (named?.type === 'object' && isEnvelope(named)) return {};
  // A form is no JSON, and nothing can be put around the name in `{ data }`.
  const isNone = named?.type === 'new_expression' || ['string', 'template_string', 'spread_element', 'shorthand_property_identifier'].includes(value.type);
  return { body: { range: value.range, wrappable: !isNone } };
}

function isName({ type }: CodeNode): boolean {
  return type === 'identifier' || type === 'shorthand_property_identifier';
}

/** `x` of `JSON.stringify(x)`. */
function stringified(node: CodeNode): CodeNode | undefined {
  return node.type === 'call_expression' && dottedName(calleeOf(node)) === 'JSON.stringify' ? argumentsOf(node)[0] : undefined;
}

function isEnvelope(object: CodeNode): boolean {
  const names = membersOf(object).map(({ name }) => name);
  return names.includes('data') && names.includes('metadata');
}

type Headers = Pick<EndpointCall, 'headers' | 'headersUsedAt' | 'headersHidden'>;

function headersOf(source: TypescriptSource, { call, settings, client }: HttpCall): Headers {
  const own = settings?.type === 'object' ? valueOrName(settings, 'headers') : undefined;
  const made = client ? argumentsOf(client.made).map(inner)[0] : undefined;
  const ofClient = made?.type === 'object' ? valueOrName(made, 'headers') : made;
  if (own && ofClient) return { headers: [], headersHidden: true };
  if (own) return writtenOut(source, own);
  if (!client || !ofClient) return { headers: [] };
  const others = client.name.includes('.') ? undefined : source.named(client.name).filter((node) => !isBinding(node) && !(node.start >= call.start && node.end <= call.end));
  const { headers, headersHidden } = writtenOut(source, ofClient);
  return headersHidden || !others ? { headers: [], headersHidden: true } : usedBy(headers, others);
}

/** Headers in an object, in `new Headers({ … })`, or in the object that a name stands for. */
function writtenOut(source: TypescriptSource, expression: CodeNode): Headers {
  if (expression.type === 'new_expression' && expression.field('constructor')?.text === 'Headers') {
    const [given] = argumentsOf(expression).map(inner);
    return given ? writtenOut(source, given) : { headers: [] };
  }
  const value = isName(expression) ? source.valueOf(expression) : expression;
  const object = value?.type === 'new_expression' ? undefined : value;
  if (object?.type !== 'object' || hasSpread(object)) return { headers: [], headersHidden: true };
  const headers = membersOf(object).flatMap(({ name, nameRange, value: given, shorthand }): EndpointHeader[] => {
    if (shorthand || !given) return [];
    const isLiteral = given.type === 'string' || given.type === 'template_string';
    return [{ name, nameRange, valueRange: given.range, value: isLiteral ? 'literal' : 'expression' }];
  });
  if (!isName(expression)) return { headers };
  const used = source.named(expression.text).filter((node) => !isBinding(node) && node.start !== expression.start);
  return usedBy(headers, used);
}

/** Headers with where else they are used; too many places are as good as not known. */
function usedBy(headers: readonly EndpointHeader[], others: readonly CodeNode[]): Headers {
  return others.length > mostUses ? { headers: [], headersHidden: true } : { headers, headersUsedAt: others.map(({ range }) => range) };
}

const mostUses = 20;
