import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';
import { literalOf, outer } from '../code/typescript/syntax.ts';
import { membersNamed } from './memberTypes.ts';
import type { Variable } from './scopes.ts';
import { isModule, joined, loadedModule } from './symbols.ts';
import type { TypescriptCode } from './typescriptCode.ts';

/** A call of a function or method, or the construction of a class. */
export interface CallSite {
  /** `call_expression` or `new_expression`. */
  readonly node: CodeNode;
  /** What is called, as the file says it: for messages and for where a finding stands. */
  readonly callee: CodeNode;
  /** The brackets with the arguments; `undefined` for `new Client`. */
  readonly list: CodeNode | undefined;
}

const found = new Notes<Map<string, readonly CallSite[]>>();

/** The calls of a function, class or method by its canonical name, in order. `super(…)` of a class of the file that derives from it is one. */
export function callsOf(code: TypescriptCode, callee: string): readonly CallSite[] {
  const known = found.get(code) ?? new Map<string, readonly CallSite[]>();
  found.set(code, known);
  let calls = known.get(callee);
  if (!calls) known.set(callee, calls = allCalls(code, callee));
  return calls;
}

function allCalls(code: TypescriptCode, callee: string): readonly CallSite[] {
  const named = [...new Set(code.api.spellings(callee).map((name) => /[^.#]*$/.exec(name)?.[0] ?? ''))];
  const calls = new Map<CodeNode, CallSite>();
  const add = (expression: CodeNode): void => {
    const call = callWith(expression);
    if (call) calls.set(call.node, call);
  };
  for (const node of symbolUses(code, callee, named)) add(node);
  for (const node of named.flatMap((name) => methodUses(code, callee, name))) add(node);
  for (const node of code.scopes.nodes('super')) {
    const own = node.parent?.type === 'call_expression' && node.fieldName === 'function' ? code.types.thisAt(node) : undefined;
    if (own?.kind === 'own' && baseName(code, own.node) === callee) add(node);
  }
  return [...calls.values()].sort((a, b) => a.node.start - b.node.start);
}

/** The export that a class of the file extends without another class in between. */
function baseName({ types }: TypescriptCode, node: CodeNode): string | undefined {
  const api = types.apiOf({ kind: 'own', node });
  return api?.through.length === 1 ? api.name : undefined;
}

/** The call that an expression is the callee of. */
function callWith(expression: CodeNode): CallSite | undefined {
  const callee = outer(expression);
  const { parent } = callee;
  // `await f<T>()` is read as a call of `await f`.
  const holder = parent?.type === 'await_expression' && parent.parent?.type === 'call_expression' && parent.fieldName === 'function' ? parent : callee;
  const node = holder.parent;
  const isCalled = (node?.type === 'call_expression' && holder.fieldName === 'function') || (node?.type === 'new_expression' && callee.fieldName === 'constructor');
  if (!node || !isCalled) return undefined;
  const list = node.field('arguments');
  return list === undefined || list.type === 'arguments' ? { node, callee: expression, list } : undefined;
}

/** Names that stand for one thing in a file; a file with more of them is made by a program. */
const mostNames = 50;

/** Expressions that name an export, or something in it: through imports, `require`, namespaces, and constants that stand for it. */
function symbolUses(code: TypescriptCode, callee: string, named: readonly string[]): readonly CodeNode[] {
  const { scopes, symbols, api, statements } = code;
  const uses = new Set<CodeNode>();
  const seen = new Set<Variable>();
  const follow = (variable: Variable | undefined): void => {
    if (!variable || seen.has(variable) || seen.size >= mostNames) return;
    const name = symbols.nameOfVariable(variable);
    if (name !== undefined && canonicalOf(code, name) === callee) seen.add(variable);
  };
  /** A use, and the constant that it is the value of. */
  const add = (node: CodeNode): void => {
    uses.add(node);
    const whole = outer(node);
    const alias = whole.parent?.type === 'variable_declarator' && whole.fieldName === 'value' ? whole.parent.field('name') : undefined;
    if (alias?.type === 'identifier') follow(scopes.variableOf(alias));
  };
  for (const { form, module, items } of statements) {
    for (const { imported, local } of items) if (form === 'import' && api.canonical(joined(module, imported)) === callee) follow(scopes.variableOf(local));
  }
  for (const name of named) {
    for (const variable of scopes.variables(name)) follow(variable);
    for (const node of scopes.nodes(name)) {
      const access = node.type === 'string_fragment' ? node.parent?.parent : node.parent;
      const part = node.type === 'string_fragment' ? node.parent : node;
      if (access?.type === 'member_expression' ? part?.fieldName !== 'property' : access?.type !== 'subscript_expression' || part?.fieldName !== 'index') {
        // `{ createClient: make }`
        const local = access?.type === 'pair_pattern' && part?.fieldName === 'key' ? access.field('value') : undefined;
        if (local?.type === 'identifier') follow(scopes.variableOf(local));
        continue;
      }
      const symbol = access && symbols.nameOf(access);
      if (access && symbol !== undefined && canonicalOf(code, symbol) === callee) add(access);
    }
  }
  if (callee.endsWith('#default')) for (const node of wholeModules(code, callee)) follow(scopes.variableOf(node));
  // Constants that stand for it join while the loop goes on.
  for (const variable of seen) for (const node of variable.references) add(node);
  return [...uses];
}

/** A module that is called or constructed is its default export. */
function canonicalOf({ api }: TypescriptCode, name: string): string {
  return api.canonical(isModule(name) ? joined(name, 'default') : name);
}

/** `stripe` of `const stripe = require('stripe')`, for the default export of that module. */
function wholeModules({ scopes, api }: TypescriptCode, callee: string): readonly CodeNode[] {
  return api.spellings(callee).flatMap((name) => scopes.nodes(name.split('#', 1)[0] ?? name).flatMap((node) => {
    const call = node.parent?.parent?.parent;
    const declarator = call?.type === 'call_expression' && literalOf(node.parent) && loadedModule(scopes, call) ? call.parent : undefined;
    const local = declarator?.type === 'variable_declarator' ? declarator.field('name') : undefined;
    return local?.type === 'identifier' ? [local] : [];
  }));
}

/** `client.send`, where the client is proven and no class of the file overrides the method. */
function methodUses({ scopes, types, api }: TypescriptCode, callee: string, name: string): readonly CodeNode[] {
  return scopes.nodes(name).flatMap((node) => {
    const access = node.fieldName === 'property' && node.parent?.type === 'member_expression' ? node.parent : undefined;
    if (!access) return [];
    const on = types.apiOf(types.objectOf(access));
    const isIt = on && api.canonical(`${on.name}.${name}`) === callee && on.through.every((one) => membersNamed(one, name).length === 0);
    return isIt ? [access] : [];
  });
}
