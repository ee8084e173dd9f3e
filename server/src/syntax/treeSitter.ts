import { Edit, Language, Parser, type Tree, type TreeCursor } from 'web-tree-sitter';
import { CodeNode, type CodeShape } from './codeTree.ts';

/** Code that tree-sitter parses; `tsx` also reads plain JavaScript. */
export type Grammar = 'python' | 'typescript' | 'tsx';

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
  /** Shapes by node id, of the subtrees worth finding again. */
  readonly shapes: ReadonlyMap<number, CodeShape>;
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
        if (old && kept) old.edit(editBetween(kept.text, text));
        tree = parser.parse(text, old) ?? undefined;
        if (!tree) return undefined;
        const shape = new ShapeBuilder(language, old ? kept?.shapes : undefined).build(tree);
        const root = new CodeNode(shape, text, shape.from, undefined);
        return { root, shape, kept: keep ? { tree, text, shapes: findable(shape) } : undefined };
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

/** Shorter subtrees are built as fast as they are found. */
const worthFinding = 24;

function findable(root: CodeShape): ReadonlyMap<number, CodeShape> {
  const shapes = new Map<number, CodeShape>();
  const stack = [root];
  for (let shape = stack.pop(); shape; shape = stack.pop()) {
    if (shape.id !== 0) shapes.set(shape.id, shape);
    for (const child of shape.children) if (child.length >= worthFinding) stack.push(child);
  }
  return shapes;
}

/** Copies a tree out of the engine, leaving out what an earlier copy has already. Iterative, since code may be nested deeply. */
class ShapeBuilder {
  readonly #language: Language;
  readonly #known: ReadonlyMap<number, CodeShape> | undefined;

  constructor(language: Language, known: ReadonlyMap<number, CodeShape> | undefined) {
    this.#language = language;
    this.#known = known;
  }

  build(tree: Tree): CodeShape {
    const cursor = tree.walk();
    try {
      const open: Open[] = [];
      for (;;) {
        const opened = this.#enter(cursor, open.at(-1)?.start ?? 0);
        if (!('shape' in opened) && cursor.gotoFirstChild()) {
          open.push(opened);
          continue;
        }
        let finished = 'shape' in opened ? opened.shape : close(opened);
        // Up and to the right, until a sibling is there to enter.
        for (;;) {
          const parent = open.at(-1);
          if (!parent) return finished;
          parent.children.push(finished);
          if (cursor.gotoNextSibling()) break;
          cursor.gotoParent();
          open.pop();
          finished = close(parent);
        }
      }
    } finally {
      cursor.delete();
    }
  }

  #enter(cursor: TreeCursor, parentStart: number): Open | { readonly shape: CodeShape } {
    const start = cursor.startIndex;
    const length = cursor.endIndex - start;
    const from = start - parentStart;
    const field = cursor.currentFieldName ?? undefined;
    const id = length >= worthFinding ? cursor.nodeId : 0;
    const known = id === 0 ? undefined : this.#known?.get(id);
    if (known?.length === length) return { shape: known.from === from && known.field === field ? known : { ...known, from, field } };
    const type = cursor.nodeType;
    const missing = length === 0 && cursor.nodeIsMissing;
    return { type, isNamed: type === 'ERROR' || this.#isNamed(cursor.nodeTypeId), field, from, start, length, id, missing, broken: missing || type === 'ERROR', children: [] };
  }

  #isNamed(typeId: number): boolean {
    return this.#language.nodeTypeIsNamed(typeId);
  }
}

type Open = { -readonly [K in keyof Omit<CodeShape, 'children'>]: CodeShape[K] } & { readonly start: number; readonly children: CodeShape[] };

function close({ start: _start, ...shape }: Open): CodeShape {
  return shape.broken || shape.children.every(({ broken }) => !broken) ? shape : { ...shape, broken: true };
}
