import type { RustCode } from '../../../facts/rust/rustCode.ts';
import { rustIndex } from '../../../facts/rust/rustIndex.ts';
import { splitPath } from '../../../facts/rust/rustSymbols.ts';
import { argumentsOf, methodCall } from '../../../facts/rust/rustTree.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import type { ArgumentAdded } from '../../symbolChange.ts';
import type { RustApi } from './rustApi.ts';

/** A call of something whose arguments change. */
export interface RustCall {
  readonly call: CodeNode;
  /** The word that is called. */
  readonly word: CodeNode;
  /** Without the value that a method is called on. */
  readonly arguments: readonly CodeNode[];
}

/** The calls of a function or method in a file, by any of its names: `client.send(…)`, `Client::send(&client, …)`, `acme::send(…)`. */
export function callsOf(code: RustCode, api: RustApi, callee: string): readonly RustCall[] {
  const now = api.now(callee);
  const [type] = splitPath(now);
  const found: RustCall[] = [];
  for (const name of new Set([splitPath(callee)[1], splitPath(now)[1]])) {
    for (const word of rustIndex(code.root).named(name)) {
      const call = callAround(word);
      const method = methodCall(call);
      if (!call) continue;
      if (method) {
        const on = method.name === word ? code.types.typeOf(method.receiver) : undefined;
        if (on !== undefined && api.now(`${on}::${name}`) === now) found.push({ call, word, arguments: argumentsOf(call) });
        continue;
      }
      const path = code.names.pathOf(call.field('function'));
      if (path === undefined || api.now(path) !== now) continue;
      const [first, ...rest] = argumentsOf(call);
      const on = first && code.types.typeOf(first);
      // `Client::send(&client, …)`: the first one is what the method is called on.
      found.push({ call, word, arguments: first && on !== undefined && api.now(on) === type ? rest : argumentsOf(call) });
    }
  }
  return found.sort((a, b) => a.word.start - b.word.start);
}

/** The call whose function a word ends. */
function callAround(word: CodeNode): CodeNode | undefined {
  let node = word;
  while (node.parent && (node.fieldName === 'name' || node.fieldName === 'field') && /^(?:scoped_identifier|field_expression)$/.test(node.parent.type)) node = node.parent;
  if (node.parent?.type === 'generic_function') node = node.parent;
  return node.fieldName === 'function' && node.parent?.type === 'call_expression' ? node.parent : undefined;
}

/** How many arguments calls passed before those of `added`, which are all of one callee. */
export function arityBefore(added: readonly ArgumentAdded[]): number | undefined {
  const stated = added.find(({ arity }) => arity !== undefined)?.arity;
  const positions = added.flatMap(({ position }) => position ?? []);
  return stated ?? (positions.length === 0 ? undefined : Math.min(...positions));
}
