import type { PythonAnalysis } from '../../facts/python/analysis.ts';
import type { CodeNode } from '../../syntax/codeTree.ts';
import { itemsOf } from '../../syntax/codeEdits.ts';
import { namedNodes } from '../namedNodes.ts';
import { isInDefinition } from '../pythonDefinitions.ts';
import { isA } from '../pythonRules.ts';
import { lastWord, type MemberRenamed } from '../symbolChange.ts';

/** A call whose arguments go to something of a system. */
export interface PythonCall {
  readonly call: CodeNode;
  /** What is called, as far as a finding shows it. */
  readonly callee: CodeNode;
  readonly args: CodeNode;
  /** How many positional arguments are not the callee's own: the instance of `Client.send(client)`, the function that `partial` is given. */
  readonly skipped: number;
  /** By `functools.partial`: more arguments may follow later. */
  readonly isPartial: boolean;
}

/** Names that a function or method goes by: its own, and what a change of the same migration makes of it. */
export type Spellings = (callee: string) => readonly string[];

/** Whether all callees are methods: then a file can only call one if it also names a class, or something that may derive from one. */
export function areMethods(changes: readonly { readonly callee: string }[]): boolean {
  return changes.every(({ callee }) => /(?:^|\.)[A-Z]\w*\.[a-z_]\w*$/.test(callee));
}

/** Takes all renames of a migration's members. */
export function spellingsOf(renames: readonly MemberRenamed[]): Spellings {
  return (callee) => [callee, ...renames.filter(({ on, from }) => `${on}.${from}` === callee).map(({ on, to }) => `${on}.${to}`)];
}

/**
 * The calls of a function, a class or a method (`acme.connect`, `acme.Client`, `acme.Client.send`) in a part of a file, in order: on proven instances, by the
 * class, with `functools.partial`, and for a class also by what derives from it and has no constructor of its own.
 */
export function callsOfPython(python: PythonAnalysis, names: readonly string[]): readonly PythonCall[] {
  const found = new Map<CodeNode, PythonCall>();
  const add = (call: CodeNode, skipped: number, isPartial = false, callee = call.field('function')): void => {
    const args = call.field('arguments');
    if (callee && args?.type === 'argument_list' && !found.has(call)) found.set(call, { call, callee, args, skipped, isPartial });
  };
  for (const call of python.nodes('call')) {
    const callee = call.field('function');
    const skipped = callee && isCalled(python, callee, names, positionalOf(call)[0]);
    if (skipped !== undefined) add(call, skipped);
  }
  for (const call of namedNodes(python, 'call', ['partial'])) {
    const callee = call.field('function');
    const [first, second] = positionalOf(call);
    if (!callee || !first || python.nameOf(callee) !== 'functools.partial') continue;
    const skipped = isCalled(python, first, names, second);
    if (skipped !== undefined) add(call, skipped + 1, true, first);
  }
  return [...found.values()].sort((a, b) => a.call.start - b.call.start);
}

function positionalOf(call: CodeNode): readonly CodeNode[] {
  const args = call.field('arguments');
  return args?.type === 'argument_list' ? itemsOf(args).filter(({ type }) => type !== 'keyword_argument' && type !== 'dictionary_splat') : [];
}

/**
 * How many arguments of a call of `callee` come before its own, if it is the function of one of these names; `first` is the first of its positional
 * arguments.
 */
function isCalled(python: PythonAnalysis, callee: CodeNode, names: readonly string[], first: CodeNode | undefined): number | undefined {
  const name = python.nameOf(callee);
  const object = callee.type === 'attribute' ? callee.field('object') : undefined;
  const member = callee.field('attribute')?.text;
  // `Client.send(client, …)`; a class method is called the same way, and has all arguments for itself.
  const instance = (on: string): number => (first && isA(python, python.instanceOf(first), on) ? 1 : 0);
  if (name !== undefined && names.includes(name)) return object && member !== undefined ? instance(name.slice(0, -member.length - 1)) : 0;
  if (name !== undefined && names.some((one) => python.reaches(name, one) && !python.declaresBelow(name, one, '__init__') && !python.declaresBelow(name, one, '__new__'))) return 0;
  if (!object || member === undefined) return undefined;
  if (member === '__init__') {
    if (names.some((one) => isBaseOf(python, object, one, '__init__'))) return 0;
    const owner = python.nameOf(object);
    return owner !== undefined && names.includes(owner) ? 1 : undefined;
  }
  for (const one of names) {
    const on = one.slice(0, -member.length - 1);
    if (lastWord(one) !== member || on === '') continue;
    if (isProvenOn(python, object, on, member)) return 0;
    const owner = python.nameOf(object);
    if (owner !== undefined && isA(python, owner, on) && !python.declaresBelow(owner, on, member)) return instance(on);
  }
  return undefined;
}

/** Whether an object has a member from the class `on`, and from nothing below it: an instance, or `super()` in a class that derives from it. */
export function isProvenOn(python: PythonAnalysis, object: CodeNode, on: string, member: string): boolean {
  if (isBaseOf(python, object, on, member)) return true;
  const of = python.instanceOf(object);
  return of !== undefined && isA(python, of, on) && !python.declaresBelow(of, on, member) && !isInDefinition(python, on, object);
}

/** Whether an object is `super()`, and what it has under the name is the class's. */
function isBaseOf(python: PythonAnalysis, object: CodeNode, on: string, member: string): boolean {
  const base = superOf(python, object);
  return base !== undefined && isA(python, base, on) && !python.declaresBelow(base, on, member);
}

/** The class that an object is by `super()`, of a class with one base: with several the next one may be another class. */
export function superOf(python: PythonAnalysis, object: CodeNode): string | undefined {
  if (object.type !== 'call' || object.field('function')?.text !== 'super') return undefined;
  const around = object.enclosing('class_definition');
  const [base] = (around && python.classes.find(({ node }) => node.start === around.start)?.bases) ?? [];
  const count = around?.field('superclasses')?.namedChildren.filter(({ type }) => type !== 'keyword_argument' && type !== 'comment').length;
  return count === 1 ? base : undefined;
}

/** How a call passes an argument. */
export type PassedArgument =
  | { readonly kind: 'passed'; readonly value: CodeNode; /** Of `name=value`. */ readonly name?: CodeNode }
  /** In a dict that the call unpacks, written out there; `name` is the key. */
  | { readonly kind: 'key'; readonly value: CodeNode; readonly name: CodeNode }
  /** It may be among what the call unpacks. */
  | { readonly kind: 'unclear'; readonly node: CodeNode };

/** Finds an argument by its keyword, or by its position among the callee's own; `undefined` when the call does not pass it. */
export function argumentOf(python: PythonAnalysis, { args, skipped }: PythonCall, keyword: string | undefined, position?: number): PassedArgument | undefined {
  let index = -skipped;
  let unclear: CodeNode | undefined;
  for (const item of itemsOf(args)) {
    const value = item.field('value');
    if (item.type === 'keyword_argument') {
      const name = item.field('name');
      if (name?.text === keyword && value && name) return { kind: 'passed', value, name };
    } else if (item.type === 'dictionary_splat') {
      const dict = item.namedChildren.find(({ type }) => type !== 'comment');
      const pairs = dict?.type === 'dictionary' ? itemsOf(dict) : undefined;
      const pair = pairs?.find((one) => one.type === 'pair' && keyword !== undefined && isKey(python, one, keyword));
      const [key, held] = [pair?.field('key'), pair?.field('value')];
      if (key && held) return { kind: 'key', value: held, name: key };
      const isClosed = pairs?.every((one) => one.type === 'pair' && one.field('key')?.type === 'string') === true;
      if (keyword !== undefined && dict && !isClosed && mayHave(python, dict, keyword)) unclear ??= item;
    } else if (item.type === 'list_splat') {
      if (position !== undefined && index <= position) return { kind: 'unclear', node: item };
    } else {
      if (index === position) return { kind: 'passed', value: item };
      index++;
    }
  }
  return unclear && { kind: 'unclear', node: unclear };
}

function isKey(python: PythonAnalysis, pair: CodeNode, keyword: string): boolean {
  const key = pair.field('key');
  return key?.type === 'string' && python.constantOf(key) === keyword;
}

/** Whether a dict may hold a key: not when it is a variable that is only ever one literal without it. */
function mayHave(python: PythonAnalysis, dict: CodeNode, keyword: string): boolean {
  if (dict.type !== 'identifier') return true;
  const scope = dict.enclosing('function_definition', 'lambda') ?? python.root;
  const view = python.covering(scope);
  const bindings = view.identifiers(dict.text).filter((node) => python.isStore(node) && node.start >= scope.start && node.end <= scope.end);
  const [only] = bindings;
  const literal = only?.fieldName === 'left' && only.parent?.type === 'assignment' ? only.parent.field('right') : undefined;
  if (bindings.length !== 1 || literal?.type !== 'dictionary') return true;
  return itemsOf(literal).some((one) => one.type !== 'pair' || one.field('key')?.type !== 'string' || isKey(python, one, keyword));
}
