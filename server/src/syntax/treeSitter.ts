import { Language, Parser, type Tree } from 'web-tree-sitter';

/** Parses code. Made once per language; every tree must be deleted by whoever asked for it. */
export interface CodeParser {
  /** `undefined` when the engine gives up on the text. Never throws. */
  parse(text: string): Tree | undefined;
}

/** Starts the engine and loads one grammar. Takes their bytes; rejects when they are no WebAssembly of the right kind. */
export async function createCodeParser(engine: Uint8Array, grammar: Uint8Array): Promise<CodeParser> {
  await Parser.init({ wasmBinary: engine });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  return {
    parse(text) {
      try {
        return parser.parse(text) ?? undefined;
      } catch {
        parser.reset();
        return undefined;
      }
    },
  };
}
