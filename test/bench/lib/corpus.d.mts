// For tests, which are written in TypeScript.

/** What a corpus is made from. */
export interface CorpusOptions {
  /** Rounded up to thousands. */
  readonly files: number;
  readonly seed?: number;
  /** Divides the sizes of files that have no size of their own. */
  readonly shrink?: number;
}

export const filesPerTeam: number;

/** Path and content of each file; a Buffer where it is no text. */
export function corpusFiles(options: CorpusOptions): Generator<{ readonly path: string; readonly content: string | Buffer }>;

/** Writes the files into a folder, and says how many they were and how large (in characters, of binary files bytes). */
export function writeCorpus(folder: string, options: CorpusOptions): Promise<{ readonly files: number; readonly bytes: number }>;
