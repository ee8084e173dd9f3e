import type { PythonAnalysis } from '../python/analysis.ts';

/** Something that is read out of a file, and what says by the file's text alone that there is nothing to read. */
export interface FactReader<Source, Found> {
  /** Whether the file may hold something for the reader. Too many files may pass; none that holds something is turned away. */
  readonly isWorthwhile: (analysis: PythonAnalysis) => boolean;
  readonly read: (source: Source) => readonly Found[];
}

/** A test for words in a file's text. */
export function mentions(words: RegExp): (analysis: PythonAnalysis) => boolean {
  return ({ file }) => words.test(file.text);
}

/** What the readers find, one after the other. */
export function readAll<Source, Found>(readers: readonly FactReader<Source, Found>[], analysis: PythonAnalysis, source: Source): readonly Found[] {
  return readers.flatMap(({ isWorthwhile, read }) => (isWorthwhile(analysis) ? read(source) : []));
}
