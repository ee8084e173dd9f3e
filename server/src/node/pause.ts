import { setImmediate } from 'node:timers/promises';

/** A message takes several turns of the event loop from the pipe to its answer; they should not cost a piece of work each. */
const turns = 6;

/**
 * Makes a function to call between small pieces of synchronous work: it lets everything else that waits have its turn when
 * the last turn is longer ago than given. Reading thousands of small files synchronously is several times faster than
 * asynchronously, and with this no slower to answer a key press.
 */
export function createPause(everyMilliseconds = 8): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < everyMilliseconds) return;
    for (let turn = 0; turn < turns; turn++) await setImmediate();
    last = performance.now();
  };
}
