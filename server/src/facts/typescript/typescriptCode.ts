import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import type { TypescriptApi } from './api.ts';
import { moduleStatements, type ModuleStatement } from './importStatements.ts';
import { scopesOf, type Scopes } from './scopes.ts';
import { symbolsOf, type Symbols } from './symbols.ts';
import { typesOf, type Types } from './types.ts';

/** A TypeScript or JavaScript file as rules ask about it. What nobody asks for is not looked at. */
export interface TypescriptCode {
  readonly uri: string;
  readonly root: CodeNode;
  readonly text: string;
  readonly api: TypescriptApi;
  readonly scopes: Scopes;
  readonly symbols: Symbols;
  readonly types: Types;
  readonly statements: readonly ModuleStatement[];
}

const made = new WeakMap<ParsedFile, WeakMap<TypescriptApi, TypescriptCode>>();

/** What is known of a file; `undefined` for other languages, and without a tree. Made once for a file and an API. */
export function typescriptCode(file: ParsedFile, api: TypescriptApi): TypescriptCode | undefined {
  if (file.language !== 'typescript' || !file.tree) return undefined;
  const byApi = made.get(file) ?? new WeakMap<TypescriptApi, TypescriptCode>();
  made.set(file, byApi);
  let code = byApi.get(api);
  if (!code) byApi.set(api, code = read(file.uri, file.tree.root, file.text, api));
  return code;
}

function read(uri: string, root: CodeNode, text: string, api: TypescriptApi): TypescriptCode {
  const scopes = scopesOf(root);
  const symbols = symbolsOf(scopes);
  let statements: readonly ModuleStatement[] | undefined;
  return {
    uri, root, text, api, scopes, symbols,
    types: typesOf({ scopes, symbols, api }),
    get statements() {
      return (statements ??= moduleStatements(root));
    },
  };
}
