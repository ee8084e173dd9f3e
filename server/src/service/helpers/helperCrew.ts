import type { Logger } from '../workspace.ts';
import type { Helper, HelperContext, Helpers, HelperWork } from './helperTypes.ts';

/** The helpers of one scan: started when there is enough to do for them, and given work until they break down. */
export class HelperCrew {
  readonly #helpers: Helpers | undefined;
  readonly #context: HelperContext;
  readonly #logger: Logger;
  readonly #started: Helper[] = [];
  readonly #broken = new Set<Helper>();

  constructor(helpers: Helpers | undefined, context: HelperContext, logger: Logger) {
    this.#helpers = helpers;
    this.#context = context;
    this.#logger = logger;
  }

  /** Those that take part in some work. Starts more of them if that is worth it. */
  forWork(work: HelperWork): readonly Helper[] {
    this.#started.push(...this.#helpers?.start(this.#context, work, this.#started.length) ?? []);
    return this.#started.filter((helper) => !this.#broken.has(helper));
  }

  /** One that broke down gets nothing more to do. The log says so once, although several tasks may have been under way. */
  leaveOut(helper: Helper, error: unknown): void {
    if (this.#broken.has(helper)) return;
    this.#broken.add(helper);
    this.#logger.info(`A thread that reads files is left out from now on; nothing is lost by it. ${error instanceof Error ? error.stack ?? error.message : String(error)}`);
  }

  /** Lets helpers' answers in. */
  pause(): Promise<void> {
    return this.#helpers?.pause() ?? Promise.resolve();
  }

  /** Nobody needs them any more. */
  stop(): void {
    for (const helper of this.#started.splice(0)) helper.stop();
  }
}
