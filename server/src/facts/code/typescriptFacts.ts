import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { Fact } from '../facts.ts';
import { commandFacts } from './typescript/commands.ts';
import { endpointFacts } from './typescript/endpoints.ts';
import { environmentFacts } from './typescript/environment.ts';
import { importFacts } from './typescript/imports.ts';
import { typescriptSource } from './typescript/source.ts';

/** What TypeScript and JavaScript say: environment, imports, endpoints, commands. Without a tree nothing. Never throws. */
export function typescriptFacts(file: ParsedCode): readonly Fact[] {
  if (!file.tree) return [];
  const source = typescriptSource(file, file.tree.root);
  return [...environmentFacts(source), ...importFacts(source), ...commandFacts(source), ...endpointFacts(source)];
}
