import type { Helper } from './helperTypes.ts';

/** What doing something for many files together takes. */
export interface SharedWork<Item, Answer> {
  readonly helpers: readonly Helper[];
  /** So few that nobody waits long at the end, so many that sending them does not count. */
  readonly itemsInTask: number;
  readonly stopped: () => boolean;
  /** Lets helpers' answers in. */
  readonly pause: () => Promise<void>;
  /** What this thread does before it takes part. */
  readonly first?: () => Promise<void>;
  /** Does one in this thread. */
  readonly doHere: (item: Item) => Promise<void>;
  /** Asks a helper for some. What comes back is for each of them in order; rejects when the helper is broken. */
  readonly ask: (helper: Helper, items: readonly Item[]) => Promise<readonly Answer[]>;
  /** Takes in what a helper found; whether that was enough. Where it was not, it is done here. */
  readonly accept: (item: Item, answer: Answer, helper: Helper) => boolean | Promise<boolean>;
  /** Told why a helper gets no more to do. */
  readonly broken: (helper: Helper, error: unknown) => void;
}

/** Does something for each item in about the order given, in this thread and by helpers at once. What a helper cannot do is done here. */
export async function workTogether<Item, Answer>(work: SharedWork<Item, Answer>, items: readonly Item[]): Promise<void> {
  const { helpers, itemsInTask, stopped, doHere, pause } = work;
  let next = 0;
  const left: Item[] = [];
  const take = (count: number): readonly Item[] => (stopped() ? [] : items.slice(next, next += count));

  const send = async (helper: Helper): Promise<void> => {
    for (let task = take(itemsInTask); task.length > 0; task = take(itemsInTask)) {
      try {
        left.push(...await notTaken(work, helper, task, await work.ask(helper, task)));
      } catch (error) {
        // What is wrong with the files themselves shows when they are looked at here.
        work.broken(helper, error);
        left.push(...task);
        return;
      }
    }
  };
  // Two tasks under way for each: it never waits for the next one.
  const sending = helpers.flatMap((helper) => [send(helper), send(helper)]);
  await work.first?.();
  for (let [item] = take(1); item !== undefined; [item] = take(1)) {
    await doHere(item);
    if (helpers.length > 0) await pause();
  }
  await Promise.all(sending);
  for (const item of left) if (!stopped()) await doHere(item);
}

/** Takes in answers. Gives the items that they were not enough for. */
async function notTaken<Item, Answer>({ accept }: SharedWork<Item, Answer>, helper: Helper, task: readonly Item[], answers: readonly Answer[]): Promise<readonly Item[]> {
  const left: Item[] = [];
  for (const [i, item] of task.entries()) {
    const answer = answers[i];
    if (answer === undefined || !await accept(item, answer, helper)) left.push(item);
  }
  return left;
}
