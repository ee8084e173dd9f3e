import type { ParsedCode } from '../../syntax/parsedFile.ts';
import type { Fact } from '../facts.ts';

/** What TypeScript and JavaScript say: environment, imports, endpoints, commands. Never throws. */
export function typescriptFacts(_file: ParsedCode): readonly Fact[] {
  return [];
}
