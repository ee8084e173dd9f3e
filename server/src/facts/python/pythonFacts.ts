import type { Fact } from '../facts.ts';
import type { PythonAnalysis } from './analysis.ts';

/** What Python code says of the environment, commands it runs, SQL it sends and modules it imports. Never throws. */
export function pythonFacts(_analysis: PythonAnalysis): readonly Fact[] {
  return [];
}
