import type { KnownWords } from '../../text/byteSearch/knownWords.ts';
import { nameFilterOf } from '../../text/byteSearch/nameFilter.ts';
import type { FileSurvey } from '../fileSurvey.ts';

/** Surveys of several files as plain data, which goes to another thread without being copied. */
export interface SurveyPack {
  /** Of each file in order the language that it was looked at in; none for one that could not be looked at. */
  readonly languages: readonly (FileSurvey['language'] | undefined)[];
  /**
   * Of each file that was looked at: how many words its literals take; 0 without a header, 1 with one, 2 with one that takes all of some module; how many words the header's
   * names take; then these words.
   */
  readonly words: Uint32Array;
}

const headLength = 3;

/** The way to another thread. */
export function packSurveys(surveys: readonly (FileSurvey | undefined)[]): SurveyPack {
  const parts = surveys.map((survey) => ({ found: survey?.found, names: survey?.header?.names.words }));
  const words = new Uint32Array(parts.reduce((length, { found, names }) => length + (found ? headLength + found.length + (names?.length ?? 0) : 0), 0));
  let at = 0;
  for (const [i, { found, names }] of parts.entries()) {
    if (!found) continue;
    words[at] = found.length;
    if (names) {
      words[at + 1] = surveys[i]?.header?.hasStar === true ? 2 : 1;
      words[at + 2] = names.length;
      words.set(names, at + headLength + found.length);
    }
    words.set(found, at + headLength);
    at += headLength + found.length + (names?.length ?? 0);
  }
  return { languages: surveys.map((survey) => survey?.language), words };
}

/** The way back. The surveys share the words, and those with equal literals the arrays of `known`. */
export function unpackSurveys({ languages, words }: SurveyPack, known: KnownWords): readonly (FileSurvey | undefined)[] {
  let at = 0;
  return languages.map((language): FileSurvey | undefined => {
    if (language === undefined) return undefined;
    const [foundLength, header, namesLength] = [words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0];
    const foundAt = at + headLength;
    const namesAt = foundAt + foundLength;
    at = namesAt + namesLength;
    return { language, found: known.of(words, foundAt, foundLength), header: header === 0 ? undefined : { names: nameFilterOf(words, namesAt, at), hasStar: header === 2 } };
  });
}
