import { Language, Parser, type Tree } from 'web-tree-sitter';
import { startEngine } from './codeEngine.ts';
import { CodeNode, type CodeShape } from './codeTree.ts';
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
  /** The same file one edit ago and kept. Makes it faster, never changes the result, and must not be passed twice: its tree is used up. */
  readonly previous?: CodeTree | undefined;
  /** Keeps what the next parse can reuse. */
  readonly keep?: boolean;
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
  const run: RunParser = (text, old) => {
    const parse = (): Tree | undefined => parser.parse(text, old) ?? undefined;
    return engine ? engine.reading(text, parse) : parse();
  };
  const reader = readerOf(engine, language, run);
  return {
    parse(text, { previous, keep = false } = {}) {
      const kept = previous?.kept;
      const old = kept?.tree;
      let tree: Tree | undefined;
      try {
        const edit = old && kept ? editBetween(kept.text, text) : undefined;
        if (edit) old?.edit(edit);
        tree = run(text, old);
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
