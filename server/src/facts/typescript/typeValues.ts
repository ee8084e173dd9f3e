import type { CodeNode } from '../../syntax/codeTree.ts';

/** What a value is, as far as the code proves it. Promises are what they bring. */
export type Type =
  /** An instance of a class or type of a module, by its canonical name; `beside` are types of the file that it has in addition (`Client & { … }`). */
  | { readonly kind: 'api'; readonly name: string; readonly beside?: readonly CodeNode[] }
  /** What the file itself describes: an instance of a class, an interface, an object type, an object literal. */
  | { readonly kind: 'own'; readonly node: CodeNode }
  /** Something that gives such values one by one. */
  | { readonly kind: 'list'; readonly of: Type };

/** Whether two types are the same one. */
function isSameType(a: Type | undefined, b: Type | undefined): boolean {
  if (a?.kind === 'api') return b?.kind === 'api' && a.name === b.name && a.beside === b.beside;
  if (a?.kind === 'own') return b?.kind === 'own' && a.node === b.node;
  return a?.kind === 'list' && b?.kind === 'list' && isSameType(a.of, b.of);
}

/** The type that all of several values have; `undefined` when one of them has another one, or there is none. */
export function commonType(types: readonly (Type | undefined)[]): Type | undefined {
  const [first] = types;
  return first && types.every((type) => isSameType(type, first)) ? first : undefined;
}

/** `null` and `undefined`: nothing that says what else a value is. */
export function isNothing(node: CodeNode | undefined): boolean {
  return node?.type === 'null' || node?.type === 'undefined';
}
