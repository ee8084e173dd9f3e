import type { PythonAnalysis, PythonFile } from '../facts/python/analysis.ts';
import { factsOf } from '../facts/factsOf.ts';
import type { Fact } from '../facts/facts.ts';
import { analysePython } from '../facts/python/analysePython.ts';
import { emptyWorld } from '../facts/python/summary.ts';
import type { ParsedFile } from '../syntax/parsedFile.ts';
import type { PythonModules } from './pythonModules.ts';
import type { WorldNotes } from './worldReads.ts';
import type { Logger } from './workspace.ts';

/** Files that somebody types in by turns. */
const maxEdited = 8;

/** Analyses of Python files, each made once for a tree and a state of the other modules. */
export class PythonAnalyses {
  readonly #modules: PythonModules;
  readonly #logger: Logger;
  readonly #known = new WeakMap<ParsedFile, { readonly revision: number; readonly analysis: PythonFile | undefined }>();
  /** By what they were found in: a tree, and for Python its analysis. */
  readonly #facts = new WeakMap<ParsedFile | PythonAnalysis, readonly Fact[]>();

  /** By URI, the latest last. */
  readonly #edited = new Map<string, PythonFile>();

  constructor(modules: PythonModules, logger: Logger) {
    this.#modules = modules;
    this.#logger = logger;
  }

  /** `undefined` for other languages, for Python without a tree, and for a file that brought the analysis down (it is logged). */
  of(file: ParsedFile): PythonFile | undefined {
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
  #remember(uri: string, analysis: PythonFile | undefined): void {
    this.#edited.delete(uri);
    if (analysis) this.#edited.set(uri, analysis);
    for (const oldest of this.#edited.keys()) {
      if (this.#edited.size <= maxEdited) return;
      this.#edited.delete(oldest);
    }
  }

  /** What a file of any language says (`factsOf`), for Python with its analysis; that of one tree and analysis is made once. */
  factsOf(file: ParsedFile): readonly Fact[] {
    const analysis = this.of(file);
    const facts = this.#facts.get(analysis ?? file) ?? factsOf(file, analysis);
    this.#facts.set(analysis ?? file, facts);
    return facts;
  }

  /** The analysis of a closed file with the modules that are known so far; what it asks about them is noted. */
  noting(file: ParsedFile, notes: WorldNotes): PythonFile | undefined {
    return file.language === 'python' && file.tree ? this.#analyse(file, notes.noting(this.#modules.world), this.#modules.models) : undefined;
  }

  /** The analysis of a file by itself: for its facts while the other modules are still being read. */
  alone(file: ParsedFile): PythonFile | undefined {
    return file.language === 'python' && file.tree ? this.#analyse(file, emptyWorld, this.#modules.models) : undefined;
  }

  #analyse(...[file, world, models, previous]: Parameters<typeof analysePython>): PythonFile | undefined {
    try {
      return analysePython(file, world, models, previous);
    } catch (error) {
      this.#logger.error(`${file.uri} could not be analysed as Python. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
      return undefined;
    }
  }
}
