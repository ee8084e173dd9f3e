import type { ParsedFile } from '../syntax/parsedFile.ts';
import { KnownWords } from '../text/byteSearch/knownWords.ts';
import type { FileSurvey } from './fileSurvey.ts';
import type { HelperCrew } from './helpers/helperCrew.ts';
import { workTogether } from './helpers/sharedWork.ts';
import { unpackSurveys } from './helpers/surveyPack.ts';
import type { WorkspaceReader } from './workspaceReader.ts';

/** A file to look at. */
export interface UnseenFile {
  readonly uri: string;
  /** By its name, where that is known. */
  readonly language: ParsedFile['language'] | undefined;
}

/** What looking at files takes. */
export interface Looking {
  readonly reader: WorkspaceReader;
  readonly crew: HelperCrew;
  readonly stopped: () => boolean;
  /** What this thread does before it takes part. */
  readonly first: () => Promise<void>;
  /** Told after each file how many were looked at so far. */
  readonly onProgress: (count: number) => void;
}

/** Some milliseconds of work. */
const filesInTask = 128;

/** Looks at the bytes of files, in this thread and by helpers. Gives for each of them, in order, what was seen; nothing for one that cannot be looked at. */
export async function lookTogether<File extends UnseenFile>({ reader, crew, stopped, first, onProgress }: Looking, files: readonly File[]): Promise<ReadonlyMap<File, FileSurvey>> {
  const surveys = new Map<File, FileSurvey>();
  const known = new KnownWords();
  let count = 0;
  await workTogether<File, FileSurvey | undefined>({
    helpers: crew.forWork({ kind: 'look', files: files.length }),
    itemsInTask: filesInTask, stopped, first,
    pause: () => crew.pause(),
    doHere: async (file) => {
      const survey = await reader.look(file.uri, file.language);
      if (survey) surveys.set(file, survey);
      onProgress(++count);
    },
    ask: async (helper, asked) => unpackSurveys(await helper.look({ uris: asked.map(({ uri }) => uri) }), known),
    // Of a file that it could not look at, this thread has to take note itself.
    accept: (file, survey) => {
      if (survey === undefined || (file.language !== undefined && survey.language !== file.language)) return false;
      surveys.set(file, survey);
      onProgress(++count);
      return true;
    },
    broken: (helper, error) => { crew.leaveOut(helper, error); },
  }, files);
  return surveys;
}
