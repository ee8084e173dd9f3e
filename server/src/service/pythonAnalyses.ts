import type { PythonAnalysis } from '../facts/python/analysis.ts';
import { analysePython } from '../facts/python/analysePython.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { PythonModules } from './pythonModules.ts';

/** Analyses of Python files, each made once for a tree and a state of the other modules. */
export class PythonAnalyses {
  readonly #modules: PythonModules;
  readonly #known = new WeakMap<ParsedFile, { readonly revision: number; readonly analysis: PythonAnalysis }>();

  constructor(modules: PythonModules) {
    this.#modules = modules;
  }

  /** `undefined` for other languages, and for Python without a tree. */
  of(file: ParsedFile): PythonAnalysis | undefined {
    if (file.language !== 'python' || !file.tree) return undefined;
    const { revision, world, models } = this.#modules;
    const known = this.#known.get(file);
    if (known?.revision === revision) return known.analysis;
    const analysis = analysePython(file, world, models);
    this.#known.set(file, { revision, analysis });
    return analysis;
  }
}
