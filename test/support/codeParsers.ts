import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from '../../server/src/syntax/parse.ts';
import type { ParsedCode } from '../../server/src/syntax/parsedFile.ts';
import { createCodeParser, type CodeParser, type CodeParsers, type Grammar } from '../../server/src/syntax/treeSitter.ts';

const require = createRequire(import.meta.url);
const engine = readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm'));
const files: Readonly<Record<Grammar, string>> = {
  python: 'tree-sitter-python/tree-sitter-python.wasm',
  typescript: 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  tsx: 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  rust: 'tree-sitter-rust/tree-sitter-rust.wasm',
};

/** The real grammars. They are loaded once: what a parser gives depends on nothing that it parsed before. */
export function testParsers(): Promise<CodeParsers> {
  return loading ??= load();
}

let loading: Promise<CodeParsers> | undefined;

async function load(): Promise<CodeParsers> {
  const parsers = new Map<Grammar, CodeParser>();
  for (const grammar of ['python', 'typescript', 'tsx', 'rust'] as const) parsers.set(grammar, await createCodeParser(engine, readFileSync(require.resolve(files[grammar]))));
  return (grammar) => parsers.get(grammar);
}

/** Code of a test as a parsed file; the language follows the name. */
export async function parsedCode(text: string, uri = 'file:///w/app.py'): Promise<ParsedCode> {
  const file = parse(uri, text, uri.endsWith('.py') ? 'python' : uri.endsWith('.rs') ? 'rust' : 'typescript', { parsers: await testParsers() });
  if (file.language !== 'python' && file.language !== 'typescript' && file.language !== 'rust') throw new Error('no code');
  return file;
}
