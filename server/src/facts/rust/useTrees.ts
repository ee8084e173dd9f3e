import type { CodeNode } from '../../syntax/codeTree.ts';
import { Notes } from '../../text/notes.ts';

/** A name that a `use` declaration brings in. */
export interface RustImport {
  /** What the file calls it; `undefined` for `as _` and for a wildcard. */
  readonly local: string | undefined;
  /** The full path, e.g. `kagzi::Kagzi`; of a wildcard the part before `::*`. */
  readonly path: string;
  readonly wildcard: boolean;
  /** The part of the tree that brings it in. */
  readonly node: CodeNode;
}

const read = new Notes<readonly RustImport[]>();

/** All names of one `use_declaration`, nested lists, `self` and aliases included, in the order of the text. Read once. */
export function importsOf(declaration: CodeNode): readonly RustImport[] {
  const known = read.get(declaration);
  if (known) return known;
  const argument = declaration.field('argument');
  const found: RustImport[] = [];
  if (argument && !declaration.isBroken) collect(argument, '', found, 0);
  read.set(declaration, found);
  return found;
}

/** Deeper trees are nobody's. */
const deepest = 32;

function collect(node: CodeNode, prefix: string, found: RustImport[], depth: number): void {
  if (depth > deepest) return;
  const under = (path: string): string => (prefix === '' ? path : `${prefix}::${path}`);
  switch (node.type) {
    case 'identifier':
    case 'scoped_identifier':
    case 'crate':
    case 'super': {
      const path = under(pathText(node));
      found.push({ local: path.split('::').at(-1), path, wildcard: false, node });
      return;
    }
    case 'self':
      if (prefix !== '') found.push({ local: prefix.split('::').at(-1), path: prefix, wildcard: false, node });
      return;
    case 'use_as_clause': {
      const of = node.field('path');
      const alias = node.field('alias')?.text;
      if (!of) return;
      found.push({ local: alias === '_' ? undefined : alias, path: of.type === 'self' ? prefix : under(pathText(of)), wildcard: false, node });
      return;
    }
    case 'use_wildcard': {
      const of = node.namedChildren.find(({ type }) => !isComment(type));
      found.push({ local: undefined, path: of ? under(pathText(of)) : prefix, wildcard: true, node });
      return;
    }
    case 'use_list':
      for (const child of node.namedChildren) collect(child, prefix, found, depth + 1);
      return;
    case 'scoped_use_list': {
      const path = node.field('path');
      const list = node.field('list');
      if (list) collect(list, path ? under(pathText(path)) : prefix, found, depth + 1);
      return;
    }
    default:
  }
}

/** A path as text, without blanks and without the `::` that may begin it. */
export function pathText(node: CodeNode): string {
  return node.text.replace(/\s+/g, '').replace(/^::/, '');
}

/** Whether a node of this type is a comment; they stand between all others. */
export function isComment(type: string): boolean {
  return type === 'line_comment' || type === 'block_comment';
}

/** Whether an attribute stands before a declaration: `#[cfg(test)] use …`. */
export function isAttributed(declaration: CodeNode): boolean {
  return declaration.previousSibling?.type === 'attribute_item';
}
