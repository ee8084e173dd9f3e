import type { RustCode } from '../../../facts/rust/rustCode.ts';
import type { SymbolImport } from '../../../facts/rust/rustSymbols.ts';
import { useIndex } from '../../../facts/rust/useIndex.ts';
import { isComment } from '../../../facts/rust/useTrees.ts';
import type { CodeNode } from '../../../syntax/codeTree.ts';
import { replace, type Edit } from '../../../text/edit.ts';
import { crateOf } from './rustApi.ts';

/** Whether other modules have it from this declaration: `pub use`, `pub(crate) use`. */
export function isPublic(declaration: CodeNode): boolean {
  return declaration.children.some(({ type }) => type === 'visibility_modifier');
}

/** Paths that other entries of the same block or module bring in by a name, the entry's own without one: one of them counts, by features or platform. */
export function rivals(code: RustCode, { declaration, entry }: SymbolImport, name = entry.local): readonly string[] {
  if (name === undefined) return [];
  return useIndex(code.root).bringing(declaration.parent, name).filter((use) => use.entry.node !== entry.node).map((use) => use.entry.path);
}

/** Whether the old import stands beside the new one: the code serves both versions. */
export function isBridge(code: RustCode, one: SymbolImport, now: string): boolean {
  return rivals(code, one).includes(now);
}

/** Edits that put another path in place of one that begins with its crate or an import; `undefined` where a comment stands in it. */
export function pathEdits(code: RustCode, node: CodeNode, path: string): readonly Edit[] | undefined {
  for (const one of node.descendants()) if (isComment(one.type)) return undefined;
  const crate = crateOf(path);
  const found = code.names.lookUp(crate, node);
  const isCrate = found === 'free' || (found !== 'own' && found.path === crate);
  return [replace(node.range, `${!isCrate || node.text.startsWith('::') ? '::' : ''}${path}`)];
}
