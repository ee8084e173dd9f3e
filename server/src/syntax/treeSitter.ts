import { Language, Parser, type Range, type Tree } from 'web-tree-sitter';
import { startEngine } from './codeEngine.ts';
import { CodeNode, type CodeShape } from './codeTree.ts';
import { pointsAt } from './textPoints.ts';
import { readerOf, type RunParser } from './treeReaders.ts';
import { editBetween, Reuse } from './treeReuse.ts';

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

/** What a parse may be told. */
export interface CodeParseOptions {
  /**
   * The same file one edit ago and kept. Makes it faster, never changes the result, and must not be passed twice: its tree is used up.
   * Not used together with `ranges`.
   */
  readonly previous?: CodeTree | undefined;
  /** Keeps what the next parse can reuse. A tree of `ranges` is never kept. */
  readonly keep?: boolean;
  /**
   * The parts of the text to parse, as offsets, in order and apart; everything between them is as if it were not there. Offsets of nodes
   * stay those of the whole text. For Python, blocks as `pythonBlocks` gives them, or a part of a statement may be read as another one.
   */
  readonly ranges?: readonly TextRange[] | undefined;
}

interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Parses code of one grammar. */
export interface CodeParser {
  /** Gives `undefined` when the engine gives up on the text; never throws. */
  parse(text: string, options?: CodeParseOptions): CodeTree | undefined;
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

async function loadParser(bytes: Uint8Array, grammar: Uint8Array): Promise<CodeParser> {
  const engine = await startEngine(bytes);
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const run: RunParser = (text, old, ranges) => {
    const includedRanges = ranges && rangesIn(text, ranges);
    const parse = (): Tree | undefined => parser.parse(text, old, includedRanges && { includedRanges }) ?? undefined;
    return engine ? engine.reading(text, parse) : parse();
  };
  const reader = readerOf(engine, language, run);
  return {
    parse(text, { previous: given, keep = false, ranges } = {}) {
      const previous = ranges ? undefined : given;
      if (ranges) keep = false;
      const kept = given?.kept;
      const old = kept?.tree;
      let tree: Tree | undefined;
      try {
        const edit = old && kept ? editBetween(kept.text, text) : undefined;
        if (edit) old?.edit(edit);
        tree = run(text, ranges ? undefined : old, ranges);
        if (!tree) return undefined;
        const reuse = previous && old && edit ? new Reuse({ shape: previous.shape, start: previous.root.start }, edit, old.getChangedRanges(tree)) : undefined;
        const shape = reader.read(tree, reuse);
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

/** The same ranges as the engine takes them, adjoining ones as one. None at all would be the whole text to it. */
function rangesIn(text: string, ranges: readonly TextRange[]): Range[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of ranges.length > 0 ? ranges : [{ start: 0, end: 0 }]) {
    const last = joined.at(-1);
    if (last?.end === start) last.end = end;
    else joined.push({ start, end });
  }
  const points = pointsAt(text, joined.flatMap(({ start, end }) => [start, end]));
  return joined.map(({ start, end }, i) => {
    const [startPosition = origin, endPosition = origin] = points.slice(2 * i, 2 * i + 2);
    return { startIndex: start, endIndex: end, startPosition, endPosition };
  });
}

const origin = { row: 0, column: 0 };
