import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';

/** Where words and declarations stand in a Rust file. */
export interface RustIndex {
  /** Where a word stands as a name of any kind (variable, type, field, token of a macro), in the order of the text. */
  named(word: string): readonly CodeNode[];
  /** Declarations of a type, in the order of the text. */
  declarations(type: 'use_declaration' | 'impl_item' | 'trait_item'): readonly CodeNode[];
}

const nameTypes: ReadonlySet<string> = new Set(['identifier', 'type_identifier', 'field_identifier', 'shorthand_field_identifier']);
const declarationTypes: ReadonlySet<string> = new Set(['use_declaration', 'impl_item', 'trait_item']);

const made = new Notes<RustIndex>();

/** Takes the root of a file's tree. Made once for it. */
export function rustIndex(root: CodeNode): RustIndex {
  let index = made.get(root);
  if (!index) made.set(root, index = read(root));
  return index;
}

function read(root: CodeNode): RustIndex {
  const words = new Map<string, CodeNode[]>();
  const declarations = new Map<string, CodeNode[]>();
  const add = (to: Map<string, CodeNode[]>, key: string, node: CodeNode): void => {
    const same = to.get(key);
    if (same) same.push(node);
    else to.set(key, [node]);
  };
  for (const node of root.descendants()) {
    if (nameTypes.has(node.type)) add(words, node.text, node);
    else if (declarationTypes.has(node.type)) add(declarations, node.type, node);
  }
  return { named: (word) => words.get(word) ?? [], declarations: (type) => declarations.get(type) ?? [] };
}
