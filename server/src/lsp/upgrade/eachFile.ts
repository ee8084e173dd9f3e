/** Work is done in slices this long: between two of them keys and cancellations have their turn. */
const sliceMs = 20;
/** Pause while an edit waits for its answer. */
const stepBackMs = 10;

/** When long work over many files steps back, and when it ends. */
export interface Slices {
  /** Whether an edit waits for its answer. */
  readonly busy: () => boolean;
  /** Asked between slices. */
  readonly goesOn: () => boolean;
  /** Called after each slice with the number of files that are done. */
  readonly onSlice?: (done: number) => void;
}

/** Looks at one file after the other without holding up the editor. `false` when it was to end before all were done. */
export async function eachFile(uris: readonly string[], { busy, goesOn, onSlice }: Slices, look: (uri: string) => void): Promise<boolean> {
  for (let done = 0; done < uris.length;) {
    do await new Promise((resolve) => setTimeout(resolve, busy() ? stepBackMs : 0));
    while (busy() && goesOn());
    if (!goesOn()) return false;
    const end = performance.now() + sliceMs;
    do {
      const uri = uris[done++];
      if (uri !== undefined) look(uri);
    } while (done < uris.length && performance.now() < end);
    onSlice?.(done);
  }
  return true;
}
