import type { TypescriptSource } from '../../../facts/code/typescript/source.ts';
import { argumentsOf, dottedName, inner, keyOf, literalOf, member, membersOf } from '../../../facts/code/typescript/syntax.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';

/** A place that names the key under which the browser keeps the token. */
export interface TokenKey {
  readonly range: Range;
  /** What takes its place. */
  readonly text: string;
  /** `unsafe`: likely that key, but nothing in the file proves that it is for the browser's storage alone. */
  readonly applicability: 'safe' | 'unsafe';
}

export const oldKey = 'jwt_token';
export const newKey = 'auth_token';

/** Where browsers keep what a page stores, however it is called; a local variable of such a name would be an odd one. */
const storage = /^(?:(?:window|globalThis|self)\.)?(?:localStorage|sessionStorage)$/;
const methods: ReadonlySet<string> = new Set(['getItem', 'setItem', 'removeItem']);
/** What a setting or constant with the key is called, as in the guide's `authConfig`. */
const settings = /^(?:(?:auth|jwt|access)_?)?token_?(?:storage_?)?key$/i;

/** All places of a file that name the old key, each once. */
export function tokenKeys(source: TypescriptSource): readonly TokenKey[] {
  const found = new Map<number, TokenKey>();
  for (const key of [...inCalls(source), ...ofStorage(source), ...inSettings(source)]) if (!found.has(key.range.start)) found.set(key.range.start, key);
  return [...found.values()];
}

const isStorage = (node: CodeNode | undefined): boolean => storage.test(dottedName(node) ?? '');

function asKey(node: CodeNode | undefined, applicability: TokenKey['applicability']): readonly TokenKey[] {
  const literal = literalOf(node);
  return literal?.text === oldKey ? [{ range: literal.range, text: newKey, applicability }] : [];
}

/** `localStorage.getItem('jwt_token')`, also through a constant; `Object.assign(localStorage, { jwt_token: token })`. */
function* inCalls(source: TypescriptSource): Iterable<TokenKey> {
  for (const call of source.nodes('call_expression')) {
    const [first, ...rest] = argumentsOf(call);
    if (isStorageCall(call)) yield* ofArgument(source, inner(first));
    else if (dottedName(call.field('function')) === 'Object.assign' && isStorage(first)) for (const object of rest) yield* keysOf(inner(object));
  }
}

function isStorageCall(call: CodeNode): boolean {
  const callee = inner(call.field('function'));
  return callee?.type === 'member_expression' && methods.has(callee.field('property')?.text ?? '') && isStorage(callee.field('object'));
}

function ofArgument(source: TypescriptSource, argument: CodeNode | undefined): readonly TokenKey[] {
  if (argument?.type === 'identifier') return asKey(source.valueOf(argument), isForStorageAlone(source, argument.text) ? 'safe' : 'unsafe');
  const object = argument?.type === 'member_expression' ? inner(argument.field('object')) : undefined;
  if (object?.type === 'identifier') return asKey(member(source.valueOf(object), argument?.field('property')?.text ?? ''), 'unsafe');
  return asKey(argument, 'safe');
}

/** Whether nothing but calls of the storage reads a constant, and no other file can. */
function isForStorageAlone(source: TypescriptSource, name: string): boolean {
  const [binding, ...more] = source.bindings(name);
  if (!binding || more.length > 0 || binding.enclosing('export_statement')) return false;
  return source.named(name).every((node) => {
    const call = node.parent?.parent;
    return node.start === binding.start || (call?.type === 'call_expression' && isStorageCall(call) && argumentsOf(call)[0]?.start === node.start);
  });
}

/** `localStorage.jwt_token`, `localStorage['jwt_token']`, `const { jwt_token } = localStorage`. */
function* ofStorage(source: TypescriptSource): Iterable<TokenKey> {
  for (const node of source.nodes('member_expression')) {
    const property = node.field('property');
    if (property?.text === oldKey && isStorage(node.field('object'))) yield { range: property.range, text: newKey, applicability: 'safe' };
  }
  for (const node of source.nodes('subscript_expression')) if (isStorage(node.field('object'))) yield* asKey(node.field('index'), 'safe');
  for (const node of source.nodes('variable_declarator')) if (isStorage(node.field('value'))) yield* keysOf(node.field('name'));
}

/** Keys of an object literal or pattern. */
function* keysOf(object: CodeNode | undefined): Iterable<TokenKey> {
  if (object?.type === 'object') {
    for (const { name, nameRange, shorthand } of membersOf(object)) if (name === oldKey) yield { range: nameRange, text: shorthand ? `${newKey}: ${oldKey}` : newKey, applicability: 'safe' };
  }
  if (object?.type !== 'object_pattern') return;
  for (const part of object.namedChildren) {
    const key = part.type === 'pair_pattern' ? keyOf(part.field('key')) : undefined;
    if (key?.text === oldKey) yield { range: key.range, text: newKey, applicability: 'safe' };
    if (part.type === 'shorthand_property_identifier_pattern' && part.text === oldKey) yield { range: part.range, text: `${newKey}: ${oldKey}`, applicability: 'safe' };
  }
}

/** `{ tokenKey: 'jwt_token' }`, `const TOKEN_KEY = 'jwt_token'`. */
function* inSettings(source: TypescriptSource): Iterable<TokenKey> {
  for (const node of source.nodes('pair')) if (settings.test(keyOf(node.field('key'))?.text ?? '')) yield* asKey(inner(node.field('value')), 'unsafe');
  for (const node of source.nodes('variable_declarator')) if (settings.test(node.field('name')?.text ?? '')) yield* asKey(inner(node.field('value')), 'unsafe');
}
