import type { PackageFact } from './facts.ts';
import { manifestFacts } from './packaging/manifestFacts.ts';

/**
 * The packages that a manifest requires. Takes the file's name (without folder) and its text; the ranges of the facts span a
 * requirement from its name to its version. Other files and broken ones give nothing. Never throws.
 */
export function packageFacts(fileName: string, text: string): readonly PackageFact[] {
  return manifestFacts(fileName, text).filter((fact) => fact.kind === 'package');
}
