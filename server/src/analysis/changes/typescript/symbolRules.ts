import type { Rule } from '../../migration.ts';
import type { CodeModels, SymbolChange } from '../../symbolChange.ts';

/** The rules for one guide entry's changes of a system's API in TypeScript and JavaScript code. */
export function typescriptSymbolRules(_migration: string, _changes: readonly SymbolChange[], _guideSection: string, _models: CodeModels | undefined): readonly Rule[] {
  return [];
}
