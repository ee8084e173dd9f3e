import type { PythonAnalysis } from '../facts/python/analysis.ts';
import { analysePython } from '../facts/python/analysePython.ts';
import { emptyWorld } from '../facts/python/summary.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { PythonModules } from './pythonModules.ts';
import type { Logger } from './workspace.ts';

/** Files that somebody types in by turns. */
const maxEdited = 8;

/** Analyses of Python files, each made once for a tree and a state of the other modules. */
export class PythonAnalyses {
  readonly #modules: PythonModules;
  readonly #logger: Logger;
  readonly #known = new WeakMap<ParsedFile, { readonly revision: number; readonly analysis: PythonAnalysis | undefined }>();

  /** By URI, the latest last. */
  readonly #edited = new Map<string, PythonAnalysis>();

  constructor(modules: PythonModules, logger: Logger) {
    this.#modules = modules;
    this.#logger = logger;
  }

  /** `undefined` for other languages, for Python without a tree, and for a file that brought the analysis down (it is logged). */
  of(file: ParsedFile): PythonAnalysis | undefined {
    if (file.language !== 'python' || !file.tree) return undefined;
    const { revision, world, models } = this.#modules;
    const known = this.#known.get(file);
    if (known?.revision === revision) return known.analysis;
    const isEdited = file.tree.kept !== undefined;
    const analysis = this.#analyse(file, world, models, isEdited ? this.#edited.get(file.uri) : undefined);
    this.#known.set(file, { revision, analysis });
    if (isEdited) this.#remember(file.uri, analysis);
    return analysis;
  }

  /** Keeps the last analysis of the files that were edited last: the next one of the file takes over from it. */
  #remember(uri: string, analysis: PythonAnalysis | undefined): void {
    this.#edited.delete(uri);
    if (analysis) this.#edited.set(uri, analysis);
    for (const oldest of this.#edited.keys()) {
      if (this.#edited.size <= maxEdited) return;
      this.#edited.delete(oldest);
    }
  }

  /** The analysis of a file by itself: for its facts while the other modules are still being read. */
  alone(file: ParsedFile): PythonAnalysis | undefined {
    return file.language === 'python' && file.tree ? this.#analyse(file, emptyWorld, this.#modules.models) : undefined;
  }

  #analyse(...[file, world, models, previous]: Parameters<typeof analysePython>): PythonAnalysis | undefined {
    try {
      return analysePython(file, world, models, previous);
    } catch (error) {
      this.#logger.error(`${file.uri} could not be analysed as Python. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      return undefined;
    }
  }
}
