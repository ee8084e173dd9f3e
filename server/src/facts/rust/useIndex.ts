import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';
import { rustIndex } from './rustIndex.ts';
import { isOwnPath } from './rustNames.ts';
import { importsOf, type RustImport } from './useTrees.ts';

/** An entry of a `use` declaration, with the declaration. */
export interface IndexedUse {
  readonly declaration: CodeNode;
  readonly entry: RustImport;
}

/** The `use` declarations of a Rust file by what is asked of them. Each list in the order of the text. */
export interface UseIndex {
  /** Entries that stand in a block or module and bring in a name. */
  bringing(parent: CodeNode | undefined, local: string): readonly IndexedUse[];
  /** Entries whose path ends with a word. */
  endingWith(word: string): readonly IndexedUse[];
  /** Entries other than wildcards whose path begins in the project itself: the names that they bring in may stand for modules of it. */
  readonly own: readonly IndexedUse[];
}

const made = new Notes<UseIndex>();

/** Takes the root of a file's tree. Made once for it. */
export function useIndex(root: CodeNode): UseIndex {
  let index = made.get(root);
  if (!index) made.set(root, index = read(root));
  return index;
}

function read(root: CodeNode): UseIndex {
  const locals = new Map<CodeNode | undefined, Map<string, IndexedUse[]>>();
  const endings = new Map<string, IndexedUse[]>();
  const own: IndexedUse[] = [];
  for (const declaration of rustIndex(root).declarations('use_declaration')) {
    const here = locals.get(declaration.parent) ?? new Map<string, IndexedUse[]>();
    locals.set(declaration.parent, here);
    for (const entry of importsOf(declaration)) {
      const use = { declaration, entry };
      if (entry.local !== undefined) add(here, entry.local, use);
      add(endings, entry.path.split('::').at(-1) ?? '', use);
      if (!entry.wildcard && isOwnPath(entry.path)) own.push(use);
    }
  }
  return { bringing: (parent, local) => locals.get(parent)?.get(local) ?? [], endingWith: (word) => endings.get(word) ?? [], own };
}

function add(to: Map<string, IndexedUse[]>, key: string, use: IndexedUse): void {
  const same = to.get(key);
  if (same) same.push(use);
  else to.set(key, [use]);
}
