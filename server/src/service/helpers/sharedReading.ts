import type { Helper, HelperAnswer, ModuleTask } from './helperTypes.ts';

/** What reading modules together takes. */
export interface SharedReading {
  readonly started: readonly Helper[];
  /** URI of the workspace folder. */
  readonly folder: string;
  readonly stopped: () => boolean;
  /** Lets helpers' answers in. */
  readonly pause: () => Promise<void>;
  /** Reads a module in this thread. */
  readonly readHere: (module: ModuleTask) => Promise<void>;
  /** Takes in what a helper found of a module; whether that was enough. Where it was not, the module is read here. */
  readonly accept: (module: ModuleTask, answer: HelperAnswer['modules'][number], helper: Helper) => boolean;
  readonly fault: (fault: HelperAnswer['faults'][number]) => void;
  /** What a helper has to be told: modules that became known since it was asked last. */
  readonly news: (helper: Helper) => Parameters<Helper['read']>[0]['summaries'];
}

/** Modules in a task: so few that nobody waits long at the end, so many that sending them does not count. */
const modulesInTask = 4;

/** Reads modules in about the order given, in this thread and by helpers at once. What a helper cannot do is done here. */
export async function readTogether(reading: SharedReading, modules: readonly ModuleTask[]): Promise<void> {
  const { started, stopped, readHere, pause } = reading;
  let next = 0;
  const left: ModuleTask[] = [];
  const take = (count: number): readonly ModuleTask[] => (stopped() ? [] : modules.slice(next, next += count));

  const send = async (helper: Helper): Promise<void> => {
    for (let task = take(modulesInTask); task.length > 0; task = take(modulesInTask)) {
      try {
        left.push(...notTaken(reading, helper, task, await helper.read({ folder: reading.folder, modules: task, summaries: reading.news(helper) })));
      } catch {
        left.push(...task);
        return;
      }
    }
  };
  // Two tasks under way for each: it never waits for the next one.
  const sending = started.flatMap((helper) => [send(helper), send(helper)]);
  for (let [module] = take(1); module; [module] = take(1)) {
    await readHere(module);
    if (started.length > 0) await pause();
  }
  await Promise.all(sending);
  for (const module of left) if (!stopped()) await readHere(module);
}

/** Takes in an answer. Gives the modules that it was not enough for. */
function notTaken({ accept, fault }: SharedReading, helper: Helper, task: readonly ModuleTask[], { modules, faults }: HelperAnswer): readonly ModuleTask[] {
  for (const one of faults) fault(one);
  return task.filter((module, i) => {
    const answer = modules[i];
    return !answer || !accept(module, answer, helper);
  });
}
