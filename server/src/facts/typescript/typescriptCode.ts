import type { CodeNode } from '../../syntax/codeTree.ts';
import type { ParsedFile } from '../../syntax/parsedFile.ts';
import { type Notable, Notes } from '../../text/notes.ts';
import type { TypescriptApi } from './api.ts';
import { moduleStatements, type ModuleStatement } from './importStatements.ts';
import { scopesOf, type Scopes } from './scopes.ts';
import { symbolsOf, type Symbols } from './symbols.ts';
import { typesOf, type Types } from './types.ts';

/** A TypeScript or JavaScript file as rules ask about it. What nobody asks for is not looked at. */
export interface TypescriptCode extends Notable {
  readonly uri: string;
  readonly root: CodeNode;
  readonly text: string;
  readonly api: TypescriptApi;
  readonly scopes: Scopes;
  readonly symbols: Symbols;
  readonly types: Types;
  readonly statements: readonly ModuleStatement[];
}

const made = new Notes<Map<TypescriptApi, TypescriptCode>>();

/** What is known of a file; `undefined` for other languages, and without a tree. Made once for a file and an API. */
export function typescriptCode(file: ParsedFile, api: TypescriptApi): TypescriptCode | undefined {
  if (file.language !== 'typescript' || !file.tree) return undefined;
  const { root } = file.tree;
  const byApi = made.get(root) ?? new Map<TypescriptApi, TypescriptCode>();
  made.set(root, byApi);
  let code = byApi.get(api);
  if (!code) byApi.set(api, code = new Code(file.uri, root, file.text, api));
  return code;
}

class Code implements TypescriptCode {
  notes: TypescriptCode['notes'];
  readonly uri: string;
  readonly root: CodeNode;
  readonly text: string;
  readonly api: TypescriptApi;
  readonly scopes: Scopes;
  readonly symbols: Symbols;
  readonly types: Types;
  #statements: readonly ModuleStatement[] | undefined;

  constructor(uri: string, root: CodeNode, text: string, api: TypescriptApi) {
    this.uri = uri;
    this.root = root;
    this.text = text;
    this.api = api;
    this.scopes = scopesOf(root);
    this.symbols = symbolsOf(this.scopes);
    this.types = typesOf({ scopes: this.scopes, symbols: this.symbols, api });
  }

  get statements(): readonly ModuleStatement[] {
    return (this.#statements ??= moduleStatements(this.root));
  }
}
