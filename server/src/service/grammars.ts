import { grammarOf } from '../syntax/parse.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import { createCodeParser, type CodeParser, type CodeParsers, type Grammar } from '../syntax/treeSitter.ts';
import type { GrammarLoader, Logger } from './workspace.ts';

/** The grammars of one service. Each is loaded when the first file needs it: most workspaces never need some of them. */
export interface Grammars {
  readonly parsers: CodeParsers;
  /** Makes sure that a file of this language can be parsed; `undefined` when it can be already (or never: it was logged). */
  ensure(uri: string, language: ParsedFile['language']): Promise<void> | undefined;
}

/** Parsers by who gives their bytes: a grammar stays in the engine's memory once it is there, so services that are made anew take the one that they had. */
const loaded = new WeakMap<GrammarLoader, Map<Grammar, Promise<CodeParser>>>();

async function read(loader: GrammarLoader, grammar: Grammar): Promise<CodeParser> {
  const [engine, bytes] = await Promise.all([loader.engine(), loader.load(grammar)]);
  return createCodeParser(engine, bytes);
}

/** The parser of a grammar, from the first load on. After a failure the next service tries again. */
function parserOf(loader: GrammarLoader, grammar: Grammar): Promise<CodeParser> {
  const known = loaded.get(loader) ?? new Map<Grammar, Promise<CodeParser>>();
  loaded.set(loader, known);
  const reading = known.get(grammar) ?? read(loader, grammar).catch((error: unknown) => {
    known.delete(grammar);
    throw error;
  });
  known.set(grammar, reading);
  return reading;
}

/** Takes the bytes from `loader`. A grammar that cannot be loaded is reported once; its files then say nothing. */
export function createGrammars(loader: GrammarLoader, logger: Logger): Grammars {
  const parsers = new Map<Grammar, CodeParser | undefined>();
  const loading = new Map<Grammar, Promise<void>>();

  const load = async (grammar: Grammar): Promise<void> => {
    try {
      parsers.set(grammar, await parserOf(loader, grammar));
    } catch (error) {
      parsers.set(grammar, undefined);
      logger.warn(`${grammar} files are not read, because the grammar could not be loaded: ${String(error)}`);
    }
  };

  return {
    parsers: (grammar) => parsers.get(grammar),
    ensure(uri, language) {
      if (language !== 'python' && language !== 'typescript' && language !== 'rust') return undefined;
      const grammar = grammarOf(uri, language);
      if (parsers.has(grammar)) return undefined;
      const known = loading.get(grammar) ?? load(grammar);
      loading.set(grammar, known);
      return known;
    },
  };
}
