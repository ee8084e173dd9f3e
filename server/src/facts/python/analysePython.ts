import type { AnalysePython } from './analysis.ts';

/** See `AnalysePython`. */
export const analysePython: AnalysePython = () => {
  throw new Error('not written yet');
};
