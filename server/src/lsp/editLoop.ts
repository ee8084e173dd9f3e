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
  /** Until when a document that took long rests; the others do not wait for it. */
  readonly #restUntil = new Map<string, number>();
  #latest = 0;
  #open = false;
  #armed = false;
  #timer: NodeJS.Timeout | undefined;

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
    this.#restUntil.delete(uri);
  }

  #arm(): void {
    if (this.#armed || !this.#open) return;
    clearTimeout(this.#timer);
    const rest = Math.min(...[...this.#waiting].map((uri) => this.#restOf(uri)));
    if (rest === Infinity) return;
    if (rest > 0) {
      this.#timer = setTimeout(() => this.#arm(), rest);
      return;
    }
    this.#armed = true;
    setImmediate(() => this.#hop(-1, performance.now()));
  }

  /** The connection hands over one message per turn of the event loop, so a turn without a change means an empty queue. */
  #hop(seen: number, since: number): void {
    if (seen !== this.#latest && performance.now() - since < maxCoalesceMs) {
      const latest = this.#latest;
      setImmediate(() => this.#hop(latest, since));
      return;
    }
    this.#armed = false;
    const uri = [...this.#waiting].find((waiting) => this.#restOf(waiting) === 0);
    if (uri !== undefined) this.#answerOne(uri);
    this.#arm();
  }

  #answerOne(uri: string): void {
    this.#waiting.delete(uri);
    const started = performance.now();
    this.#answer(uri);
    const ended = performance.now();
    if (ended - started > cheapMs) this.#restUntil.set(uri, ended + Math.min(ended - started, maxRestMs));
    else this.#restUntil.delete(uri);
  }

  /** Milliseconds, in whole ones so that a timer does not end just before. */
  #restOf(uri: string): number {
    return Math.max(0, Math.ceil((this.#restUntil.get(uri) ?? 0) - performance.now()));
  }
}
