import type { PythonAnalysis } from '../python/analysis.ts';
import type { EndpointFact } from '../facts.ts';

/** The HTTP endpoints that Python code calls or serves. Never throws. */
export function pythonEndpoints(_analysis: PythonAnalysis): readonly EndpointFact[] {
  return [];
}
