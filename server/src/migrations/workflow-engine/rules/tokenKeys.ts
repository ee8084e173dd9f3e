import { isBinding, type TypescriptSource } from '../../../facts/code/typescript/source.ts';
import { argumentsOf, dottedName, inner, keyOf, literalOf, member, membersOf } from '../../../facts/code/typescript/syntax.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { Range } from '../../../text/range.ts';

/** A place that names the key under which the browser keeps the token. */
export interface TokenKey {
  readonly range: Range;
  /** What takes its place. */
  readonly text: string;
  /** `unsafe`: likely that key, but not all of the file is understood, or another file may use it. `manual`: the file has the new key too. */
  readonly applicability: 'safe' | 'unsafe' | 'manual';
}

export const oldKey = 'jwt_token';
export const newKey = 'auth_token';

/** Where browsers keep what a page stores, however it is called. */
const storage = /^(?:(?:window|globalThis|self)\.)?(?:localStorage|sessionStorage)$/;
const methods: ReadonlySet<string> = new Set(['getItem', 'setItem', 'removeItem']);
/** What a setting or constant with the key is called, as in the guide's `authConfig`. */
const settings = /^(?:(?:auth|jwt|access)_?)?token_?(?:storage_?)?key$/i;

/** What such a name begins with. */
const owners = ['localStorage', 'sessionStorage', 'window', 'globalThis', 'self'] as const;

/**
 * All places of a file that name the old key, each once. They are renamed together or not at all: code that reads under one key and writes under the
 * other signs users out. So all are as safe as the least safe of them.
 */
export function tokenKeys(source: TypescriptSource): readonly TokenKey[] {
  const found = new Map<number, TokenKey>();
  for (const key of [...inCalls(source), ...ofStorage(source), ...inSettings(source)]) if (!found.has(key.range.start)) found.set(key.range.start, key);
  const keys = [...found.values()];
  if (keys.length === 0) return [];
  if (new RegExp(`\\b${newKey}\\b`).test(source.file.text)) return keys.map((key) => ({ ...key, applicability: 'manual' }));
  const isSafe = keys.every(({ applicability }) => applicability === 'safe') && isUnderstood(source, keys);
  return isSafe ? keys : keys.map((key) => ({ ...key, applicability: 'unsafe' }));
}

/** Whether the storage is the browser's own, the file asks it for keys that it states itself, and the old key stands nowhere but at `keys`. */
function isUnderstood(source: TypescriptSource, keys: readonly TokenKey[]): boolean {
  if (owners.some((name) => source.named(name).some(isDeclared))) return false;
  if (source.nodes('call_expression').some((call) => isStorageCall(call) && !isStated(source, argumentsOf(call)[0]))) return false;
  return [...source.file.text.matchAll(new RegExp(`\\b${oldKey}\\b`, 'g'))].every(({ index: start }) => {
    const end = start + oldKey.length;
    // A variable of that name is no key.
    return keys.some(({ range }) => range.start <= start && range.end >= end) || ['comment', 'identifier'].includes(source.root.at(start, end).type);
  });
}

/** Also where a generator, a function expression, a namespace or `import name = require()` has the name. */
function isDeclared(node: CodeNode): boolean {
  return isBinding(node) || node.fieldName === 'name' || node.parent?.type === 'import_require_clause';
}

function isStated(source: TypescriptSource, argument: CodeNode | undefined): boolean {
  const key = inner(argument);
  return literalOf(key?.type === 'identifier' ? source.valueOf(key) : key) !== undefined;
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
