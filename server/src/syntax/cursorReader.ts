import type { Language, Tree, TreeCursor } from 'web-tree-sitter';
import type { ShapeKind, ShapeMaker } from './codeShapes.ts';
import type { CodeShape } from './codeTree.ts';
import type { Former, Reuse } from './treeReuse.ts';

/** Makes shapes of tree-sitter's tree, but for what an earlier copy has already. */
export interface TreeReader {
  read(tree: Tree, reuse: Reuse | undefined): CodeShape;
}

/** Reads through the interface that tree-sitter offers: a few calls for each node. Iterative, since code may be nested deeply. */
export class CursorReader implements TreeReader {
  readonly #maker: ShapeMaker;

  constructor(maker: ShapeMaker) {
    this.#maker = maker;
  }

  read(tree: Tree, reuse: Reuse | undefined): CodeShape {
    const cursor = tree.walk();
    try {
      const open: Open[] = [];
      for (;;) {
        const parent = open.at(-1);
        const start = cursor.startIndex;
        if (parent) {
          parent.offsets.push(start - parent.start);
          parent.fieldIds.push(cursor.currentFieldId);
        }
        const opened = this.#enter(cursor, start, parent, reuse);
        if ('start' in opened && cursor.gotoFirstChild()) {
          open.push(opened);
          continue;
        }
        let finished = 'start' in opened ? this.#maker.leaf(opened.kind, opened.length, opened.missing, parent?.kind) : opened;
        // Up and to the right, until a sibling is there to enter.
        for (;;) {
          const above = open.at(-1);
          if (!above) return finished;
          above.children.push(finished);
          above.broken ||= finished.broken;
          if (cursor.gotoNextSibling()) break;
          cursor.gotoParent();
          open.pop();
          const { kind, length, broken, children, offsets, fieldIds } = above;
          finished = this.#maker.node(kind, length, broken, children, offsets, this.#maker.fields(fieldIds, 0, fieldIds.length));
        }
      }
    } finally {
      cursor.delete();
    }
  }

  #enter(cursor: TreeCursor, start: number, parent: Open | undefined, reuse: Reuse | undefined): Open | CodeShape {
    const length = cursor.endIndex - start;
    const kind = this.#maker.kind(cursor.nodeTypeId);
    const former = parent?.former ? reuse?.find(parent.former, kind.type, start, length) : parent ? undefined : reuse?.root;
    if (former && 'whole' in former && former.whole) return former.shape;
    return { start, kind, length, former, missing: length === 0 && cursor.nodeIsMissing, broken: false, children: [], offsets: [], fieldIds: [] };
  }
}

/** A node whose children are still being read. */
interface Open {
  readonly start: number;
  readonly kind: ShapeKind;
  readonly length: number;
  readonly missing: boolean;
  readonly former: Former | undefined;
  broken: boolean;
  readonly children: CodeShape[];
  readonly offsets: number[];
  readonly fieldIds: number[];
}

/** What a language says of its types and fields, as `ShapeMaker` takes it. */
export function typesOf(language: Language): { readonly type: string; readonly isNamed: boolean }[] {
  return Array.from(language.types, (type: string | undefined, id) => ({ type: type ?? 'ERROR', isNamed: type === undefined || type === 'ERROR' || language.nodeTypeIsNamed(id) }));
}
