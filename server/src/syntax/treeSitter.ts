import { Edit, Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import { CodeNode, type CodeShape } from './codeTree.ts';

/** Code that tree-sitter parses; `tsx` also reads plain JavaScript. */
export type Grammar = 'python' | 'typescript' | 'tsx' | 'rust';

/** A parsed text with what the next parse can reuse. */
export interface CodeTree {
  readonly root: CodeNode;
  readonly shape: CodeShape;
  /** tree-sitter's tree, kept for files that are being edited. Whoever asked to keep it calls `releaseTree`. */
  readonly kept: KeptTree | undefined;
}

interface KeptTree {
  tree: Tree | undefined;
  readonly text: string;
}

/** Parses code of one grammar. */
export interface CodeParser {
  /**
   * Gives `undefined` when the engine gives up on the text; never throws. `previous`, the same file one edit ago and kept, makes it
   * faster, never changes the result, and must not be passed twice: its tree is used up.
   */
  parse(text: string, options?: { readonly previous?: CodeTree | undefined; readonly keep?: boolean }): CodeTree | undefined;
}

/** The parsers that are loaded; asking for others gives `undefined`. */
export type CodeParsers = (grammar: Grammar) => CodeParser | undefined;

/** Frees what a kept tree holds in the engine's memory. Harmless when called twice. */
export function releaseTree(tree: CodeTree): void {
  tree.kept?.tree?.delete();
  if (tree.kept) tree.kept.tree = undefined;
}

/** The last load. The engine is one for the whole process: started twice at a time, it would take each load for the other's. */
let lastLoad: Promise<unknown> = Promise.resolve();

/** Starts the engine and loads one grammar. Takes their bytes; rejects when they are no WebAssembly of the right kind. */
export function createCodeParser(engine: Uint8Array, grammar: Uint8Array): Promise<CodeParser> {
  const load = lastLoad.then(() => loadParser(engine, grammar));
  lastLoad = load.catch(() => undefined);
  return load;
}

async function loadParser(engine: Uint8Array, grammar: Uint8Array): Promise<CodeParser> {
  await Parser.init({ wasmBinary: engine });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse(text, { previous, keep = false } = {}) {
      const kept = previous?.kept;
      const old = kept?.tree;
      let tree: Tree | undefined;
      try {
        const edit = old && kept ? editBetween(kept.text, text) : undefined;
        if (edit) old?.edit(edit);
        tree = parser.parse(text, old) ?? undefined;
        if (!tree) return undefined;
        const reuse = previous && old && edit ? new Reuse(previous, edit, old.getChangedRanges(tree)) : undefined;
        const shape = new ShapeBuilder(language, reuse).build(tree);
        const root = CodeNode.root(shape, text, tree.rootNode.startIndex, reuse ? previous?.root : undefined);
        return { root, shape, kept: keep ? { tree, text } : undefined };
      } catch {
        parser.reset();
        keep = false;
        return undefined;
      } finally {
        old?.delete();
        if (kept) kept.tree = undefined;
        if (!keep) tree?.delete();
      }
    },
  };
}

/** The one change that makes `after` of `before`: what their common beginning and end leave. Columns play no part in our use. */
function editBetween(before: string, after: string): Edit {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let end = 0;
  while (end < shortest - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end++;
  const oldEnd = before.length - end;
  const newEnd = after.length - end;
  return new Edit({
    startIndex: start, oldEndIndex: oldEnd, newEndIndex: newEnd,
    startPosition: pointAt(before, start), oldEndPosition: pointAt(before, oldEnd), newEndPosition: pointAt(after, newEnd),
  });
}

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row++;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}

/** A shape of the tree before the edit, with the place it had there. */
interface Former {
  readonly shape: CodeShape;
  readonly start: number;
}

/**
 * Finds the subtrees of the former tree that an edit left alone: those that neither the edit touches nor the ranges in which
 * tree-sitter says that the structure differs. (Its node ids cannot tell: they name the slot of a node in its parent, and change with it.)
 */
class Reuse {
  readonly root: Former;
  readonly #start: number;
  readonly #newEnd: number;
  readonly #shift: number;
  readonly #changed: readonly { readonly startIndex: number; readonly endIndex: number }[];

  constructor(previous: CodeTree, edit: Edit, changed: readonly { readonly startIndex: number; readonly endIndex: number }[]) {
    this.root = { shape: previous.shape, start: previous.root.start };
    this.#start = edit.startIndex;
    this.#newEnd = edit.newEndIndex;
    this.#shift = edit.newEndIndex - edit.oldEndIndex;
    this.#changed = changed;
  }

  /** What stood in the former parent where this node stands now; `whole` when it is the same down to its leaves. */
  find(parent: Former, type: string, start: number, length: number): (Former & { readonly whole: boolean }) | undefined {
    const at = start > this.#newEnd ? start - this.#shift : start;
    const { children, offsets } = parent.shape;
    for (let i = firstAt(offsets, at - parent.start); i < children.length && offsets[i] === at - parent.start; i++) {
      const shape = children[i];
      if (shape?.type === type) return { shape, start: at, whole: shape.length === length && !this.#isTouched(start, start + length) };
    }
    return undefined;
  }

  #isTouched(start: number, end: number): boolean {
    return (start <= this.#newEnd && end >= this.#start) || this.#changed.some(({ startIndex, endIndex }) => start <= endIndex && end >= startIndex);
  }
}

/** The first index whose value is not less. */
function firstAt(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Copies a tree out of the engine, leaving out what an earlier copy has already. Iterative, since code may be nested deeply. */
class ShapeBuilder {
  readonly #language: Language;
  readonly #reuse: Reuse | undefined;

  constructor(language: Language, reuse: Reuse | undefined) {
    this.#language = language;
    this.#reuse = reuse;
  }

  build(tree: Tree): CodeShape {
    const cursor = tree.walk();
    try {
      const open: Open[] = [];
      for (;;) {
        const parent = open.at(-1);
        const start = cursor.startIndex;
        if (parent) {
          parent.offsets.push(start - parent.start);
          parent.fields.push(cursor.currentFieldName ?? undefined);
        }
        const opened = this.#enter(cursor, start, parent);
        if ('start' in opened && cursor.gotoFirstChild()) {
          open.push(opened);
          continue;
        }
        let finished = 'start' in opened ? close(opened) : opened;
        // Up and to the right, until a sibling is there to enter.
        for (;;) {
          const above = open.at(-1);
          if (!above) return finished;
          above.children.push(finished);
          if (cursor.gotoNextSibling()) break;
          cursor.gotoParent();
          open.pop();
          finished = close(above);
        }
      }
    } finally {
      cursor.delete();
    }
  }

  #enter(cursor: TreeCursor, start: number, parent: Open | undefined): Open | CodeShape {
    const length = cursor.endIndex - start;
    const type = cursor.nodeType;
    const former = parent?.former ? this.#reuse?.find(parent.former, type, start, length) : parent ? undefined : this.#reuse?.root;
    if (former && 'whole' in former && former.whole && !former.shape.missing) return former.shape;
    const missing = length === 0 && cursor.nodeIsMissing;
    return { type, isNamed: type === 'ERROR' || this.#isNamed(cursor.nodeTypeId), start, length, former, missing, broken: missing || type === 'ERROR', children: [], offsets: [], fields: [] };
  }

  #isNamed(typeId: number): boolean {
    return this.#language.nodeTypeIsNamed(typeId);
  }
}

/** A node whose children are still being read. */
interface Open extends CodeShape {
  readonly start: number;
  readonly former: Former | undefined;
  readonly children: CodeShape[];
  readonly offsets: number[];
  readonly fields: (string | undefined)[];
}

/** What leaves have. */
const nothing: readonly never[] = [];

function close({ type, isNamed, length, missing, broken, children, offsets, fields }: Open): CodeShape {
  if (children.length === 0) return { type, isNamed, length, missing, broken, children: nothing, offsets: nothing, fields: nothing };
  return { type, isNamed, length, missing, broken: broken || children.some((child) => child.broken), children, offsets, fields };
}
