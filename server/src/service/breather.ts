/** Work this long is done in one go; then everything else that waits has its turn. */
const everyMs = 10;

/**
 * Makes a function to await between pieces of long work. A resolved promise would not do: the event loop takes a message
 * (a key press, a cancellation) only between its own turns, so this waits for a timer, and only when it is time.
 */
export function createBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < everyMs) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    last = performance.now();
  };
}
