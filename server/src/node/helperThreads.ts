import os from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Helper, HelperAnswer, HelperContext, Helpers, HelperTask, LookTask } from '../service/helpers/helperTypes.ts';
import type { SurveyPack } from '../service/helpers/surveyPack.ts';
import { createPause } from './pause.ts';

/** By this a thread knows what it was started for. */
export const helperKind = 'upguide-helper';

/** What a thread is started with. */
export interface HelperThreadData {
  readonly kind: typeof helperKind;
  readonly context: HelperContext;
}

/** What goes to a thread: what to do, or a part of what it has to know for the next task to read. */
export type HelperRequest = { readonly id: number } & HelperWish | { readonly news: HelperNews };

/** See `HelperTask`. */
export type HelperNews = Pick<HelperTask, 'records' | 'summaries'>;

type HelperWish = { readonly look: LookTask } | { readonly read: HelperTask };

/** What comes back, in any order; `error` when the task could not be done. */
export type HelperReply = { readonly id: number; readonly answer: SurveyPack | HelperAnswer } | { readonly id: number; readonly error: string };

/**
 * A thread takes half a second of work to start (it compiles everything anew). To read one file takes about ten milliseconds, to look at one a
 * fifteenth of one.
 */
const filesForThread = { read: 200, look: 10_000 };

/** More threads would wait for the first one, which takes in what they find. */
const mostThreads = 4;

/**
 * What a thread's young objects may take, in megabytes; V8 takes twice as much. With less than this they are moved so often that it costs time. A thread that needs more of anything
 * else gets it: there is no limit.
 */
const youngMegabytes = 24;

/** A thread that says nothing for so long while something is asked of it will never do so. No file that somebody wrote takes a tenth of it. */
const longestSilence = 60_000;

/** See `createHelperThreads`. */
export interface HelperThreadOptions {
  /** How many threads; by default as many as there are other processors and work for. */
  readonly asked?: number | undefined;
  /** After how much silence a thread is given up, in milliseconds. */
  readonly silence?: number;
}

/** Helpers in threads of this process. `program` is the bundle that serves them (absolute). */
export function createHelperThreads(program: string, { asked, silence = longestSilence }: HelperThreadOptions = {}): Helpers {
  return {
    pause: createPause(),
    start: (context, { kind, files }, running) => {
      const count = asked === undefined ? Math.min(os.availableParallelism() - 1, mostThreads, Math.floor(files / filesForThread[kind])) : Math.min(asked, files);
      return Array.from({ length: Math.max(count - running, 0) }, () => startThread(program, context, silence));
    },
  };
}

/**
 * So much goes with one message. The first task has all that is known with it, megabytes: the allocator of many a system (glibc) takes a block of this size that is freed as a sign that
 * there will be more of them, and from then on keeps twice as much of what each of V8's threads frees.
 */
const newsInMessage = 50;

/** What there is to know, in parts for one message each. */
function* inParts({ records, summaries }: HelperNews): Iterable<HelperNews> {
  for (let at = 0; at < Math.max(records.length, summaries.length); at += newsInMessage) {
    yield { records: records.slice(at, at + newsInMessage), summaries: summaries.slice(at, at + newsInMessage) };
  }
}

function startThread(program: string, context: HelperContext, silence: number): Helper {
  const waiting = new Map<number, { readonly resolve: (answer: unknown) => void; readonly reject: (error: Error) => void }>();
  const worker = new Worker(program, { workerData: { kind: helperKind, context } satisfies HelperThreadData, resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } });
  let broken: Error | undefined;
  let lastId = 0;
  let heard = 0;
  let watch: NodeJS.Timeout | undefined;
  const breakDown = (error: Error): void => {
    broken ??= error;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    clearTimeout(watch);
  };
  /** Begins to wait for the next sign of life, if there is something to wait for. */
  const listen = (): void => {
    clearTimeout(watch);
    if (waiting.size === 0) return;
    const before = heard;
    // It may be this thread that was busy all the while: what lies here unheard comes before an immediate.
    watch = setTimeout(() => setImmediate(() => {
      if (heard !== before) return;
      breakDown(new Error(`The thread has said nothing for ${String(silence / 1000)} seconds.`));
      void worker.terminate();
    }), silence).unref();
  };
  worker.on('error', breakDown);
  worker.on('exit', () => { breakDown(new Error('The thread has ended.')); });
  worker.on('message', (reply: HelperReply) => {
    const asked = waiting.get(reply.id);
    waiting.delete(reply.id);
    heard++;
    listen();
    if ('answer' in reply) asked?.resolve(reply.answer);
    else asked?.reject(new Error(reply.error));
  });
  const ask = (wish: HelperWish): Promise<unknown> => new Promise((resolve, reject) => {
    if (broken) {
      reject(broken);
      return;
    }
    const id = ++lastId;
    waiting.set(id, { resolve, reject });
    if (waiting.size === 1) listen();
    worker.postMessage({ id, ...wish } satisfies HelperRequest);
  });
  return {
    look: (task) => ask({ look: task }) as Promise<SurveyPack>,
    read: (task) => {
      if (!broken) for (const news of inParts(task)) worker.postMessage({ news } satisfies HelperRequest);
      return ask({ read: { ...task, records: [], summaries: [] } }) as Promise<HelperAnswer>;
    },
    stop: () => { void worker.terminate(); },
  };
}
