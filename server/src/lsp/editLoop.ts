/** Longest that queued changes may put off an answer. */
const maxCoalesceMs = 50;
/** Answers cheaper than this are given for every edit; after dearer ones the loop rests for as long as they took. */
const cheapMs = 60;
const maxRestMs = 1000;

/**
 * Decides when an edited document is answered: with the next macrotask in which no further change is waiting, so that
 * a queue of changes costs one answer while steady typing is answered at every key. No fixed debounce. On documents
 * that take long, half of the time stays free for requests.
 */
export class EditLoop {
  readonly #waiting = new Set<string>();
  readonly #answer: (uri: string) => void;
  #latest = 0;
  #armed = false;
  #open = false;
  #restUntil = 0;

  constructor(answer: (uri: string) => void) {
    this.#answer = answer;
  }

  /** Whether an edit waits for its answer; other work steps back then. */
  get busy(): boolean {
    return this.#waiting.size > 0;
  }

  /** Lets answers out: the first ones must wait for the settings. */
  release(): void {
    this.#open = true;
    this.#arm();
  }

  touch(uri: string): void {
    this.#latest++;
    this.#waiting.add(uri);
    this.#arm();
  }

  forget(uri: string): void {
    this.#waiting.delete(uri);
  }

  #arm(): void {
    if (this.#armed || !this.#open || this.#waiting.size === 0) return;
    this.#armed = true;
    const rest = this.#restUntil - performance.now();
    const start = () => this.#hop(-1, performance.now());
    if (rest > 1) setTimeout(start, rest);
    else setImmediate(start);
  }

  /** The connection hands over one message per turn of the event loop, so a turn without a change means an empty queue. */
  #hop(seen: number, since: number): void {
    if (seen !== this.#latest && performance.now() - since < maxCoalesceMs) {
      const latest = this.#latest;
      setImmediate(() => this.#hop(latest, since));
      return;
    }
    this.#armed = false;
    const [uri] = this.#waiting;
    if (uri === undefined) return;
    this.#waiting.delete(uri);
    const started = performance.now();
    this.#answer(uri);
    const cost = performance.now() - started;
    this.#restUntil = cost > cheapMs ? performance.now() + Math.min(cost, maxRestMs) : 0;
    this.#arm();
  }
}
