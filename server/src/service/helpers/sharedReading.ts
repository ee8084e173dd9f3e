import type { Helper, HelperAnswer, FileTask } from './helperTypes.ts';

/** What reading files together takes. */
export interface SharedReading {
  readonly started: readonly Helper[];
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly stopped: () => boolean;
  /** Lets helpers' answers in. */
  readonly pause: () => Promise<void>;
  /** Reads a file in this thread. */
  readonly readHere: (file: FileTask) => Promise<void>;
  /** Takes in what a helper found of a file; whether that was enough. Where it was not, the file is read here. */
  readonly accept: (file: FileTask, answer: HelperAnswer['files'][number], helper: Helper) => Promise<boolean>;
  /** Told why a helper gets no more to do. */
  readonly broken: (error: unknown) => void;
  readonly fault: (fault: HelperAnswer['faults'][number]) => void;
  /** What a helper has to be told: modules that became known since it was asked last. */
  readonly news: (helper: Helper) => Parameters<Helper['read']>[0]['summaries'];
}

/** Files in a task: so few that nobody waits long at the end, so many that sending them does not count. */
const filesInTask = 4;

/** Reads files in about the order given, in this thread and by helpers at once. What a helper cannot do is done here. */
export async function readTogether(reading: SharedReading, files: readonly FileTask[]): Promise<void> {
  const { started, stopped, readHere, pause } = reading;
  let next = 0;
  const left: FileTask[] = [];
  const take = (count: number): readonly FileTask[] => (stopped() ? [] : files.slice(next, next += count));

  const send = async (helper: Helper): Promise<void> => {
    for (let task = take(filesInTask); task.length > 0; task = take(filesInTask)) {
      try {
        left.push(...await notTaken(reading, helper, task, await helper.read({ folder: reading.folder, files: task, summaries: reading.news(helper) })));
      } catch (error) {
        // What is wrong with the files themselves shows when they are read here.
        reading.broken(error);
        left.push(...task);
        return;
      }
    }
  };
  // Two tasks under way for each: it never waits for the next one.
  const sending = started.flatMap((helper) => [send(helper), send(helper)]);
  for (let [file] = take(1); file; [file] = take(1)) {
    await readHere(file);
    if (started.length > 0) await pause();
  }
  await Promise.all(sending);
  for (const file of left) if (!stopped()) await readHere(file);
}

/** Takes in an answer. Gives the files that it was not enough for. */
async function notTaken({ accept, fault }: SharedReading, helper: Helper, task: readonly FileTask[], { files, faults }: HelperAnswer): Promise<readonly FileTask[]> {
  for (const one of faults) fault(one);
  const left: FileTask[] = [];
  for (const [i, file] of task.entries()) {
    const answer = files[i];
    if (!answer || !await accept(file, answer, helper)) left.push(file);
  }
  return left;
}
