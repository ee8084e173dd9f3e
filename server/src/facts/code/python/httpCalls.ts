import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { EndpointCall, EndpointHeader } from '../../facts.ts';
import type { PythonAnalysis } from '../../python/analysis.ts';
import { answersOf } from './answers.ts';
import { functionLibrary, type Client, type ClientOf } from './clients.ts';
import type { PythonNames } from './names.ts';
import { argumentsOf, dottedName, inner, keyText, plainString, type Arguments } from './nodes.ts';

/** Functions and methods that send a request, with the place of the URL among their arguments. */
const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'request', 'stream']);

/** A call that looks like one of an HTTP client (`x.post(url)`), and which of its arguments is the URL. */
export interface HttpCall {
  readonly call: CodeNode;
  /** Upper case, `undefined` when the code decides. */
  readonly method: string | undefined;
  readonly url: CodeNode;
}

/** Reads a call as one of an HTTP client, by the method's name alone. */
export function httpCallOf(call: CodeNode): HttpCall | undefined {
  const callee = inner(call.field('function'));
  const name = callee?.type === 'attribute' ? callee.field('attribute')?.text : callee?.type === 'identifier' ? callee.text : undefined;
  if (name === undefined || !methods.has(name)) return undefined;
  const { positional, named } = argumentsOf(call);
  const generic = name === 'request' || name === 'stream';
  const url = named.get('url') ?? positional[generic ? 1 : 0];
  const method = generic ? plainString(named.get('method') ?? positional[0])?.text.toUpperCase() : name.toUpperCase();
  return url ? { call, method, url } : undefined;
}

/** What is known of the file that a call stands in. */
export interface CallContext {
  readonly analysis: PythonAnalysis;
  readonly names: PythonNames;
  readonly clientOf: ClientOf;
}

/** All of a call, when the library is proven, and neither body nor answer go where they cannot be followed. */
export function wholeCall({ analysis, names, clientOf }: CallContext, { call, method }: HttpCall): EndpointCall | undefined {
  // In an f-string the quotes of what is put in could end it.
  if (call.isBroken || call.enclosing('interpolation')) return undefined;
  const client = clientOfCall(analysis, names, clientOf, call);
  const given = argumentsOf(call);
  // A second value by position is form data.
  if (!client || given.open || given.positional.length > (isGeneric(call) ? 2 : 1) || given.named.has('files')) return undefined;
  const results = answersOf(names, call);
  if (!results) return undefined;
  return { method, range: call.range, syntax: 'python', ...bodyOf(names, given), ...headersOf(names, given, call, client), results };
}

function isGeneric(call: CodeNode): boolean {
  return /(?:^|\.)(?:request|stream)$/.test(dottedName(call.field('function')) ?? '');
}

function clientOfCall(analysis: PythonAnalysis, names: PythonNames, clientOf: ClientOf, call: CodeNode): Client | undefined {
  const callee = inner(call.field('function'));
  if (callee?.type === 'attribute') return clientOf(callee.field('object'));
  const found = callee?.type === 'identifier' ? functionLibrary(analysis, names, callee.text) : undefined;
  return found && methods.has(found.name) ? { library: found.library } : undefined;
}

/** The JSON body, as the expression that becomes JSON; nothing when there is none, or when it has its envelope already. */
function bodyOf(names: PythonNames, { named }: Arguments): Pick<EndpointCall, 'body'> {
  const json = named.get('json');
  const raw = named.get('data') ?? named.get('content');
  const expression = json ?? (raw && dumped(raw));
  if (!expression) return raw ? { body: { range: raw.range, wrappable: false } } : {};
  const value = inner(expression);
  const shown = value?.type === 'identifier' ? names.onlyValue(value.text) : value;
  if (shown?.type === 'none' || (shown?.type === 'dictionary' && isEnvelope(shown))) return {};
  return { body: { range: expression.range, wrappable: expression.type !== 'generator_expression' } };
}

/** `x` of `json.dumps(x)` and `json.dumps(x).encode()`. */
function dumped(raw: CodeNode): CodeNode | undefined {
  let call = inner(raw);
  const callee = call?.field('function');
  if (call?.type === 'call' && callee?.type === 'attribute' && callee.field('attribute')?.text === 'encode') call = inner(callee.field('object'));
  return call?.type === 'call' && /^(?:json|orjson|ujson)\.dumps$/.test(dottedName(call.field('function')) ?? '') ? argumentsOf(call).positional[0] : undefined;
}

function isEnvelope(dictionary: CodeNode): boolean {
  const keys = dictionary.namedChildren.map((pair) => (pair.type === 'pair' ? keyText(pair) : undefined));
  return keys.includes('data') && keys.includes('metadata');
}

type Headers = Pick<EndpointCall, 'headers' | 'headersUsedAt' | 'headersHidden'>;

function headersOf(names: PythonNames, { named }: Arguments, call: CodeNode, client: Client): Headers {
  const own = inner(named.get('headers'));
  if (!own) return sessionHeaders(names, call, client);
  const ofSession = sessionHeaders(names, call, client);
  const mixed = ofSession.headers.length > 0 || ofSession.headersHidden === true;
  if (own.type === 'dictionary') return { headers: pairsOf(own), ...(mixed || hasSplat(own) ? { headersHidden: true } : {}) };
  const value = own.type === 'identifier' ? names.onlyValue(own.text) : undefined;
  if (value?.type !== 'dictionary' || mixed || hasSplat(value)) return { headers: [], headersHidden: true };
  const used = names.named(own.text).filter((node) => node.start !== own.start && node.start !== value.parent?.start);
  return usedBy(pairsOf(value), used);
}

/** Headers with where else they are used; too many places are as good as not known. */
function usedBy(headers: readonly EndpointHeader[], others: readonly CodeNode[]): Headers {
  return others.length > mostUses ? { headers: [], headersHidden: true } : { headers, headersUsedAt: others.map(({ range }) => range) };
}

const mostUses = 20;

/** Headers that a session sends with every call: given to its constructor, or set through `.headers`. */
function sessionHeaders(names: PythonNames, call: CodeNode, { name, made }: Client): Headers {
  const atCreation = made ? inner(argumentsOf(made).named.get('headers')) : undefined;
  if (name === undefined) return atCreation ? { headers: [], headersHidden: true } : { headers: [] };
  const uses = name.includes('.') ? [] : names.named(name);
  const later = uses.filter((node) => node.parent?.type === 'attribute' && node.fieldName === 'object' && node.parent.field('attribute')?.text === 'headers').map(({ parent }) => parent as CodeNode);
  const changes = later.map((attribute) => headersSet(attribute));
  if (atCreation && (atCreation.type !== 'dictionary' || hasSplat(atCreation))) return { headers: [], headersHidden: true };
  if (changes.includes(undefined)) return { headers: [], headersHidden: true };
  const headers = [...(atCreation ? pairsOf(atCreation) : []), ...changes.flatMap((change) => change ?? [])];
  if (headers.length === 0) return { headers };
  // Elsewhere in the class others may use it.
  if (name.includes('.')) return { headers: [], headersHidden: true };
  const others = uses.filter((node) => node.parent?.type === 'attribute' && methods.has(node.parent.field('attribute')?.text ?? '') && !(node.start >= call.start && node.end <= call.end));
  return usedBy(headers, others);
}

/** `session.headers.update({ … })` and `session.headers["X"] = …`; takes `session.headers`. */
function headersSet(attribute: CodeNode): readonly EndpointHeader[] | undefined {
  const { parent } = attribute;
  if (parent?.type === 'attribute' && parent.field('attribute')?.text === 'update' && parent.parent?.type === 'call') {
    const given = inner(argumentsOf(parent.parent).positional[0]);
    return given?.type === 'dictionary' && !hasSplat(given) ? pairsOf(given) : undefined;
  }
  if (parent?.type !== 'subscript' || parent.parent?.type !== 'assignment' || parent.fieldName !== 'left') return undefined;
  const value = parent.parent.field('right');
  const header = value && headerOf(parent.field('subscript'), value);
  return header ? [header] : undefined;
}

function hasSplat(dictionary: CodeNode): boolean {
  return dictionary.namedChildren.some(({ type }) => type === 'dictionary_splat');
}

function pairsOf(dictionary: CodeNode): readonly EndpointHeader[] {
  return dictionary.namedChildren.flatMap((pair) => {
    const value = pair.type === 'pair' ? pair.field('value') : undefined;
    return (value && headerOf(pair.field('key'), value)) ?? [];
  });
}

function headerOf(key: CodeNode | undefined, value: CodeNode): EndpointHeader | undefined {
  const name = plainString(key);
  if (!name) return undefined;
  return {
    name: name.text,
    nameRange: { start: name.start, end: name.start + name.text.length },
    valueRange: value.range,
    value: value.type === 'string' || value.type === 'concatenated_string' ? 'literal' : 'expression',
  };
}
